"""Names as they stand in addresses and ids: small Latin letters, digits and hyphens."""

from __future__ import annotations

import re

from matchbot.core.matching.normalise import fold

LONGEST_PART = 50
_LATIN = re.compile(r"[a-z0-9]+")


def slug(text: str, longest: int = LONGEST_PART) -> str:
    """`text` as lower-case Latin letters and digits joined by hyphens, cut at a word."""
    words: list[str] = []
    for word in _LATIN.findall(fold(text)):
        if words and len("-".join((*words, word))) > longest:
            break
        words.append(word[:longest])
    return "-".join(words)
