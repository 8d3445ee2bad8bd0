"""The text of every letter in every language, as it stood when somebody last read it.

Where a text was changed on purpose, run this file (`python tests/adapters/test_letter_texts.py`) and read
what git shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.letters.letters import LETTERS
from matchbot.adapters.letters.samples import SITE, sample_letter
from matchbot.adapters.wording import GettextWording
from matchbot.core.platform import Platform

FOLDER = Path(__file__).parent / "letters"
LANGUAGES = ("nl", "en", "fr", "de")
PLATFORM = Platform(name="Sociaal Amsterdam", contact="Noor, noor@match.example")


def texts(language: str) -> str:
    """All letters of a language, one after the other."""
    writer = MimeLetterWriter(GettextWording(), PLATFORM, "post@match.example", SITE)
    parts = []
    for template in LETTERS:
        words, text, _ = writer.preview(sample_letter(template, language))
        parts.append(f"=== {template}: {words.subject}\n\n{text.rstrip()}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_read_as_they_were_read_last(language: str) -> None:
    assert texts(language) == (FOLDER / f"{language}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for spoken in LANGUAGES:
        (FOLDER / f"{spoken}.txt").write_text(texts(spoken), encoding="utf-8")
