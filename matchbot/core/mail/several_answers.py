"""A WISE's reply to a letter of several leads: "1 ja, 2 nee, te druk" is one answer for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from matchbot.core.mail.answers import ANSWER_WORDS, begins_answer, read_answer
from matchbot.core.reading.plain import fold

_NAMED = r"(?:(?:nummer|number|numero|nr|no|vraag|aanvraag|request|demande|anfrage|lead)\b\.? ?|#)?"
_AND = r"(?:en|and|et|und)"
_FOR = r"(?:(?:voor|op|bij|for|to|pour|fur|zu|die|de|le|la|les) )*"
_NUMBERS = rf"{_NAMED}\d{{1,2}}(?:(?: ?[,&+/] ?| {_AND} | ){_NAMED}\d{{1,2}})*"
#: Alone behind a number these say yes or no.
_SHORT = {"wel": "ja", "niet": "nee", "not": "no", "nicht": "nein", "pas": "non"}
_ANSWER = "|".join(map(re.escape, sorted({*ANSWER_WORDS, *_SHORT})))
#: "1 ja", "nr. 2: nee", "1 en 3 ja"; and "ja voor 1", "oui pour le 2".
_NUMBER_FIRST = re.compile(
    rf"\W*{_FOR}({_NUMBERS})(?: ?([.:)=–-]+)\s*|\s+|\W*\Z)(.*)", re.DOTALL | re.IGNORECASE
)
_NUMBER_LAST = re.compile(rf"(\D{{2,40}}?)\s{_FOR}({_NUMBERS})\W*", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:alle ?bei(?:de)?|allebei|beiden?|alle(?: (?:twee|drie|vier|zwei|drei))?|both|all(?: (?:of them|two|three))?"
    r"|les (?:deux|trois)|tou(?:te)?s(?: les (?:deux|trois))?)\b"
)
_CLAUSES = re.compile(
    rf"[\n;]+|,(?!\d)|(?<!\bnr)(?<!\bno)(?<=\D)\.(?:\s|$)|\s(?:maar|but|mais|aber)\s"
    rf"|\s{_AND}\s(?={_NAMED}\d{{1,2}}\b)|[\s,](?={_NAMED}\d{{1,2}} ?[.:)=–-]* ?(?:{_ANSWER})\b)"
)


def read_several(text: str, count: int) -> dict[int, str]:
    """By number, from 1 to `count`, what was said of that lead; numbers not named are left out.

    A number counts with an answer beside it or a mark behind it ("2: hoeveel?"); "2 dagen later"
    names no lead. What follows an answer belongs to it, up to the next number.
    """
    said: dict[int, str] = {}
    waiting: list[int] = []
    last: list[int] = []
    loose = ""
    for clause in _clauses(text, count):
        numbers, rest = _named(clause)
        numbers = [n for n in numbers if n <= count]
        if numbers and not rest:
            waiting, rest, loose = [*waiting, *numbers], loose, ""
            if not rest:
                continue
        if numbers or waiting:
            last, waiting = [*waiting, *(n for n in numbers if n not in waiting)], []
        for number in last:
            said[number] = f"{said[number]}, {rest}" if number in said else rest
        loose = clause if not last and begins_answer(clause) else ""
    return said


def _clauses(text: str, count: int) -> Iterator[str]:
    """The text cut where a comma, a line or "but" ends a thought; spans keep their own letters."""
    folded = fold(text)
    every = " ".join(map(str, range(1, count + 1)))
    # Folding may change lengths; then the folded letters are used.
    source = text if len(text) == len(folded) else folded
    cuts = [0, *(at for m in _CLAUSES.finditer(folded) for at in m.span()), len(folded)]
    for start, end in list(pairwise(cuts))[::2]:
        clause = source[start:end].strip()
        if clause:
            yield _ALL.sub(every, fold(clause)) if _ALL.search(fold(clause)) else clause


def _named(clause: str) -> tuple[list[int], str]:
    """The numbers that a clause answers, and the answer; no numbers when it only goes on."""
    first = _NUMBER_FIRST.fullmatch(clause)
    if first:
        rest = first[3].strip(" &+/,")
        rest = _SHORT.get(rest.strip(".!").lower(), rest)
        if not rest or first[2] or begins_answer(rest):
            return _numbers(first[1]), rest
    last = _NUMBER_LAST.fullmatch(clause)
    if last and read_answer(last[1]).kind in {"accept", "decline"}:
        return _numbers(last[2]), last[1].strip()
    return [], clause


def _numbers(words: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d{1,2}", words) if int(digits)]
