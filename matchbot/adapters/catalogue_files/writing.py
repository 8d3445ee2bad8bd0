"""A catalogue as four CSV files that read back equal."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from matchbot.adapters.catalogue_files.cells import escape
from matchbot.adapters.catalogue_files.columns import RECORDS, Record
from matchbot.core.offering import Catalogue


def write_catalogue(catalogue: Catalogue, folder: Path) -> list[Path]:
    """Write wises, people, labels and offerings.csv into `folder`, which is made if need be.

    WISEs by id, all else by WISE. Each file is replaced whole or not at all. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Iterable[Any]] = {
        "wises": sorted(catalogue.wises.values(), key=lambda wise: wise.id),
        "people": sorted(catalogue.people, key=lambda figure: (figure.wise, figure.year)),
        "labels": sorted(catalogue.labels, key=lambda label: (label.wise, label.label)),
        "offerings": sorted(catalogue.offerings.values(), key=lambda o: (o.wise, o.id)),
    }
    return [
        _replace(folder / f"{name}.csv", csv_text(RECORDS[name], records))
        for name, records in rows.items()
    ]


def csv_text(record: Record, rows: Iterable[Any]) -> str:
    """Rows of one kind as CSV with a header; text that looks like a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(record.columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in record.columns])
    return text.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, str | tuple):
        return escape(value if isinstance(value, str) else ";".join(value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).removesuffix(".0")


def _replace(path: Path, text: str) -> Path:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="")
    os.replace(fresh, path)
    return path
