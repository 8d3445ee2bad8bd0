"""Catalogue files: a platform folder or a single file read with a report, and written back."""

from matchbot.adapters.catalogue_files.cells import Rules
from matchbot.adapters.catalogue_files.columns import RECORDS, BadColumns, read_columns
from matchbot.adapters.catalogue_files.findings import CatalogueReading, FileReport, Finding
from matchbot.adapters.catalogue_files.platform_file import (
    CatalogueFileError,
    judge_platform,
    read_platform,
)
from matchbot.adapters.catalogue_files.reading import read_catalogue, read_items
from matchbot.adapters.catalogue_files.sentences import sentence
from matchbot.adapters.catalogue_files.writing import write_catalogue

__all__ = [
    "RECORDS",
    "BadColumns",
    "CatalogueFileError",
    "CatalogueReading",
    "FileReport",
    "Finding",
    "Rules",
    "judge_platform",
    "read_catalogue",
    "read_columns",
    "read_items",
    "read_platform",
    "sentence",
    "write_catalogue",
]
