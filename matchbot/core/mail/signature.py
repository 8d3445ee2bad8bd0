"""Signatures, footers and disclaimers under what a person wrote.

The rule: what a mail program or a company puts under every mail is no part of the text. So "-- " and
what follows goes, "Sent from my phone", a disclaimer, and a closing that leads to contact details.
A closing with only a name ("Thanks, Anna") is the person's own and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from matchbot.core.mail.signature_words import (
    BANNER,
    CLOSING,
    CONTACT,
    DISCLAIMER,
    FOOTER,
    LIST_FOOTER,
    MOBILE,
    PICTURE,
    STREET,
)

#: Signatures are so long at most, in lines with something in them, each so wide.
_LINES, _WIDTH = 16, 110

_DELIMITER = re.compile(r"\s{0,2}(?:--|—|__|–)[ \t\xa0]*")
_RULE = re.compile(r"\s*[-_=*~#—–]{3,}\s*")
_DASH_NAME = re.compile(r"\s{0,2}(?:[-–—]|--|~)\s?[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3}\s*")
_LINK_NOTE = re.compile(r"\[\d+\] ?(?:https?|mailto):")
_LISTED = re.compile(r"\s*[-*•–]\s*\S")
_NAME = re.compile(r"[*_]*[A-ZÀ-Þ][\w.'’-]+(?: {1,2}[\w.'’-]+){1,4}[*_]*(?:[,|–-].{0,50})?")
_SHORT_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [\w.'’&-]+){0,3},?")
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|n\.?b\.?)\b", re.IGNORECASE)


def without_signature(lines: Sequence[str]) -> list[str]:
    """The lines of one stretch of text, without what stands under every mail of this sender."""
    kept = _without_pictures(lines)
    for cut in (
        _delimiter,
        _link_notes,
        _footer,
        _disclaimer,
        _contact_block,
        _rule,
        _card,
        _dash_name,
    ):
        kept = _without_pictures(kept[: _first(kept, cut)])
    return [line for line in kept if not _added(line.strip())]


def _added(line: str) -> bool:
    return bool(MOBILE.fullmatch(line) or BANNER.fullmatch(line))


def _without_pictures(lines: Sequence[str]) -> list[str]:
    """Without empty lines and places of pictures at the end."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or PICTURE.fullmatch(kept[-1])):
        kept.pop()
    return kept


_Cut = Callable[[Sequence[str], int], bool]


def _first(lines: Sequence[str], cut: _Cut) -> int:
    return next((at for at in range(len(lines)) if cut(lines, at)), len(lines))


def _delimiter(lines: Sequence[str], at: int) -> bool:
    return bool(_DELIMITER.fullmatch(lines[at])) and _anything(lines[:at], at, lines)


def _anything(before: Sequence[str], at: int, lines: Sequence[str]) -> bool:
    """A delimiter above everything is a delimiter only in its exact form, "-- "."""
    return any(line.strip() for line in before) or lines[at].rstrip("\xa0") in {"-- ", "--"}


def _footer(lines: Sequence[str], at: int) -> bool:
    """ "Sent from my phone": the rest goes too, unless it is a text under a footer on top."""
    line = lines[at].strip()
    mobile = bool(MOBILE.fullmatch(line))
    if not (mobile or FOOTER.match(line)):
        return False
    return any(above.strip() for above in lines[:at]) or (mobile and len(_filled(lines[at:])) == 1)


def _link_notes(lines: Sequence[str], at: int) -> bool:
    """The addresses of links under the text: "Links:", a rule, "[1] https://…"."""
    if not _RULE.fullmatch(lines[min(at + 1, len(lines) - 1)]) or not lines[at].rstrip().endswith(
        ":"
    ):
        return False
    below = _filled(lines[at + 2 :])
    return bool(below) and all(_LINK_NOTE.match(line) for line in below)


def _disclaimer(lines: Sequence[str], at: int) -> bool:
    """A paragraph that begins like a disclaimer; one that is all of the mail stays."""
    if at and lines[at - 1].strip() and not _RULE.fullmatch(lines[at - 1]):
        return False
    paragraph = " ".join(line.strip() for line in lines[at : at + 4])
    return bool(DISCLAIMER.match(paragraph)) and any(line.strip() for line in lines[:at])


def _rule(lines: Sequence[str], at: int) -> bool:
    """A line of dashes: a signature follows when what is below looks like one."""
    if not _RULE.fullmatch(lines[at]) or not _filled(lines[:at]):
        return False
    below = _filled(lines[at + 1 :])
    if not below or LIST_FOOTER.search("\n".join(below[:8])):
        return True
    if len(below) > _LINES or any(len(line) > 70 for line in below) or _LISTED.match(below[0]):
        return False
    named = len(below) <= 3 and all(_SHORT_NAME.fullmatch(line) for line in below)
    return named or any(CONTACT.search(line) for line in below)


def _contact_block(lines: Sequence[str], at: int) -> bool:
    """A closing, and under it contact details."""
    line = lines[at].strip()
    if not CLOSING.match(line) or len(line) > 60 or not _filled(lines[:at]):
        return False
    below = _filled(lines[at + 1 :])
    if len(below) > _LINES or any(len(line) > _WIDTH or _POSTSCRIPT.match(line) for line in below):
        return False
    return any(CONTACT.search(line) or STREET.search(line) for line in below)


def _card(lines: Sequence[str], at: int) -> bool:
    """A last paragraph of short lines, a name first, with two contact details."""
    if not at or len(lines) - at > 60 or lines[at - 1].strip() or not _filled(lines[:at]):
        return False
    below = _filled(lines[at:])
    if not 3 <= len(below) <= _LINES or any(len(line) > 80 for line in below):
        return False
    reached = sum(len(CONTACT.findall(line)) for line in below)
    return reached >= 2 and bool(_NAME.fullmatch(below[0]))


def _dash_name(lines: Sequence[str], at: int) -> bool:
    """ "-Anna" as the last line, not the last point of a list."""
    if at != len(lines) - 1 or not _DASH_NAME.fullmatch(lines[at]):
        return False
    return bool(_filled(lines[:at])) and not any(_LISTED.match(line) for line in lines[:at])


def _filled(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
