"""The yearly figures: WISEs are asked by letter, and give four numbers on a page or in a chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from matchbot.core.dialogue.conversation import Conversation, GiveFigures, OpenFigures, Turn
from matchbot.core.keys import hash_key
from matchbot.core.offering import FIGURES, MOST_PEOPLE, Catalogue, PeopleFigure, Wise
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.people import open_hashed
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell
from matchbot.flows.records import Letter

#: Asked in January for the year before; who has not answered is reminded once, in February.
MONTHS = (1, 2)
HOLDS = timedelta(days=120)
LETTER_HOLDS = timedelta(days=25)


class BadFigures(ValueError):
    """Some numbers cannot be read; `fields` names them."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


@dataclass(frozen=True)
class AskedFigures:
    """Which WISE is asked for which year; what it gave, and what it gave for the year before."""

    wise: Wise
    year: int
    given: PeopleFigure | None
    before: PeopleFigure | None


def ask_for_figures(office: Office) -> int:
    """Write each WISE that gave none yet; how many letters. Only in January and February."""
    now = office.clock.now()
    today = office.knowledge().platform.today(now)
    if today.month not in MONTHS:
        return 0
    with office.store.read() as tx:
        catalogue = tx.catalogue.load()
    year, written = today.year - 1, 0
    gave = {figure.wise for figure in catalogue.people if figure.year == year}
    for wise in catalogue.wises.values():
        if wise.id in gave or not wise.email:
            continue
        with office.store.begin() as tx:
            word = make_key(tx, office, "figures", f"{wise.id}\t{year}", now, holds=HOLDS)
            facts = {"year": year, "link": office.link(f"figures/{word}")}
            letter = Letter("figures", wise.language, wise.email, facts, to_name=wise.name)
            written += post(
                tx, office, letter, now,
                purpose="figures", dedupe_key=f"figures:{year}:{today.month}:{wise.id}",
                expires_at=now + LETTER_HOLDS,
            )  # fmt: skip
    return written


def open_figures(office: Office, word: str) -> AskedFigures:
    """What the link asks for. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _asked(tx, office, word)


def give_figures(office: Office, word: str, numbers: Mapping[str, str]) -> AskedFigures:
    """Keep the four numbers; a later answer corrects the first. Raises KeyRefused, BadFigures."""
    now = office.clock.now()
    with office.store.begin() as tx:
        asked = _asked(tx, office, word)
        read = {name: _number(numbers.get(name, "")) for name in FIGURES}
        if bad := tuple(name for name, number in read.items() if number is None):
            raise BadFigures(bad)
        _keep(tx, asked, [number or 0 for number in read.values()], hash_key(word), now)
        return _asked(tx, office, word)


def open_in_chat(
    tx: Transaction, office: Office, c: Conversation, effect: OpenFigures, now: datetime
) -> Conversation:
    """Tell the conversation what the link asks for, or that it opens nothing (any more)."""
    key = hash_key(effect.word)
    facts: dict[str, Any] = {}
    with suppress(KeyRefused):
        asked = _behind(tx, office, key)
        before = [getattr(asked.before, name) for name in FIGURES] if asked.before else []
        facts = {"key": key, "wise": asked.wise.id, "name": asked.wise.name,
                 "year": asked.year, "before": before}  # fmt: skip
    turn = Turn(event="figures", facts=facts)
    tell(tx, c.id, turn, f"figures:{c.id}:{office.luck.id()}", now)
    return c


def give_in_chat(
    tx: Transaction, office: Office, c: Conversation, effect: GiveFigures, now: datetime
) -> Conversation:
    """Keep the numbers given in a chat; when the key holds no longer, say so instead."""
    try:
        _keep(tx, _behind(tx, office, effect.key), effect.numbers, effect.key, now)
    except KeyRefused:
        tell(tx, c.id, Turn(event="figures"), f"figures:{c.id}:{office.luck.id()}", now)
    return c


def _keep(
    tx: Transaction, asked: AskedFigures, numbers: Sequence[int], key: str, now: datetime
) -> None:
    figure = PeopleFigure(asked.wise.id, asked.year, *numbers)
    tx.catalogue.put(Catalogue(people=(figure,)), now)
    tx.keys.spend(key, now)


def _number(text: str) -> int | None:
    """A headcount; nothing is none. None when it is no number, or more than can be."""
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    return int(text) if int(text) <= MOST_PEOPLE else None


def _asked(tx: Transaction, office: Office, word: str) -> AskedFigures:
    return _behind(tx, office, hash_key(word))


def _behind(tx: Transaction, office: Office, key_hash: str) -> AskedFigures:
    key = open_hashed(tx, office, key_hash, "figures")
    if key.expires_at and office.clock.now() > key.expires_at:
        raise KeyRefused("expired")
    id, _, year = key.subject.partition("\t")
    catalogue = tx.catalogue.load()
    if id not in catalogue.wises:
        raise KeyRefused("unknown")
    theirs = {figure.year: figure for figure in catalogue.people if figure.wise == id}
    asked = int(year)
    return AskedFigures(catalogue.wises[id], asked, theirs.get(asked), theirs.get(asked - 1))
