"""Catalogue files: what goes in, what is refused and how that is said, and out again."""

from __future__ import annotations

import json
import os
import random
import re
import time
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchbot.adapters import catalogue_files
from matchbot.adapters.catalogue_files import (
    RECORDS,
    BadColumns,
    CatalogueFileError,
    CatalogueReading,
    Finding,
    Rules,
    read_catalogue,
    read_columns,
    read_platform,
    sentence,
    write_catalogue,
)
from matchbot.adapters.catalogue_files.cells import escape, unescape
from matchbot.adapters.catalogue_files.sentences import SENTENCES
from matchbot.core.offering import Catalogue, Label, Offering, PeopleFigure, Wise
from matchbot.core.platform import Platform

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MATCHBOT_SHARED_DATA") or ROOT.parent / "shared" / "data")
REGISTER = SHARED / "wises.tsv"
KINDS = ("catering", "cleaning", "green")
WISES = "id,name,email,joined,website\nveter,De Veter,info@veter.example,2015-03-02,\n"
OFFERINGS = "id,wise,title,kinds,min_quantity,max_quantity,unit,lead_days,price_from,since\n"
GOOD = "veter-lunch,veter,Lunch,catering,8,60,persons,3,14.5,2015-04-01\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes files into a folder: name without ".csv" → text or bytes."""

    def write(**files: str | bytes) -> Path:
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (tmp_path / f"{name}.csv").write_bytes(raw)
        return tmp_path

    return write


def read(path: Path, **options: object) -> CatalogueReading:
    return read_catalogue(path, rules=Rules(kinds=KINDS), **options)  # type: ignore[arg-type]


def bad_row(folder: Folder, row: str) -> tuple[Finding, CatalogueReading]:
    """The one error that a row of offerings gives, standing after a good one on line 3."""
    reading = read(folder(wises=WISES, offerings=OFFERINGS + GOOD + row + "\n"))
    (finding,) = [f for f in reading.findings if f.severity == "error"]
    assert (finding.file, finding.line) == ("offerings.csv", 3)
    assert list(reading.catalogue.offerings) == ["veter-lunch"]
    assert reading.reports[-1].refused == 1
    return finding, reading


def keys(reading: CatalogueReading) -> set[str]:
    return {finding.key for finding in reading.findings}


@pytest.mark.parametrize(
    ("row", "column", "value", "key"),
    [
        ("o,veter,Soep,catering,,,,,,12-03-2020", "since", "12-03-2020", "bad-date"),
        ("o,veter,Soep,catering,,,,,,2020-02-30", "since", "2020-02-30", "no-such-day"),
        ("o,vetr,Soep,catering,,,,,,", "wise", "vetr", "unknown-wise"),
        ("o,veter,Soep,catring,,,,,,", "kinds", "catring", "unknown-kind"),
        ("veter-lunch,veter,Soep,catering,,,,,,", "id", "veter-lunch", "double-id"),
        ("o,veter,Soep,catering,,,,,veel,", "price_from", "veel", "bad-number"),
        ("o,veter,Soep,catering,,,,,inf,", "price_from", "inf", "bad-number"),
        ("o,veter,Soep,catering,,,,,-3,", "price_from", "-3", "out-of-range"),
        ("o,veter,Soep,catering,,,,1.5,,", "lead_days", "1.5", "not-whole"),
        ("o,veter,Soep,catering,60,8,persons,,,", "min_quantity", "60", "min-above-max"),
        ("o,veter,,catering,,,,,,", "title", "", "missing-value"),
        ("o,,Soep,catering,,,,,,", "wise", "", "missing-value"),
        ("o,veter,Soep,catering,,,person,,,", "unit", "person", "unknown-unit"),
        ("a b,veter,Soep,catering,,,,,,", "id", "a b", "bad-id"),
        ("o,veter,=1+1,catering,,,,,,", "title", "=1+1", "spreadsheet-formula"),
        ("o,veter,@SUM(1)|cmd!A0,catering,,,,,,", "title", "@SUM(1)|cmd!A0", "spreadsheet-formula"),
        ("o,veter,#REF!,catering,,,,,,", "title", "#REF!", "spreadsheet-error"),
        ("o,veter,Soep, met brood,catering,,,,,,,x", "", " | x", "too-many-cells"),
        (f"o,veter,{'x' * 501},catering,,,,,,", "title", "x" * 79 + "…", "too-long"),
    ],
)
def test_a_bad_row_is_left_out_and_named_by_file_line_column_and_value(
    folder: Folder, row: str, column: str, value: str, key: str
) -> None:
    reading = read(folder(wises=WISES, offerings=OFFERINGS + GOOD + row + "\n"))
    found = [f for f in reading.findings if f.severity == "error" and f.key == key]
    assert [(f.file, f.line, f.column, f.value.strip("| ")) for f in found] == [
        ("offerings.csv", 3, column, value.strip("| "))
    ]
    assert list(reading.catalogue.offerings) == ["veter-lunch"]


