"""What was said, in the form of a page: paragraphs, numbered matches, and choices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from matchbot.core.dialogue.conversation import OfferedChoice
from matchbot.flows.records import Utterance

_REASONS = re.compile(r" · |; ")
_NUMBERED = re.compile(r"(\d{1,3})\. (\S.*)")


@dataclass
class Item:
    """A numbered line with the lines under it, and the choice that picks it if there is one.

    `offering` is the id of the offering that the line names, or "".
    """

    number: str
    title: str
    offering: str = ""
    below: list[str] = field(default_factory=list)
    choice: OfferedChoice | None = None


@dataclass(frozen=True)
class Bubble:
    """One utterance. `blocks` are paragraphs (text) and lists of items, in order.

    `choices` are those that do not belong to an item; none when they are no longer valid.
    """

    id: int
    who: str
    blocks: tuple[str | list[Item], ...]
    choices: tuple[OfferedChoice, ...]
    round: int


def bubble(said: Utterance, by_line: Mapping[str, str], live_round: int) -> Bubble:
    """The bubble of an utterance; its buttons are shown while their round is the present one."""
    live = said.choices if said.round == live_round else ()
    if said.who != "bot":
        return Bubble(said.id, said.who, (said.text,), (), said.round)
    blocks = _blocks(said.text.splitlines(), by_line)
    items = {item.number: item for block in blocks if isinstance(block, list) for item in block}
    for choice in live:
        if choice.value in items:
            items[choice.value].choice = choice
    loose = tuple(choice for choice in live if choice.value not in items)
    return Bubble(said.id, said.who, tuple(blocks), loose, said.round)


def linked(text: str, site: str) -> Markup:
    """The text with addresses of our own site as links; of no other."""
    parts = re.split(rf"({re.escape(site)}/[\w/.?=&%~-]+)", text)
    own = Markup('<a href="{0}">{0}</a>')
    return Markup("").join(own.format(p) if n % 2 else p for n, p in enumerate(parts))


def _blocks(lines: Sequence[str], by_line: Mapping[str, str]) -> list[str | list[Item]]:
    blocks: list[str | list[Item]] = []
    for line in lines:
        last = blocks[-1] if blocks else None
        if numbered := _NUMBERED.fullmatch(line):
            item = Item(numbered[1], numbered[2], by_line.get(numbered[2], ""))
            if isinstance(last, list):
                last.append(item)
            else:
                blocks.append([item])
        elif isinstance(last, list) and line.startswith("   "):
            last[-1].below += [part.strip() for part in _REASONS.split(line) if part.strip()]
        elif isinstance(last, str) and (not line or line[:1] in ' {}[]"'):
            # An export keeps its own lines.
            blocks[-1] = f"{last}\n{line}"
        elif line:
            blocks.append(line)
    return blocks
