"""A WISE gives its yearly figures in the chat: four numbers, one by one, and "is this right?"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from matchbot.core.dialogue.commands import command_of, plain
from matchbot.core.dialogue.conversation import (
    Advance,
    Choice,
    Conversation,
    GiveFigures,
    OpenFigures,
    Reply,
    Turn,
    YearlyFigures,
)
from matchbot.core.dialogue.identify import resumed
from matchbot.core.dialogue.small_talk import aside
from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import FIGURES, MOST_PEOPLE
from matchbot.core.reading.plain import read_plain
from matchbot.core.said import Said, say

_LINK = re.compile(r"\s*(?:/figures\s+|https?://\S+/figures/)([\w-]{6,200})\s*")
UNKNOWN = "figures:unknown"
_UNKNOWN_WORDS = re.compile(
    r"(?:dat )?weet(?: ik| wij| we)?(?: het| dat)?(?: nog)? niet|geen idee|onbekend"
    r"|(?:i |we )?(?:do ?n.?t|do not) know|not sure|no idea|unknown"
    r"|(?:je |nous )?(?:ne )?(?:sais|savons) pas|aucune idee|inconnue?"
    r"|(?:das )?weiss(?: ich| wir)?(?: es| das)?(?: noch)? nicht|keine ahnung|unbekannt"
)
_NONE = frozenset("geen niemand none nobody aucun aucune personne keine keiner niemand nul".split())
_NUMBER = re.compile(r"[^\d]{0,30}(\d{1,6})[^\d]{0,40}")
#: Commands that mean something of their own while we ask; all else is an answer.
_ANSWERS = {"undo", "yes", "no", None}


def opens_figures(turn: Turn) -> bool:
    """Is this the link of our letter, or "/figures WORD"?"""
    return _LINK.fullmatch(turn.text) is not None


def asks_figure(c: Conversation) -> bool:
    """Do we wait for a number of people, so that "1" means one?"""
    return c.step == "figures" and c.figures is not None and len(c.figures.answers) < len(FIGURES)


def open_figures(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """The link of our letter, or "/figures WORD": look up which WISE is asked for which year."""
    found = _LINK.fullmatch(turn.text)
    return Advance(c, (), (OpenFigures(found[1]),)) if found else None


def figures_opened(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance:
    """What the link opens: the first question, or that it opens nothing any more."""
    if "key" not in turn.facts:
        return aside(c, say("figures.chat.refused"))
    key, wise, year = (turn.facts[name] for name in ("key", "wise", "year"))
    before = tuple(turn.facts.get("before") or ())
    c = replace(c, figures=YearlyFigures(str(key), str(wise), int(year), before), step="figures")
    facts = {"wise": str(turn.facts["name"]), "year": str(year)}
    return _ask(c, say("figures.chat.head", **facts))


def take_figures(c: Conversation, turn: Turn, k: Knowledge, now: datetime) -> Advance | None:
    """A number, "I do not know", or one step back; at the end, whether it is right."""
    if c.step != "figures" or c.figures is None:
        return None
    command = command_of(turn.choice or turn.text)
    number = _number(turn, c.language)
    if command not in _ANSWERS and number is None:
        return None
    if command == "undo":
        return _back(c, c.figures)
    if len(c.figures.answers) == len(FIGURES):
        return _decided(c, c.figures, command)
    if turn.choice == UNKNOWN or _UNKNOWN_WORDS.fullmatch(plain(turn.text)):
        return _ask(_with(c, c.figures, None))
    if number is None or number > MOST_PEOPLE:
        return _ask(c, say("figures.chat.bad"))
    return _ask(_with(c, c.figures, number))


def _number(turn: Turn, language: str) -> int | None:
    said = plain(turn.text)
    if said in _NONE:
        return 0
    found = _NUMBER.fullmatch(read_plain(turn.text, language).plain)
    return int(found[1]) if found and "-" not in turn.text else None


def _with(c: Conversation, figures: YearlyFigures, number: int | None) -> Conversation:
    return replace(c, figures=replace(figures, answers=(*figures.answers, number)))


def _back(c: Conversation, figures: YearlyFigures) -> Advance:
    if not figures.answers:
        return _closed(c, say("figures.chat.left"))
    return _ask(replace(c, figures=replace(figures, answers=figures.answers[:-1])))


def _decided(c: Conversation, figures: YearlyFigures, command: str | None) -> Advance:
    if command == "no":
        return _ask(replace(c, figures=replace(figures, answers=())))
    if command != "yes":
        return _ask(c)
    known = tuple(number for number in figures.answers if number is not None)
    if len(known) < len(FIGURES):
        return _closed(c, say("figures.chat.partly"))
    return _closed(c, say("figures.chat.done"), GiveFigures(figures.key, known))


def _closed(c: Conversation, line: Said, *effects: GiveFigures) -> Advance:
    after = replace(c, figures=None)
    return Advance(replace(after, step=resumed(after)), (Reply((line,)),), effects)


def _ask(c: Conversation, *before: Said) -> Advance:
    """The next question, with the number of the year before where there is one."""
    figures = c.figures
    assert figures is not None
    at = len(figures.answers)
    if at == len(FIGURES):
        return Advance(c, (Reply((*before, *_summary(figures)), _YES_OR_NO),))
    lines = [*before, say(f"figures.field.{FIGURES[at]}")]
    if figures.before:
        lines.append(say("figures.before", year=str(figures.year - 1), number=figures.before[at]))
    undo = (Choice("undo", say("choice.step_back")),) if at else ()
    choices = (Choice(UNKNOWN, say("choice.unknown")), *undo)
    return Advance(c, (Reply(tuple(lines), choices),))


def _summary(figures: YearlyFigures) -> list[Said]:
    values = [say("choice.unknown") if n is None else n for n in figures.answers]
    lines = [
        say("figures.chat.line", question=say(f"figures.field.{name}"), number=value)
        for name, value in zip(FIGURES, values, strict=True)
    ]
    return [*lines, say("figures.chat.right")]


_YES_OR_NO = (
    Choice("yes", say("choice.figures_yes")),
    Choice("no", say("choice.figures_no")),
    Choice("undo", say("choice.step_back")),
)
