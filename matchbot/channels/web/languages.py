"""Which language a page speaks: the one in its address, else the one the browser asks for."""

from __future__ import annotations

from collections.abc import Sequence

#: What each language calls itself.
NAMES = {"nl": "Nederlands", "en": "English", "fr": "Français", "de": "Deutsch"}


def language_of_path(path: str, languages: Sequence[str]) -> str:
    """The language at the start of a path; the platform's first where there is none."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in languages else languages[0]


def accepted(header: str, languages: Sequence[str]) -> str:
    """The best of `languages` for an Accept-Language header; the first when none is wanted."""
    wanted: list[tuple[float, int, str]] = []
    for at, part in enumerate(header[:500].split(",")):
        tag, _, quality = part.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        if code in languages and (weight := _quality(quality)) > 0:
            wanted.append((-weight, at, code))
    return min(wanted)[2] if wanted else languages[0]


def _quality(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
