"""A platform folder or a single file as a catalogue, with a row-by-row report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from matchbot.adapters.catalogue_files.cells import Rules, nearest
from matchbot.adapters.catalogue_files.columns import RECORDS, columns_of, map_columns
from matchbot.adapters.catalogue_files.findings import (
    CatalogueReading,
    FileReport,
    Finding,
    Severity,
    shorten,
)
from matchbot.adapters.catalogue_files.platform_file import PLATFORM_FILE, judge_platform
from matchbot.adapters.catalogue_files.rows import FileRows, Watch
from matchbot.adapters.catalogue_files.tables import (
    Problem,
    UnreadableFile,
    read_table,
    table_of_items,
)
from matchbot.core.offering import Catalogue

_FILES = {name: f"{name}.csv" for name in RECORDS}
_ABSENT: dict[str, Severity] = {"wises": "warning", "offerings": "warning"}


def read_catalogue(
    path: Path,
    *,
    rules: Rules | None = None,
    columns: dict[str, str] | None = None,
    watch: Watch | None = None,
) -> CatalogueReading:
    """What a platform folder, or one CSV, TSV, JSON or JSON-lines file, holds.

    `columns` maps names of the file's columns to ours; `watch` is told file, rows done and rows
    in all now and then. Never raises for what stands in the files: that is in the reports.
    """
    rules = rules or Rules()
    if path.is_dir():
        return _read_folder(path, rules, columns or {}, watch)
    read = _read_file(path, path.name, rules, columns or {}, watch)
    if isinstance(read, FileReport):
        return CatalogueReading(Catalogue(), (read,))
    return _assemble([read], [], rules)


def read_items(name: str, items: Sequence[Mapping[str, Any]], rules: Rules) -> list[Any]:
    """Objects of one kind ("wises", "offerings", …) as records; None for each that is not good."""
    table = table_of_items(enumerate(map(dict, items), start=1))
    return FileRows(name, table, columns_of(name, table.header), rules).each()


def _read_folder(
    folder: Path, rules: Rules, columns: dict[str, str], watch: Watch | None
) -> CatalogueReading:
    platform, platform_findings = judge_platform(folder)
    if platform is not None and platform.languages:
        rules = replace(rules, language=platform.languages[0])
    reports = [FileReport(PLATFORM_FILE, findings=tuple(platform_findings))]
    files: list[FileRows] = []
    for name, file in _FILES.items():
        if not (folder / file).exists():
            absent = Finding(file, None, "", "", "missing-file", {}, _ABSENT.get(name, "note"))
            reports.append(FileReport(file, name, findings=(absent,)))
            continue
        read = _read_file(folder / file, file, rules, columns, watch)
        if isinstance(read, FileReport):
            reports.append(read)
        else:
            files.append(read)
    return replace(_assemble(files, reports, rules), platform=platform)


def _read_file(
    path: Path, file: str, rules: Rules, columns: dict[str, str], watch: Watch | None
) -> FileRows | FileReport:
    try:
        table = read_table(path)
    except UnreadableFile as unreadable:
        return _failed(file, unreadable.problem)
    mapped = map_columns(table.header, columns, path.stem.lower())
    if mapped is None:
        header = ", ".join(table.header[:40])
        return _failed(file, Problem("unknown-table", 1, value=header), *table.problems)
    return FileRows(file, table, mapped, rules, watch)


def _failed(file: str, *problems: Problem) -> FileReport:
    findings = tuple(
        Finding(file, p.line, p.column, shorten(p.value), p.key, p.facts) for p in problems
    )
    return FileReport(file, findings=findings)


def _assemble(files: list[FileRows], reports: list[FileReport], rules: Rules) -> CatalogueReading:
    by_name = {file.record.name: file for file in files}
    _check_wises(by_name, rules)
    records = {name: file.records() for name, file in by_name.items()}
    catalogue = Catalogue(
        wises={wise.id: wise for wise in records.get("wises", ())},
        offerings={offering.id: offering for offering in records.get("offerings", ())},
        people=tuple(records.get("people", ())),
        labels=tuple(records.get("labels", ())),
    )
    order = [PLATFORM_FILE, *_FILES.values()]
    closed = [*reports, *(file.report() for file in files)]
    closed.sort(key=lambda report: order.index(report.file) if report.file in order else 0)
    return CatalogueReading(catalogue, tuple(closed))


def _check_wises(files: dict[str, FileRows], rules: Rules) -> None:
    """Refuse rows of WISEs that nobody knows; without any list of WISEs that is only said."""
    wises = files.get("wises")
    others = [file for name, file in files.items() if name != "wises"]
    if wises is None and rules.wises is None:
        for file in others:
            if rules.wise_needed:
                file.say("wises-not-checked", None, "wise", severity="note")
        return
    drafts = wises.drafts if wises else []
    refused = {d.cells["id"]: d.line for d in drafts if d.refused and "id" in d.cells}
    known = {d.values["id"] for d in drafts if not d.refused} | set(rules.wises or ())
    for file in others:
        for draft in file.drafts:
            wise = draft.values.get("wise")
            if wise is None or draft.refused or wise in known:
                continue
            if wise in refused:
                file.refuse(draft, "wise-refused", "wise", at=refused[wise])
            else:
                file.refuse(draft, "unknown-wise", "wise", nearest=nearest(wise, known))
