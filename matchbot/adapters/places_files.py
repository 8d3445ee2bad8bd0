"""Places from the catalogue's CSV files."""

from __future__ import annotations

import csv
from pathlib import Path

from matchbot.core.places import Places, Row

_COLUMNS = {
    "towns": "name country lat lon population radius_km names admin",
    "regions": "name country kind lat lon radius_km names parent",
    "boroughs": "name town country lat lon radius_km names kind",
    "postcodes": "postcode place town country lat lon radius_km",
}


class PlacesFileError(ValueError):
    """A places file that cannot be used; says which file and what is wrong."""


def load_places(folder: Path) -> Places:
    """Places from towns.csv, regions.csv, boroughs.csv and postcodes.csv; a missing one is empty.

    Raises PlacesFileError when a file's columns are not the expected ones.
    """
    return Places(**{table: _rows(folder / f"{table}.csv", table) for table in _COLUMNS})


def _rows(path: Path, table: str) -> list[Row]:
    if not path.exists():
        return []
    wanted = _COLUMNS[table].split()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != wanted:
            raise PlacesFileError(f"{path.name}: columns are {header}, expected {wanted}")
        rows: list[Row] = []
        for row in reader:
            if len(row) != len(wanted):
                raise PlacesFileError(f"{path.name}, line {reader.line_num}: {len(row)} fields")
            rows.append(row)
    return rows
