"""A WISE asks to join; the platform asks back, approves or refuses; the WISE sees where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from matchbot.core import application as states
from matchbot.core.addresses import same_address
from matchbot.core.application import Application, Applied, Move, Step, move
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.keys import hash_key
from matchbot.core.offering import Catalogue, Label, Wise
from matchbot.core.proposal import proposed
from matchbot.core.slugs import slug
from matchbot.flows.audit import note
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.people import open_key
from matchbot.flows.ports import Transaction
from matchbot.flows.push import tell
from matchbot.flows.records import Letter
from matchbot.flows.self_service import free_id

LINK_HOLDS = timedelta(days=365)
#: So many applications an address may send in a day.
A_DAY = 3
#: States whose newest words are the platform's own.
TOLD = ("asked", "refused", "approved")
LONGEST_ANSWER = 2000


class TooMany(Exception):
    """This address sent enough for today."""


def apply(office: Office, email: str, applied: Applied, language: str) -> None:
    """Take an application in and mail its link. Raises BadAddress and TooMany.

    An address with an open application gets the link of that one: nothing is taken in twice.
    """
    with office.store.begin() as tx:
        take_in(tx, office, email, applied, language)


def take_in(
    tx: Transaction, office: Office, email: str, applied: Applied, language: str, told_in: str = ""
) -> None:
    """As `apply`, within a transaction; `told_in` is the conversation it was told in, if any."""
    address, now = same_address(email), office.clock.now()
    day = now.date().isoformat()
    if not tx.allowances.take("apply", hash_key(address), day, A_DAY, now):
        raise TooMany(address)
    there = tx.applications.open_of(address)
    if there is None:
        there = Application(
            office.luck.id(), address, applied, language, now,
            steps=(Step("apply", now, "wise"),), conversation_id=told_in,
        )  # fmt: skip
        tx.applications.add(there)
        note(tx, office, address, "application.new", there.id, now, applied.name)
    _tell(tx, office, there)


def _tell(tx: Transaction, office: Office, there: Application) -> None:
    """Where it stands, with a link to the page that says more."""
    now = office.clock.now()
    word = make_key(tx, office, "application", there.id, now, holds=LINK_HOLDS)
    state, text = there.state, words_of(there)
    facts = {"state": state, "text": text, "link": office.link(f"joining/{word}")}
    post(
        tx, office, Letter("application", there.language, there.email, facts), now,
        purpose="notice", dedupe_key=f"application:{hash_key(word)}",
    )  # fmt: skip


def words_of(there: Application) -> str:
    """The platform's own newest words about it, if it spoke last."""
    return there.steps[-1].text if there.state in TOLD else ""


def open_application(office: Office, word: str) -> Application:
    """The application behind a link. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _behind(tx, office, word)


def _behind(tx: Transaction, office: Office, word: str) -> Application:
    there = tx.applications.get(open_key(tx, office, word, "application").subject)
    if there is None:
        raise KeyRefused("unknown")
    return there


def answer(office: Office, word: str, text: str) -> Application:
    """The WISE answers what it was asked. Raises KeyRefused, NotNow and WordsNeeded."""
    now = office.clock.now()
    with office.store.begin() as tx:
        there = _behind(tx, office, word)
        moved = move(there, "answer", now, text[:LONGEST_ANSWER])
        _save(tx, moved, there)
        note(tx, office, there.email, "application.answer", there.id, now)
        return moved


def _save(tx: Transaction, moved: Application, before: Application) -> None:
    if not tx.applications.save(moved, before.state):
        raise states.NotNow(moved.state)


def decide(
    office: Office, actor: str, id: str, step: Move, text: str, channel: str = "web"
) -> Application:
    """Ask, approve or refuse; the WISE is told. An approved WISE is in the catalogue at once.

    Raises KeyError, NotNow and WordsNeeded.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        there = tx.applications.get(id)
        if there is None:
            raise KeyError(id)
        moved = move(there, step, now, text[:LONGEST_ANSWER])
        if moved.state == "approved":
            moved = replace(moved, wise_id=_welcome(tx, office, moved))
        _save(tx, moved, there)
        _tell(tx, office, moved)
        if moved.conversation_id:
            facts = {"state": moved.state, "text": words_of(moved)}
            key = f"application:{id}:{len(moved.steps)}"
            tell(tx, moved.conversation_id, Turn(event="application", facts=facts), key, now)
        note(tx, office, actor, f"application.{step}", id, now, text or there.applied.name, channel)
        return moved


def _welcome(tx: Transaction, office: Office, application: Application) -> str:
    """The WISE goes into the catalogue, with its labels and its first offering."""
    applied, now = application.applied, office.clock.now()
    wise = Wise(
        _wise_id(tx, applied.name), applied.name, applied.about, place=applied.place,
        postcode=applied.postcode, email=application.email, website=applied.website,
        language=application.language, joined=now.date(),
    )  # fmt: skip
    labels = tuple(Label(wise.id, one.label, one.source, one.given) for one in applied.labels)
    offerings = {}
    if applied.offering:
        first = proposed(applied.offering, wise.language, office.knowledge(), now)
        id = free_id(tx, wise.id, first.title)
        first = replace(first, id=id, wise=wise.id, since=now.date())
        offerings[first.id] = first
    tx.catalogue.put(Catalogue({wise.id: wise}, offerings, labels=labels), now)
    return wise.id


def _wise_id(tx: Transaction, name: str) -> str:
    base = slug(name) or "wise"
    number, id = 1, base
    while id in tx.catalogue.of_wise(id).wises:
        number += 1
        id = f"{base}-{number}"
    return id
