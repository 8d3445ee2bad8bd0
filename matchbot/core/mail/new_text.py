"""The new text of a mail: without quoted history, signature, footers and disclaimers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from matchbot.core.mail.history import (
    announcement,
    block_end,
    history_start,
    is_quoted,
    unfolded,
)
from matchbot.core.mail.incoming import HISTORY
from matchbot.core.mail.quote_words import FORWARDED_LINE, ORIGINAL_LINE, RULE
from matchbot.core.mail.signature import without_signature

#: A quote mark with its space.
_MARK = re.compile(r"\s{0,3}[>›»＞|] ?")
_PGP_TOP = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]+: .*\n)*\n?")
_PGP_END = re.compile(r"\n-----BEGIN PGP SIGNATURE-----\n[\s\S]*")
_UUENCODED = re.compile(r"(?m)^begin [0-7]{3,4} .{1,100}\n(?:[ -`]{1,62}\n){1,4000}(?:end$|\Z)?")
#: A quoted line so long may have been wrapped by the sender's program, without a mark on the rest.
_WRAPS = 60


def new_text(text: str, *, forwarded: bool = False) -> str:
    """What is new in `text`.

    Answers below and between quoted lines are kept, in order. Of a forwarded mail both the note
    above and the forwarded words are new: they are what the sender wants to be read.
    """
    lines = unfolded(_without_codes(text)).split("\n")
    cut = history_start(lines)
    fresh = _fresh(lines[:cut])
    if forwarded or not fresh or _says_forwarded(lines, cut):
        passed_on = _forwarded_text(lines, cut, forwarded)
        return "\n\n".join(part for part in (fresh, passed_on) if part)
    return fresh


def _without_codes(text: str) -> str:
    """Without the signs of a PGP signature and without files in the text (uuencode)."""
    text = _UUENCODED.sub("", text)
    if _PGP_TOP.search(text):
        # Dashes at the beginning of a line were escaped (RFC 4880, section 7.1).
        text = re.sub(r"(?m)^- (?=-)", "", _PGP_TOP.sub("", text))
    return _PGP_END.sub("", text)


def _says_forwarded(lines: Sequence[str], cut: int) -> bool:
    return any(FORWARDED_LINE.fullmatch(line) for line in lines[cut : cut + 3])


def _forwarded_text(lines: Sequence[str], cut: int, forwarded: bool) -> str:
    """The words of the mail that was passed on; "" when the history is no passed-on mail."""
    below = _without_marks(lines[cut:])
    if not forwarded and any(ORIGINAL_LINE.fullmatch(line) for line in below[:3]):
        return ""
    for at in range(min(len(below), 12)):
        end = block_end(below, at)
        if end is not None:
            return new_text("\n".join(below[end:]))
    return ""


def _without_marks(lines: Sequence[str]) -> list[str]:
    filled = [
        line
        for line in lines
        if line.strip() and line != HISTORY and not FORWARDED_LINE.fullmatch(line)
    ]
    if filled and all(is_quoted(line) for line in filled):
        return [_MARK.sub("", line, count=1) for line in lines]
    return list(lines)


def _fresh(lines: Sequence[str]) -> str:
    stretches = [without_signature(stretch) for stretch in _stretches(lines)]
    paragraphs = ["\n".join(stretch).strip("\n") for stretch in stretches]
    joined = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    return _tidy(joined)


def _tidy(text: str) -> str:
    """Without rules at the end, and with one empty line where there are several."""
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and (not lines[-1] or RULE.fullmatch(lines[-1])):
        lines.pop()
    pairs = zip(lines, ["", *lines], strict=False)
    return "\n".join(line for line, before in pairs if line or before).strip()


def _stretches(lines: Sequence[str]) -> list[list[str]]:
    """The stretches of unquoted text between quotes and their announcements."""
    history = _history_lines(lines)
    stretches: list[list[str]] = [[]]
    for at, line in enumerate(lines):
        if at in history:
            stretches.append([])
        else:
            stretches[-1].append(line.rstrip() if line.strip() != "--" else line)
    return [stretch for stretch in stretches if any(line.strip() for line in stretch)]


def _history_lines(lines: Sequence[str]) -> set[int]:
    history = {at for at, line in enumerate(lines) if is_quoted(line)}
    for at in range(len(lines)):
        start = announcement(lines, at)
        if start is not None:
            history.update(range(start, at + 1))
    return history | {at for at in range(1, len(lines) - 1) if _is_leftover(lines, at, history)}


def _is_leftover(lines: Sequence[str], at: int, history: set[int]) -> bool:
    """True for the rest of a quoted line that was wrapped."""
    between = at - 1 in history and at + 1 in history and at not in history
    return between and 0 < len(lines[at].strip()) < _WRAPS < len(lines[at - 1])