def test_a_double_id_names_both_lines(folder: Folder) -> None:
    finding, _ = bad_row(folder, "veter-lunch,veter,Soep,catering,,,,,,")
    assert "Line 2 and line 3" in sentence(finding.key, finding.facts)


def test_an_unknown_kind_or_wise_is_answered_with_the_nearest(folder: Folder) -> None:
    kind, _ = bad_row(folder, "o,veter,Soep,catring,,,,,,")
    wise, _ = bad_row(folder, "o,vetr,Soep,catering,,,,,,")
    assert sentence(kind.key, kind.facts).endswith("Did you mean catering?")
    assert sentence(wise.key, wise.facts).endswith("Did you mean veter?")


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        ("b,B,b@@x,,", "email", "bad-email"),
        ('b,B,"b@x.example\r\nBcc: c@x.example",,', "email", "bad-email"),
        ("b,B,,,javascript:alert(1)", "website", "bad-website"),
        ("b,B,,,https://", "website", "bad-website"),
    ],
)
def test_addresses_that_are_none_are_refused(
    folder: Folder, row: str, column: str, key: str
) -> None:
    reading = read(folder(wises=WISES + row + "\n", offerings=OFFERINGS + GOOD))
    (finding,) = [f for f in reading.findings if f.severity == "error"]
    assert (finding.line, finding.column, finding.key) == (3, column, key)
    assert list(reading.catalogue.wises) == ["veter"]


def test_offerings_of_a_refused_wise_say_where_it_was_refused(folder: Folder) -> None:
    wises = WISES + "slecht,Slecht,geen adres,,\n"
    offerings = OFFERINGS + "o,slecht,Soep,catering,,,,,,\n"
    reading = read(folder(wises=wises, offerings=offerings))
    (finding,) = [f for f in reading.findings if f.file == "offerings.csv"]
    assert (finding.key, finding.facts["at"]) == ("wise-refused", 3)


def test_an_unclosed_quote_costs_one_row_and_not_the_rest(folder: Folder) -> None:
    rows = 'o,veter,"Soep,catering,,,,,,\n' + "p,veter,Brood,catering,,,,,,\n"
    reading = read(folder(wises=WISES, offerings=OFFERINGS + rows))
    assert list(reading.catalogue.offerings) == ["p"]
    (finding,) = [f for f in reading.findings if f.severity == "error"]
    assert (finding.key, finding.line) == ("broken-quotes", 2)


def test_a_row_with_a_line_break_in_a_cell_keeps_the_line_numbers_right(folder: Folder) -> None:
    rows = 'o,veter,"Soep\nmet brood",catering,,,,,,\n' + "p,veter,Brood,catering,,,,x,,\n"
    reading = read(folder(wises=WISES, offerings=OFFERINGS + rows))
    assert reading.catalogue.offerings["o"].title == "Soep met brood"
    (finding,) = [f for f in reading.findings if f.severity == "error"]
    assert (finding.line, finding.column) == (4, "lead_days")


def test_unknown_columns_are_reported_once_each_with_the_nearest_name(folder: Folder) -> None:
    text = "id,wise,title,lead_day,colour\na,veter,A,1,red\nb,veter,B,2,red\n"
    reading = read(folder(wises=WISES, offerings=text))
    found = {f.column: f.facts["nearest"] for f in reading.findings if f.key == "unknown-column"}
    assert found == {"lead_day": "lead_days", "colour": ""}
    assert reading.reports[-1].unknown_columns == ("lead_day", "colour")
    assert reading.reports[-1].good == 2


