"""Where the quoted history begins: "On … wrote:", header blocks, rules, reply containers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from matchbot.core.mail.incoming import HISTORY
from matchbot.core.mail.quote_words import (
    ABOVE_THIS_LINE,
    FORWARDED_LINE,
    OPENING,
    ORIGINAL_LINE,
    RULE,
    TITLED_RULE,
    WROTE,
    label_of,
    notes_label,
)

#: An announcement is wrapped over so many lines and is so long at most.
_WRAPPED, _LONGEST = 6, 500
#: Lines of a header block, and characters of a line in which one is looked for.
_BLOCK, _FLAT = 18, 20_000

_QUOTED = re.compile(
    r"\s{0,3}(?:[>›»＞]|\|(?=\s|$))|\s{0,8}[A-Z]{1,3}>|\s{0,8}[A-Z][\w-]{1,15}>(?=\s)"
)
_ADDRESS = re.compile(r"[\w.+=-]+@[\w-]+(?:\.[\w-]+)+|<\s*[^<>\s]+@[^<>]{2,80}>")
_DATE = re.compile(
    r"\b\d{4}\b|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}年|\d{4}년"
    r"|\b\d{1,2}\.? [^\W\d_]{3}|[^\W\d_]{3,9}\.? \d{1,2}\b"
)
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\d{4}-\d{2}-\d{2}")
_SENT = re.compile(
    r"[*_\s]*(?:sent|verzonden|envoyé|gesendet|enviado|inviato)[*_ ]*:", re.IGNORECASE
)
#: Gmail once announced so: "2026/11/23 Anna <anna@…>".
_DATE_AND_SENDER = re.compile(
    r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s[^<>]{0,80}<[^<>\s]+@[^<>\s]+>"
    r"|\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} (?:GMT|UTC)[+-]\d{2}:?\d{2} [^<>@]{2,60}"
)
#: Forums announce so: "Anna via Forum wrote:" and "Posted by Anna on 11/23/2026".
_FORUM = re.compile(
    rf"\S[^\n]{{0,60}} via \S[^\n]{{0,60}} (?:{WROTE}):?|Posted by .{{1,60}} on \d{{1,2}}/\d{{1,2}}/\d{{4}}",
    re.IGNORECASE,
)
#: The sender in brackets before the last colon tells it in any language.
_SENDER_LAST = re.compile(r"[<(]\s*[^<>()\s]+@[^<>()\s]+\s*[>)].{0,24}[:：]\s*$")
_WROTE_WORD = re.compile(
    rf"(?<![^\W\d_])(?:{WROTE})(?![^\W\d_])|(?:写道|写到|寫道|작성|のメッセージ|のメール)",
    re.IGNORECASE,
)
_WROTE_LAST = re.compile(rf"(?:{WROTE})(?:\(a\))?\s*(?:[:：]|[-–—]{{2,}})?\s*$", re.IGNORECASE)
#: "Anna de Vries wrote on 23.11.2026 10:04:", not "As Anna wrote on …".
_WRITER_FIRST = re.compile(
    rf"(?!(?:as|like|what|zoals|wat|comme|wie|was)\b)[^\n:.!?]{{2,60}}? (?:{WROTE})\b"
    r"(?=.{0,40}\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|.{0,40}\b\d{4}\b).{0,30}\d{1,2}[:.]\d{2}.{0,12}[:：]$",
    re.IGNORECASE,
)
_SENDER_ENDS = re.compile(r"<[^<>\s]+@[^<>\s]+>$")
_RIGHT_LABEL = re.compile(r"(?:^|\s)\s{7,}([^\W\d_]{1,12})\s*$")
_COLON_LAST = re.compile(r"[:：]\s*[*_]*\s*$")


def is_quoted(line: str) -> bool:
    """True for a line that begins with a quote mark, such as "> "."""
    return bool(_QUOTED.match(line))


def announcement(lines: Sequence[str], end: int) -> int | None:
    """Where the announcement "On … wrote:" that ends in line `end` begins; None if none does.

    Of several possible beginnings the nearest that opens like one ("On Mon, 23…") is taken, else
    the nearest that is whole. "Anna wrote:" and "Quoting <address>:" count when a quote follows.
    """
    last = lines[end].rstrip()
    if is_quoted(last) or len(last) > _LONGEST:
        return None
    if not (_COLON_LAST.search(last) or _WROTE_LAST.search(last)):
        return end if _is_bare_announcement(last, quoted=_quote_follows(lines, end)) else None
    whole = None
    quoted = _quote_follows(lines, end)
    for start in range(end, max(end - _WRAPPED, -1), -1):
        if not lines[start].strip() or is_quoted(lines[start]):
            break
        joined = " ".join(line.strip() for line in lines[start : end + 1])
        if len(joined) > _LONGEST:
            break
        known = _is_announcement(joined) or (quoted and _names_and_dates(joined))
        if not (known or (_stands_alone(lines, start) and _WRITER_FIRST.match(joined))):
            continue
        if OPENING.match(lines[start].strip()):
            return start
        whole = start if whole is None else whole
    if whole is None and len(last) < 120 and quoted:
        return end if _WROTE_WORD.search(last) or _ADDRESS.search(last) else None
    return whole


def _is_bare_announcement(line: str, *, quoted: bool) -> bool:
    """An announcement that does not end in a colon or in the word for writing.

    Without a quote below it the sender's address must end it.
    """
    if _DATE_AND_SENDER.fullmatch(line) or _FORUM.fullmatch(line):
        return True
    wrote = OPENING.match(line) and _WROTE_WORD.search(line) and _DATE.search(line)
    return bool(wrote and (quoted or _SENDER_ENDS.search(line)))


def _stands_alone(lines: Sequence[str], start: int) -> bool:
    """True for a line with a text above it and an empty line between."""
    return start > 1 and not lines[start - 1].strip() and bool(lines[start - 2].strip())


def _is_announcement(joined: str) -> bool:
    ends = bool(_COLON_LAST.search(joined))
    wrote, address = _WROTE_WORD.search(joined), _ADDRESS.search(joined)
    if _FORUM.fullmatch(joined):
        return True
    if wrote and (ends or _WROTE_LAST.search(joined)):
        return bool(address) or bool(_DATE.search(joined) and OPENING.match(joined))
    return bool(_SENDER_LAST.search(joined) and _DATE.search(joined) and _TIME.search(joined))


def _names_and_dates(joined: str) -> bool:
    """An address, a date and a time before a colon: above a quote that is enough in any language."""
    dated = _DATE.search(joined) and _TIME.search(joined)
    return bool(dated and _ADDRESS.search(joined) and _COLON_LAST.search(joined))


def _quote_follows(lines: Sequence[str], after: int) -> bool:
    following = next((line for line in lines[after + 1 : after + 20] if line.strip()), "")
    return is_quoted(following)


def block_end(lines: Sequence[str], start: int) -> int | None:
    """The line after a header block (From, Sent, To, Subject) that begins at `start`, or None."""
    first = label_of(lines[start])
    if first not in {"from", "date", "to", "subject"}:
        return None
    found, end, loose = {first}, start + 1, 0
    for at in range(start + 1, min(start + _BLOCK, len(lines))):
        line = lines[at].strip(" >\t")
        kind = label_of(line)
        if kind:
            found.add(kind)
            end, loose = at + 1, 0
            continue
        loose += 1
        blank_after_enough = not line and len(found & {"from", "date", "to", "subject"}) >= 3
        if blank_after_enough and not _label_ahead(lines, at):
            break
        if loose > (3 if len(found) < 3 else 2):
            break
    core = found & {"from", "date", "to", "subject"}
    # "Date: 12 May, From: Amsterdam, To: Haarlem" is a need, not a header.
    sure = "subject" in core or any(map(_shows_header, lines[start:end]))
    whole = "from" in core and len(core) >= 3 and sure
    return end if whole or ({"from", "date"} <= core and "@" in lines[start]) else None


def _shows_header(line: str) -> bool:
    """An address, or "Sent: Monday, 23 November 2026 10:04": no need is written so."""
    return "@" in line or bool(_SENT.match(line) and _TIME.search(line))


def _label_ahead(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 3] if line.strip()), "")
    return label_of(following) in {"date", "to", "subject", "other"}


def _notes_columns(lines: Sequence[str], at: int) -> int | None:
    """Older Lotus Notes: the sender at the left, the labels To, cc and Subject at the right edge."""
    if _right_label(lines[at]) != "to":
        return None
    if "subject" not in [_right_label(line) for line in lines[at + 1 : at + 16]]:
        return None
    start = at
    while start and lines[start - 1].strip():
        start -= 1
    return start


def _right_label(line: str) -> str:
    found = _RIGHT_LABEL.search(line)
    return notes_label(found[1]) if found else ""


def _notes_block(lines: Sequence[str], at: int) -> int | None:
    """Lotus Notes: a name, a date, then To, cc and Subject without colons."""
    if notes_label(lines[at]) != "to":
        return None
    if "subject" not in [notes_label(line) for line in lines[at + 1 : at + 9]]:
        return None
    above = [n for n in range(at - 1, max(at - 10, -1), -1) if lines[n].strip()][:2]
    dated = next((n for n in above if _DATE.search(lines[n]) and _TIME.search(lines[n])), None)
    if dated is None:
        return None
    return next((n for n in above if n < dated), dated)


def _rules_above(lines: Sequence[str], start: int) -> int:
    """Rules and titles such as "-----Original Message-----" belong to what stands below them."""
    above = start
    while above and (
        not lines[above - 1].strip()
        or RULE.fullmatch(lines[above - 1])
        or _titled(lines[above - 1])
    ):
        above -= 1
        if lines[above].strip():
            start = above
    return start


def _groupwise(line: str) -> bool:
    """GroupWise: ">>> Anna <anna@…> 11/23/2026 10:04 AM >>>"."""
    return line.startswith(">>> ") and line.rstrip().endswith(">>>") and bool(_DATE.search(line))


def _titled(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (ORIGINAL_LINE, FORWARDED_LINE, TITLED_RULE))


def history_start(lines: Sequence[str]) -> int:
    """The first line of history that nothing new follows; the number of lines when there is none."""
    return min(_hard_starts(lines), default=len(lines))


def _hard_starts(lines: Sequence[str]) -> Iterator[int]:
    for at, line in enumerate(lines):
        # A quoted title may have an answer below it; its lines fall away as quoted anyhow.
        titled = ORIGINAL_LINE.fullmatch(line) and not is_quoted(line)
        if line == HISTORY or titled or FORWARDED_LINE.fullmatch(line):
            yield _rules_above(lines, at)
            return
        if ABOVE_THIS_LINE.fullmatch(line.strip()) or _groupwise(line):
            yield at
            return
        if not is_quoted(line) and block_end(lines, at) is not None:
            yield _rules_above(lines, at)
            return
        notes = _notes_block(lines, at)
        notes = _notes_columns(lines, at) if notes is None else notes
        if notes is not None:
            yield notes
            return
        begin = announcement(lines, at)
        if begin is not None and not _quote_follows(lines, at) and _text_follows(lines, at):
            yield _rules_above(lines, begin)
            return


def _text_follows(lines: Sequence[str], after: int) -> bool:
    return any(line.strip() for line in lines[after + 1 :])


_ON_ONE_LINE = (
    r"(?:On|Op|Le|Am|El|Il|Em)\s(?:[A-Za-zé]{2,9}[.,]*\s)?[^\n]{4,90}?"
    rf"[<(]?[^<>\s()]{{1,100}}@[^<>\s()]{{1,100}}[>)]?[^\n]{{0,25}}?(?:{WROTE})\s?:|-{{3,}} ?Original Message ?-{{3,}}"
)
_TEXT_BEFORE = re.compile(rf"(?<=[^\s>-])(?:[ \t]+|-{{2,}} ?)({_ON_ONE_LINE})[ \t]*")
_TEXT_BEHIND = re.compile(rf"^({_ON_ONE_LINE})[ \t]*(?=\S)", re.MULTILINE)
_FLAT_BLOCK = re.compile(
    r"(?<![^\s>])(?=\*?(?:From|Van|De|Von)\*? ?:[^\n]{2,200}?\s\*?(?:Sent|Date|Verzonden|Datum|Envoyé|Gesendet)\*? ?:"
    r"[^\n]{2,120}?\s\*?(?:To|Aan|À|An|Subject|Onderwerp|Objet|Betreff)\*? ?:)"
)
_FLAT_LABELS = re.compile(
    r"\s(?=\*?(?:Sent|Date|Verzonden|Datum|Envoyé|Gesendet|To|Aan|À|An|Cc|Subject|Onderwerp|Objet|Betreff)\*? ?: ?)"
)


def unfolded(text: str) -> str:
    """The text with line breaks put back where a mail program lost them around the history."""
    text = _TEXT_BEHIND.sub(r"\1\n", _TEXT_BEFORE.sub(r"\n\1\n", text))
    return "\n".join(_unfolded_block(line) for line in text.split("\n"))


def _unfolded_block(line: str) -> str:
    found = _FLAT_BLOCK.search(line, 0, _FLAT) if len(line) > 40 else None
    if found is None:
        return line
    block = _FLAT_LABELS.sub("\n", line[found.end() :], count=5)
    return f"{line[: found.start()].rstrip()}\n{block}"
