"""The report of a catalogue import, as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from matchbot.adapters.catalogue_files import CatalogueReading, Finding, sentence
from matchbot.core.offering import Catalogue
from matchbot.flows.catalogue import Gaps, gaps
from matchbot.flows.records import CatalogueChange

MOST_SHOWN = 200
WIDTH_IN_A_FILE = 160  # characters, where no terminal says how wide it is
_COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}


def print_report(reading: CatalogueReading) -> None:
    """The report as two tables on standard output: the files, and what was found in them."""
    console = _console()
    console.print(_files_table(reading))
    if reading.findings:
        console.print(_findings_table(reading.findings[:MOST_SHOWN]))
    if len(reading.findings) > MOST_SHOWN:
        more = len(reading.findings) - MOST_SHOWN
        console.print(f"… and {more} more; --json gives all.", highlight=False)


def print_outcome(catalogue: Catalogue, done: str) -> None:
    """What went in, or would have, in one line; and where the catalogue could say more."""
    console = _console()
    console.print(_plain(f"{_counted(catalogue)} {done}"))
    found: Gaps = gaps(catalogue)
    for ids, what in (
        (found.without_address, "WISEs have no e-mail address and get no leads"),
        (found.without_offerings if catalogue.offerings else (), "WISEs have no offerings"),
        (found.without_kinds, "offerings have no kind and are harder to find"),
    ):
        if ids:
            named = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
            console.print(_plain(f"{len(ids)} {what}: {named}"))


def as_json(reading: CatalogueReading, *, went_in: bool, change: CatalogueChange | None) -> str:
    """The whole report as one JSON object."""
    catalogue, found = reading.catalogue, gaps(reading.catalogue)
    files = [
        {
            "file": report.file,
            "kind": report.kind,
            "rows": report.rows,
            "good": report.good,
            "refused": report.refused,
            "unknown_columns": report.unknown_columns,
            "columns": dict(report.columns),
            "findings": [_finding_facts(finding) for finding in report.findings],
        }
        for report in reading.reports
    ]
    counts = {name: len(getattr(catalogue, name)) for name in catalogue.__dataclass_fields__}
    facts = {
        "files": files,
        "catalogue": counts,
        "gaps": {name: list(getattr(found, name)) for name in found.__dataclass_fields__},
        "imported": went_in,
        "offerings": change
        and {name: len(getattr(change, name)) for name in change.__dataclass_fields__},
    }
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _finding_facts(finding: Finding) -> dict[str, Any]:
    return {
        "line": finding.line,
        "column": finding.column,
        "value": finding.value,
        "severity": finding.severity,
        "key": finding.key,
        "facts": dict(finding.facts),
        "text": sentence(finding.key, finding.facts),
    }


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else WIDTH_IN_A_FILE, highlight=False)


def _files_table(reading: CatalogueReading) -> Table:
    table = Table("file", "read as")
    for column in ("rows", "good", "refused"):
        table.add_column(column, justify="right")
    table.add_column("columns read as")
    for report in reading.reports:
        if report.kind or report.findings:
            renamed = ", ".join(f"{theirs} → {ours}" for theirs, ours in report.columns.items())
            counts = (str(report.rows), str(report.good), str(report.refused))
            table.add_row(_plain(report.file), report.kind, *counts, _plain(renamed))
    return table


def _findings_table(findings: tuple[Finding, ...]) -> Table:
    table = Table("", "file", "line", "column", "value", "what is wrong")
    for finding in findings:
        table.add_row(
            Text(finding.severity, _COLOURS[finding.severity]),
            _plain(finding.file),
            "" if finding.line is None else str(finding.line),
            _plain(finding.column),
            _plain(finding.value),
            _plain(sentence(finding.key, finding.facts)),
        )
    return table


def _counted(catalogue: Catalogue) -> str:
    return (
        f"{len(catalogue.wises)} WISEs, {len(catalogue.offerings)} offerings,"
        f" {len(catalogue.people)} yearly figures and {len(catalogue.labels)} labels"
    )


def _plain(text: str) -> Text:
    """Text from outside, without anything that steers a terminal."""
    return Text("".join(char if char.isprintable() else "�" for char in text))
