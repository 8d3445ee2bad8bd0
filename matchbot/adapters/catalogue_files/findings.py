"""What was found while reading catalogue files: per cell a finding, per file a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from matchbot.core.offering import Catalogue
from matchbot.core.platform import Platform

Severity = Literal["error", "warning", "note"]
LONGEST_VALUE = 80


@dataclass(frozen=True)
class Finding:
    """Something in a file that a person should know.

    `line` is the line in the file where the row starts (1 is the header), None when it is about
    the whole file; `value` is what stands there, cut short; `key` names the sentence and `facts`
    fill it. An "error" keeps the row out, a "warning" does not, a "note" is only said.
    """

    file: str
    line: int | None
    column: str
    value: str
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True)
class FileReport:
    """One file: its rows counted, its findings, and which of its columns were read as what.

    `kind` is wises, people, labels or offerings, or "" when the file was none of them;
    `columns` maps a column of the file to ours where the names differ.
    """

    file: str
    kind: str = ""
    rows: int = 0
    good: int = 0
    refused: int = 0
    findings: tuple[Finding, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CatalogueReading:
    """What came out of a platform folder or a single file."""

    catalogue: Catalogue
    reports: tuple[FileReport, ...]
    platform: Platform | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, file by file, by line."""
        return tuple(finding for report in self.reports for finding in report.findings)

    @property
    def clean(self) -> bool:
        """True when nothing but notes was found."""
        return all(finding.severity == "note" for finding in self.findings)


def shorten(value: str) -> str:
    """A value as a report shows it: one line of at most 80 characters."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 1] + "…"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by line; those about the whole file first."""
    return tuple(sorted(findings, key=lambda finding: finding.line or 0))