def test_windows_text_is_read_and_said_with_its_line(folder: Folder) -> None:
    text = OFFERINGS + GOOD + "o,veter,Café,catering,,,,,,\n"
    reading = read(folder(wises=WISES, offerings=text.encode("cp1252")))
    assert reading.catalogue.offerings["o"].title == "Café"
    (finding,) = reading.findings[-1:]
    assert (finding.key, finding.line, finding.severity) == ("wrong-encoding", 3, "warning")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_column(folder: Folder, encoding: str) -> None:
    reading = read(folder(wises=WISES.encode(encoding), offerings=OFFERINGS + GOOD))
    assert list(reading.catalogue.wises) == ["veter"]


def test_semicolons_and_decimal_commas_of_dutch_spreadsheets_are_understood(
    folder: Folder,
) -> None:
    text = 'id;wise;title;kinds;price_from\no;veter;Soep;"catering;green";14,50\n'
    reading = read(folder(wises=WISES, offerings=text))
    offering = reading.catalogue.offerings["o"]
    assert (offering.kinds, offering.price_from) == (("catering", "green"), 14.5)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty-file"),
        (b" \n\n", "empty-file"),
        (b"PK\x03\x04rest", "office-file"),
        (b"\xff\xfe\x00", "no-text"),
        (b"\xc3(\x00\x01", "no-text"),
        (b"wat,hoe\n1,2\n", "unknown-table"),
        (b"[1, 2", "unknown-table"),
        (b'{"wises": {}}', "unknown-table"),
    ],
)
def test_a_file_that_is_no_table_is_one_finding(tmp_path: Path, content: bytes, key: str) -> None:
    file = tmp_path / "rommel.csv"
    file.write_bytes(content)
    reading = read(file)
    assert key in keys(reading)
    assert reading.catalogue == Catalogue()


def test_a_missing_file_and_a_folder_without_offerings_are_findings(
    tmp_path: Path, folder: Folder
) -> None:
    assert keys(read(tmp_path / "nergens.csv")) == {"missing-file"}
    reading = read(folder(wises=WISES))
    missing = {f.file: f.severity for f in reading.findings if f.key == "missing-file"}
    assert missing["offerings.csv"] == "warning"
    assert list(reading.catalogue.wises) == ["veter"]


def test_a_file_without_a_needed_column_is_one_finding(folder: Folder) -> None:
    reading = read(folder(wises="id,place\na,Noord\nb,Noord\n", offerings=OFFERINGS + GOOD))
    report = reading.reports[1]
    assert [f.key for f in report.findings if f.severity == "error"] == ["missing-column"]
    assert (report.rows, report.good, report.refused) == (2, 0, 2)


@given(content=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_bytes_at_all_make_reading_fail(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "offerings.csv"
    for start in (b"", b"id,wise,title,kinds,cpv,since\n", b"[", b'{"title": '):
        file.write_bytes(start + content)
        reading = read(file)
        report = reading.reports[0]
        assert report.rows == report.good + report.refused
        for finding in reading.findings:
            assert sentence(finding.key, finding.facts)


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    source = "".join(
        file.read_text(encoding="utf-8")
        for file in Path(catalogue_files.__path__[0]).glob("*.py")
        if file.name != "sentences.py"
    )
    platform = {f"bad-platform-{field.name}" for field in fields(Platform)}
    used = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source))
    assert used | platform == set(SENTENCES)


def test_the_columns_of_a_file_are_the_fields_of_its_dataclass() -> None:
    types = {"wises": Wise, "people": PeopleFigure, "labels": Label, "offerings": Offering}
    for name, kind in types.items():
        assert RECORDS[name].columns == tuple(field.name for field in fields(kind))
        assert set(RECORDS[name].needed) <= set(RECORDS[name].columns)
        assert set(RECORDS[name].also.values()) <= set(RECORDS[name].columns)


