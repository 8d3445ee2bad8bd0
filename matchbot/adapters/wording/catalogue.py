"""The gettext catalogues of all languages, read from .po files, and the words they hold."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from matchbot.adapters.wording.forms import form
from matchbot.core.said import Said

FOLDER = Path(__file__).parent / "locale"
FALLBACK = "en"


class WordingError(Exception):
    """A text of the catalogue is missing or cannot be filled; the message names it."""


@lru_cache(maxsize=8)
def translations(language: str) -> GNUTranslations:
    """The catalogue of one language. .po files are read as they are: nothing to compile."""
    path = FOLDER / language / "LC_MESSAGES" / "matchbot.po"
    if not path.exists():
        raise WordingError(f"there is no wording for language {language!r}")
    with path.open(encoding="utf-8") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages there is a catalogue for."""
    return tuple(sorted(p.name for p in FOLDER.iterdir() if (p / "LC_MESSAGES").is_dir()))


class GettextWording:
    """Implements Wording of the flows. `timezone` is where dates and times are told."""

    def __init__(self, timezone: str = "Europe/Amsterdam") -> None:
        self._timezone = timezone

    def languages(self) -> Iterable[str]:
        """The languages there is a catalogue for."""
        return languages()

    def text(self, said: Said, language: str) -> str:
        """The text of `said`. A language without catalogue speaks English."""
        language = language if language in languages() else FALLBACK
        pattern = _pattern(said, language)
        return pattern.format_map(_Forms(said.facts, self, language, self._timezone))

    def has(self, key: str, language: str) -> bool:
        """Is there a text for this key?"""
        return translations(language).gettext(key) != key


def _pattern(said: Said, language: str) -> str:
    catalogue = translations(language)
    count = said.facts.get("count")
    if isinstance(count, int):
        found = catalogue.ngettext(said.key, said.key, count)
        if found != said.key:
            return found
    found = catalogue.gettext(said.key)
    if found == said.key:
        raise WordingError(f"no text for {said.key!r} in {language!r}")
    return found


class _Forms(Mapping[str, Any]):
    """The facts in the form of the language, made when the text asks for them."""

    def __init__(
        self, facts: Mapping[str, Any], wording: GettextWording, language: str, timezone: str
    ) -> None:
        self._facts, self._wording = facts, wording
        self._language, self._timezone = language, timezone

    def __getitem__(self, name: str) -> str:
        return form(self._facts[name], self._language, self._timezone, self._say)

    def _say(self, said: Said) -> str:
        return self._wording.text(said, self._language)

    def __iter__(self) -> Any:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)
