"""The columns of catalogue files, taken from the dataclasses, and how foreign ones map to them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from matchbot.adapters.catalogue_files.cells import nearest
from matchbot.core.matching.normalise import fold
from matchbot.core.offering import Label, Offering, PeopleFigure, Wise


@dataclass(frozen=True)
class Record:
    """One of the four kinds of file: its dataclass and the columns a row cannot do without.

    `also` are headers that other registers use for our columns; `known` are headers of theirs
    that have no place here, so that nobody need be warned about them.
    """

    name: str
    type: type[Any]
    needed: tuple[str, ...]
    also: Mapping[str, str]
    known: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in order, as the dataclass declares them."""
        return tuple(field.name for field in fields(self.type))

    @property
    def annotations(self) -> dict[str, Any]:
        """The type of each column."""
        return get_type_hints(self.type)


def _also(**columns: str) -> dict[str, str]:
    return {theirs: ours for ours, names in columns.items() for theirs in names.split()}


_PLACES = _also(
    place="city town plaats stad ville commune ort stadt woonplaats vestigingsplaats municipality",
    language="lang taal langue sprache",
)
RECORDS: Mapping[str, Record] = {
    "wises": Record(
        "wises",
        Wise,
        ("name",),
        _PLACES
        | _also(
            # The first of a column's names that has something in a row wins.
            name="naam nom bedrijfsnaam organisatie raison_sociale company organisation "
            "organization enterprise unternehmen brand merknaam enseigne",
            about="description omschrijving beschrijving presentation beschreibung over_ons",
            postcode="zip zipcode zip_code postal_code postcode_plaats code_postal plz",
            email="e_mail mail email_address e_mailadres emailadres courriel",
            website="url site web homepage site_web webseite",
            country="land pays country_code",
            lat="latitude breedtegraad",
            lon="lng long longitude lengtegraad",
            founded="founded_year oprichtingsjaar",
        ),
        frozenset({"kind", "nace_code", "category", "source"}),
    ),
    "people": Record(
        "people", PeopleFigure, ("wise", "year"), _also(year="jaar annee jahr", wise="wise_id")
    ),
    "labels": Record(
        "labels", Label, ("wise", "label"), _also(label="keurmerk", wise="wise_id", date="datum")
    ),
    "offerings": Record(
        "offerings",
        Offering,
        ("wise", "title"),
        _PLACES
        | _also(
            title="titel titre name naam",
            description="omschrijving beschrijving beschreibung",
            kinds="kind",
            cpv="cpv_code cpv_codes",
            wise="wise_id",
        ),
    ),
}


class BadColumns(Exception):
    """A file of column names that cannot be used; `key` and `facts` say why."""

    def __init__(self, key: str, **facts: Any) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True)
class Mapped:
    """How the columns of one file are read.

    `sources`: for each column of ours the positions it is taken from, the first filled one wins.
    `renamed`: their name → ours where they differ. `unknown`: their name → our nearest or "".
    `left_out`: known columns of foreign registers without a place here. `twice`: repeated names.
    """

    record: Record
    sources: Mapping[str, tuple[int, ...]]
    renamed: Mapping[str, str]
    unknown: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns that a row cannot do without and this file does not have."""
        return tuple(column for column in self.record.needed if column not in self.sources)


def read_columns(path: Path) -> dict[str, str]:
    """Their column names → ours from a TOML file; "" leaves a column out. Raises BadColumns."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadColumns("missing-file") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BadColumns("unreadable-file", reason=reason) from None
    except tomllib.TOMLDecodeError as error:
        raise BadColumns("bad-toml", reason=str(error)) from None
    known = {column for record in RECORDS.values() for column in record.columns} | {""}
    for theirs, ours in content.items():
        if not isinstance(ours, str) or ours not in known:
            raise BadColumns(
                "bad-column", theirs=theirs, ours=str(ours), nearest=nearest(str(ours), known)
            )
    return content


def plain(header: str) -> str:
    """A header without case, accents and punctuation: "E-mail Adres" is e_mail_adres."""
    return "_".join(re.findall(r"[a-z0-9]+", fold(header)))


def map_columns(header: Sequence[str], given: Mapping[str, str], stem: str) -> Mapped | None:
    """How to read a file with this header; None when it is none of the four kinds.

    `given` is what the person said (their name → ours), `stem` the file's name without ending:
    it decides when the header fits several kinds, or when a needed column is missing.
    """
    named = RECORDS.get(stem)
    mapped = [_mapped(header, given, record) for record in RECORDS.values()]
    whole = [one for one in mapped if not one.missing]
    if named is not None and not any(one.record is named for one in whole):
        # A broken wises.csv is better reported as such than taken for something else.
        return _mapped(header, given, named)
    # A file that has only the title of offerings may still be one: `wise` may not be needed.
    whole = whole or [m for m in mapped if m.record.name == "offerings" and "title" in m.sources]
    return max(whole, key=lambda one: _likeness(one, header, named), default=None)


def columns_of(name: str, header: Sequence[str]) -> Mapped:
    """How to read what is known to be of that kind."""
    return _mapped(header, {}, RECORDS[name])


def _likeness(mapped: Mapped, header: Sequence[str], named: Record | None) -> tuple[int, int, bool]:
    exact = sum(plain(name) in mapped.record.columns for name in header)
    understood = sum(map(len, mapped.sources.values())) + len(mapped.left_out)
    return understood, exact, mapped.record is named


def _mapped(header: Sequence[str], given: Mapping[str, str], record: Record) -> Mapped:
    said = {plain(theirs): ours for theirs, ours in given.items()}
    found: dict[str, list[tuple[int, int]]] = {}
    renamed, unknown, left_out, twice = {}, {}, [], []
    seen: set[str] = set()
    order = {theirs: at for at, theirs in enumerate(record.also, start=2)}
    for position, name in enumerate(header):
        theirs = plain(name)
        ours = said.get(theirs, theirs if theirs in record.columns else record.also.get(theirs))
        if theirs in seen and theirs:
            twice.append(name)
        elif ours == "" or (ours is None and theirs in record.known):
            left_out.append(name)
        elif ours is None or ours not in record.columns:
            unknown[name or f"({position + 1})"] = nearest(theirs, record.columns)
        else:
            rank = 0 if theirs in said else 1 if theirs == ours else order.get(theirs, 0)
            found.setdefault(ours, []).append((rank, position))
            if name != ours:
                renamed[name] = ours
        seen.add(theirs)
    sources = {ours: tuple(at for _, at in sorted(places)) for ours, places in found.items()}
    return Mapped(record, sources, renamed, unknown, tuple(left_out), tuple(twice))