def test_every_column_and_setting_is_explained_in_the_readme() -> None:
    text = (ROOT / "catalogue" / "README.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## ([\w.]+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    for name, record in RECORDS.items():
        explained = re.findall(r"^\| `(\w+)` \| \S", parts[f"{name}.csv"], re.MULTILINE)
        assert tuple(explained) == record.columns
    explained = re.findall(r"^\| `(\w+)` \| \S", parts["platform.toml"], re.MULTILINE)
    assert explained == [field.name for field in fields(Platform)]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=12).map(
    lambda text: " ".join(text.split())
)
HOSTILE = st.one_of(TEXT, st.sampled_from(["=1+1", "'=x", "''@", "-2+3+cmd|' /C calc'!A0", "#N/A"]))


@given(name=HOSTILE.filter(bool), about=HOSTILE, price=st.none() | st.integers(0, 10**6))
@settings(max_examples=50, deadline=None)
def test_what_is_written_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, name: str, about: str, price: int | None
) -> None:
    catalogue = Catalogue(
        wises={"a": Wise("a", name, about, place=about, lat=-0.5, joined=date(2020, 2, 29))},
        offerings={
            "o": Offering("o", "a", name, about, "fr", kinds=("green",), areas=("=Noord", "Oost"),
                          price_from=price and price / 100, since=date(2026, 11, 9)),
        },
        people=(PeopleFigure("a", 2020, 3), PeopleFigure("a", 2021, 4)),
        labels=(Label("a", name, about, date(2021, 1, 1)), ),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("out")
    write_catalogue(catalogue, folder)
    again = read(folder)
    assert again.catalogue == catalogue
    assert "error" not in {finding.severity for finding in again.findings}


@given(text=st.text(max_size=30))
def test_no_written_text_is_a_formula_and_each_comes_back(text: str) -> None:
    written = escape(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "#"))
    assert unescape(written) == text.strip()


def test_json_lists_and_lines_are_read_with_their_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "wise": "x", "title": "A", "kinds": ["catering", "green"], "price_from": 3},
        {"id": "b", "wise": "x", "title": "B", "kinds": {"no": 1}},
        {"id": "c", "wise": "x", "title": None},
    ]
    listed, lines = tmp_path / "list.json", tmp_path / "lines.jsonl"
    listed.write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]", encoding="utf-8")
    lines.write_text("\n".join(map(json.dumps, rows)) + "\nkapot\n", encoding="utf-8")
    for file, first in ((listed, 2), (lines, 1)):
        reading = read(file)
        assert reading.catalogue.offerings["a"].kinds == ("catering", "green")
        errors = [(f.line, f.key) for f in reading.findings if f.severity == "error"]
        expected = [(first + 1, "nested-value"), (first + 2, "missing-value")]
        assert errors == expected + ([(4, "bad-json")] if file is lines else [])


def test_offerings_without_a_wise_are_taken_where_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.jsonl"
    file.write_text('{"id": "a", "title": "Lunch"}\n', encoding="utf-8")
    reading = read_catalogue(file, rules=Rules(wise_needed=False))
    assert list(reading.catalogue.offerings) == ["a"]
    assert read(file).reports[0].refused == 1


def test_a_single_file_is_held_against_the_wises_that_are_known(tmp_path: Path) -> None:
    file = tmp_path / "nieuw.csv"
    file.write_text("wise,title\nveter,Lunch\nonbekend,Soep\n", encoding="utf-8")
    alone = read_catalogue(file)
    assert len(alone.catalogue.offerings) == 2 and "wises-not-checked" in keys(alone)
    known = read_catalogue(file, rules=Rules(wises={"veter"}))
    assert list(known.catalogue.offerings) == ["veter-lunch"]
    assert "unknown-wise" in keys(known)


def test_foreign_columns_are_mapped_as_said(tmp_path: Path) -> None:
    file, mapping = tmp_path / "theirs.csv", tmp_path / "columns.toml"
    file.write_text("Bedrijf (stat.);Vestiging;Memo\nDe Veter;Noord;x\n", encoding="utf-8")
    mapping.write_text(
        '"bedrijf (stat.)" = "name"\n"Vestiging" = "place"\nMemo = ""\n', encoding="utf-8"
    )
    reading = read(file, columns=read_columns(mapping))
    assert [(w.id, w.name, w.place) for w in reading.catalogue.wises.values()] == [
        ("de-veter-noord", "De Veter", "Noord")
    ]
    assert reading.reports[0].unknown_columns == ()
    assert reading.clean


