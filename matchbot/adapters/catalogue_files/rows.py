"""One table as records: every cell parsed, every row judged, ids made where there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from matchbot.adapters.catalogue_files.cells import BadCell, Rules, clean, parse, unescape
from matchbot.adapters.catalogue_files.columns import Mapped
from matchbot.adapters.catalogue_files.findings import (
    FileReport,
    Finding,
    Severity,
    in_order,
    shorten,
)
from matchbot.adapters.catalogue_files.ids import make_ids
from matchbot.adapters.catalogue_files.tables import Problem, Row, Table

Watch = Callable[[str, int, int], None]
WATCH_EVERY = 200  # rows
_GENTLE_PROBLEMS = frozenset({"too-few-cells"})
_IDENTITY = {
    "wises": ("name", "place", "postcode", "country", "email", "website", "lat", "lon", "about"),
    "offerings": ("wise", "title", "description", "language", "place"),
}
# A second row that agrees in these is the same thing said twice.
_KEYS = {"people": ("wise", "year"), "labels": ("wise", "label")}
_SAME_WISE = ("name", "place", "postcode", "lat", "lon")


@dataclass
class Draft:
    """A row on its way to a record: its values so far, and whether it is refused."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    refused: bool = False


class FileRows:
    """The rows of one file as drafts, with what was found; `report` closes the account."""

    def __init__(
        self, file: str, table: Table, mapped: Mapped, rules: Rules, watch: Watch | None = None
    ) -> None:
        self.file = file
        self.record = mapped.record
        self.drafts: list[Draft] = []
        self._mapped = mapped
        self._rules = rules
        self._findings: list[Finding] = []
        self._annotations = mapped.record.annotations
        self._not_rows = len(table.problems)
        self._say_header(table)
        missing = [c for c in mapped.missing if c != "wise" or rules.wise_needed]
        for number, row in enumerate(table.rows):
            if watch and number % WATCH_EVERY == 0:
                watch(file, number, len(table.rows))
            draft = self._read(row) if not missing else Draft(row.line, refused=True)
            self.drafts.append(draft)
        for column in missing:
            self.say("missing-column", None, column, "", columns=", ".join(table.header[:40]))
        self._give_ids()
        self._refuse_doubles()
        if watch:
            watch(file, len(table.rows), len(table.rows))

    def say(
        self,
        key: str,
        line: int | None,
        column: str = "",
        value: str = "",
        severity: Severity = "error",
        **facts: Any,
    ) -> None:
        """Add a finding."""
        finding = Finding(self.file, line, column, shorten(value), key, facts, severity)
        self._findings.append(finding)

    def refuse(self, draft: Draft, key: str, column: str, **facts: Any) -> None:
        """Keep a row out and say why."""
        draft.refused = True
        self.say(key, draft.line, column, draft.cells.get(column, ""), **facts)

    def records(self) -> list[Any]:
        """The rows that are good, as the dataclass of this file."""
        return [self.record.type(**draft.values) for draft in self.drafts if not draft.refused]

    def each(self) -> list[Any]:
        """For every row its record, or None where it is refused."""
        return [None if d.refused else self.record.type(**d.values) for d in self.drafts]

    def report(self) -> FileReport:
        """What became of the file."""
        refused = sum(draft.refused for draft in self.drafts) + self._not_rows
        return FileReport(
            self.file,
            self.record.name,
            rows=len(self.drafts) + self._not_rows,
            good=len(self.drafts) + self._not_rows - refused,
            refused=refused,
            findings=in_order(self._findings),
            unknown_columns=tuple(self._mapped.unknown),
            columns=self._mapped.renamed,
        )

    def _say_header(self, table: Table) -> None:
        for warning in table.warnings:
            self._say_problem(warning, "warning")
        for problem in table.problems:
            self._say_problem(problem, "error")
        for name, likely in self._mapped.unknown.items():
            self.say("unknown-column", 1, name, severity="warning", nearest=likely)
        for name in self._mapped.twice:
            self.say("column-twice", 1, name, severity="warning")
        if self._mapped.left_out:
            names = ", ".join(self._mapped.left_out)
            self.say("columns-left-out", 1, severity="note", names=names)
        if not table.rows and not table.problems:
            self.say("no-rows", None, severity="note")

    def _say_problem(self, problem: Problem, severity: Severity) -> None:
        self.say(
            problem.key, problem.line, problem.column, problem.value, severity, **problem.facts
        )

    def _read(self, row: Row) -> Draft:
        draft = Draft(row.line)
        for problem in row.problems:
            gentle = problem.key in _GENTLE_PROBLEMS
            draft.refused = draft.refused or not gentle
            self._say_problem(problem, "warning" if gentle else "error")
        for column in self._mapped.sources:
            self._read_cell(draft, column, row)
        for column in self.record.needed:
            given = column in draft.values or column in draft.cells
            if not given and (column != "wise" or self._rules.wise_needed):
                self.refuse(draft, "missing-value", column)
        if "language" in self._annotations:
            draft.values.setdefault("language", self._rules.language)
        self._judge_amounts(draft)
        return draft

    def _read_cell(self, draft: Draft, column: str, row: Row) -> None:
        positions = self._mapped.sources[column]
        raw = next((row.cells[at] for at in positions if row.cells[at].strip()), "")
        text, warnings = clean(raw, column)
        for key in warnings:
            self.say(key, row.line, column, raw, "warning")
        if not text:
            return
        draft.cells[column] = text
        try:
            text = unescape(text)
            draft.values[column] = parse(text, column, self._annotations[column], self._rules)
        except BadCell as bad:
            self.refuse(draft, bad.key, column, **bad.facts)

    def _judge_amounts(self, draft: Draft) -> None:
        low, high = draft.values.get("min_quantity"), draft.values.get("max_quantity")
        if low is not None and high is not None and low > high:
            self.refuse(draft, "min-above-max", "min_quantity", low=low, high=high)

    def _give_ids(self) -> None:
        identity = _IDENTITY.get(self.record.name)
        if identity is None:
            return
        nameless = [d for d in self.drafts if not d.refused and "id" not in d.values]
        taken = {d.values["id"] for d in self.drafts if "id" in d.values}
        rows = [{c: d.values[c] for c in identity if c in d.values} for d in nameless]
        for draft, id in zip(nameless, make_ids(rows, taken), strict=True):
            draft.values["id"] = draft.cells["id"] = id
        if nameless:
            self.say("ids-made", None, "id", severity="note", count=len(nameless))
        if self.record.name == "wises":
            self._warn_of_likely_doubles(nameless)

    def _warn_of_likely_doubles(self, nameless: list[Draft]) -> None:
        first: dict[tuple[str, ...], Draft] = {}
        for draft in nameless:
            key = tuple(str(draft.values.get(column, "")).casefold() for column in _SAME_WISE)
            other = first.setdefault(key, draft)
            if other is not draft and other.values["id"] != draft.values["id"]:
                name = draft.values["name"]
                self.say("likely-double", draft.line, "name", name, "warning", first=other.line)

    def _refuse_doubles(self) -> None:
        columns = _KEYS.get(self.record.name, ("id",))
        first: dict[tuple[Any, ...], int] = {}
        for draft in self.drafts:
            if any(column not in draft.values for column in columns):
                continue
            key = tuple(draft.values[column] for column in columns)
            line = first.setdefault(key, draft.line)
            if line != draft.line:
                key_of_sentence = "double-id" if columns == ("id",) else "double-row"
                self.refuse(draft, key_of_sentence, columns[-1], first=line, second=draft.line)
