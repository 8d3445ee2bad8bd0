"""What people upload on the web and download from it: photos, files of offerings, tables."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from matchbot.adapters.catalogue_files import RECORDS, Rules, read_catalogue, sentence
from matchbot.adapters.catalogue_files.writing import csv_text
from matchbot.adapters.photos import redraw
from matchbot.core.offering import Offering

SUFFIXES = (".csv", ".tsv", ".json", ".jsonl")


class WebFiles:
    """Implements Files of the web. `kinds` gives the ids of the vocabulary as it is now."""

    def __init__(self, kinds: Callable[[], Collection[str]]) -> None:
        self._kinds = kinds

    def photo(self, raw: bytes) -> bytes:
        """The photo drawn anew. Raises ValueError with `why`."""
        return redraw(raw)

    def offerings(
        self, raw: bytes, name: str, wise: str, language: str
    ) -> tuple[list[Offering], list[tuple[int | None, str, str]]]:
        """Good rows as offerings of a WISE; line, column and sentence of what was found."""
        suffix = next((s for s in SUFFIXES if name.lower().endswith(s)), ".csv")
        rules = Rules(kinds=self._kinds(), wises={wise}, language=language, wise_needed=False)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"offerings{suffix}"
            file.write_bytes(raw)
            reading = read_catalogue(file, rules=rules)
        found = [
            (finding.line, finding.column, sentence(finding.key, finding.facts))
            for finding in reading.findings
        ]
        return list(reading.catalogue.offerings.values()), found

    def table(self, name: str, rows: Iterable[Any]) -> str:
        """Rows of one kind as CSV; what looks like a formula is made plain text."""
        return csv_text(RECORDS[name], rows)