@pytest.mark.parametrize(
    ("text", "key"),
    [("a = 'nmae'", "bad-column"), ("a = 3", "bad-column"), ("a = ", "bad-toml")],
)
def test_a_wrong_column_file_says_what_is_wrong(tmp_path: Path, text: str, key: str) -> None:
    file = tmp_path / "columns.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadColumns) as wrong:
        read_columns(file)
    assert wrong.value.key == key
    assert sentence(key, wrong.value.facts)


def test_made_ids_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    rows = [
        "Emmaüs,Paris,75019,one",
        "EMMAUS,Paris,75019,two",
        "Εμείς,Αθήνα,,three",
        "De Veter,Noord,,four",
    ]
    ids = []
    for order in (rows, rows[::-1]):
        file = tmp_path / "wises.csv"
        file.write_text("name,city,postcode,description\n" + "\n".join(order), encoding="utf-8")
        reading = read(file)
        ids.append({wise.about: wise.id for wise in reading.catalogue.wises.values()})
    assert ids[0] == ids[1]
    assert ids[0]["four"] == "de-veter-noord"
    assert re.fullmatch(r"emmaus-paris-75019-[0-9a-f]{6}", ids[0]["one"])
    assert len(set(ids[0].values())) == 4


def test_the_same_row_twice_is_left_out_the_second_time(tmp_path: Path) -> None:
    file = tmp_path / "wises.csv"
    file.write_text("name,city\nDe Veter,Noord\nDe Veter,Noord\n", encoding="utf-8")
    reading = read(file)
    assert len(reading.catalogue.wises) == 1
    assert keys(reading) >= {"double-id"}


def test_a_platform_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "platform.toml").write_text(
        'id = "gent"\nname = "Gent sociaal"\nlanguages = ["nl", "fr"]\ncountry = "BE"\n'
        'timezone = "Europe/Brussels"\nplace = "Gent"\ncolour = "#123456"\nsample = true\n',
        encoding="utf-8",
    )
    platform = read_platform(tmp_path)
    assert platform.languages == ("nl", "fr")
    assert (platform.id, platform.country, platform.sample) == ("gent", "BE", True)


def test_a_wrong_platform_file_names_all_problems_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "platform.toml").write_text(
        'id = "Gent!"\nlanguages = "nl"\ntimezone = "Mars/Noord"\ncolour = "red; x"\nkleur = 1\n',
        encoding="utf-8",
    )
    with pytest.raises(CatalogueFileError) as wrong:
        read_platform(tmp_path)
    found = {(f.line, f.column, f.severity) for f in wrong.value.findings}
    assert found == {
        (1, "id", "error"), (2, "languages", "error"), (3, "timezone", "error"),
        (4, "colour", "error"), (5, "kleur", "warning"), (None, "name", "error"),
    }  # fmt: skip
    assert "line 3, timezone: This is no time zone" in str(wrong.value)


@pytest.mark.skipif(not REGISTER.exists(), reason="the shared data (wises.tsv) is not here")
def test_a_real_register_of_5879_enterprises_becomes_wises_in_seconds(tmp_path: Path) -> None:
    start = time.perf_counter()
    reading = read(REGISTER)
    assert time.perf_counter() - start < 20
    (report,) = reading.reports
    assert (report.kind, report.rows, report.refused) == ("wises", 5879, 0)
    assert report.columns == {
        "lang": "language", "brand": "name", "description": "about", "city": "place",
    }  # fmt: skip
    assert not reading.catalogue.offerings
    header, *rows = REGISTER.read_text(encoding="utf-8").splitlines()
    random.Random(7).shuffle(rows)
    shuffled = tmp_path / "register.tsv"
    shuffled.write_text("\n".join([header, *rows]), encoding="utf-8")
    assert read(shuffled).catalogue.wises == reading.catalogue.wises
