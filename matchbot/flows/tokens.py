"""Tokens of programs that use the API: of the platform's staff to ask, of a WISE to write."""

from __future__ import annotations

from matchbot.core.keys import hash_key
from matchbot.flows.audit import note
from matchbot.flows.login import Member
from matchbot.flows.office import Office, make_key
from matchbot.flows.operating import NoLonger, allowed
from matchbot.flows.self_service import NotYours

LONGEST_NAME = 80


class BadToken(Exception):
    """Nobody gave out this token, or it was taken back."""


class WrongScope(Exception):
    """This token is for something else."""


def make_token(office: Office, member: Member, name: str) -> str:
    """A new token for whoever `name` is; it is shown once. Raises NotAllowed."""
    allowed(member, "post")
    now, called = office.clock.now(), _called(name)
    with office.store.begin() as tx:
        word = make_key(tx, office, "api", called, now)
        note(tx, office, member.address, "token.make", called, now, hash_key(word)[:12])
    return word


def _called(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME] or "?"


def make_writing_token(office: Office, member: Member, wise: str, name: str) -> str:
    """A token by which a program may change what a WISE sells; shown once. Raises NotYours."""
    if wise not in member.wises:
        raise NotYours(wise)
    now = office.clock.now()
    with office.store.begin() as tx:
        word = make_key(tx, office, "api_write", f"{wise} {_called(name)}", now)
        note(tx, office, member.address, "token.make", wise, now, hash_key(word)[:12])
    return word


def end_token(office: Office, member: Member, word: str) -> None:
    """The token opens nothing any more. Raises NotAllowed and NoLonger."""
    allowed(member, "post")
    _end(office, member, word, None)


def end_writing_token(office: Office, member: Member, wise: str, word: str) -> None:
    """The WISE's token opens nothing any more. Raises NotYours and NoLonger."""
    if wise not in member.wises:
        raise NotYours(wise)
    _end(office, member, word, wise)


def _end(office: Office, member: Member, word: str, wise: str | None) -> None:
    """Staff take back any token (`wise` None), a WISE only its own."""
    now = office.clock.now()
    with office.store.begin() as tx:
        key = tx.keys.get(hash_key(word.strip()))
        if key is None or key.purpose not in {"api", "api_write"}:
            raise NoLonger("token")
        its_own = key.purpose == "api_write" and key.subject.split(" ", 1)[0] == wise
        if not (wise is None or its_own) or not tx.keys.spend(key.hash, now):
            raise NoLonger("token")
        note(tx, office, member.address, "token.end", key.subject, now, key.hash[:12])


def token_holds(office: Office, word: str) -> bool:
    """Is this a token that was not taken back? Reads only."""
    with office.store.read() as tx:
        key = tx.keys.get(hash_key(word))
    return key is not None and key.purpose in {"api", "api_write"} and key.spent_at is None


def writer(office: Office, word: str) -> Member:
    """As whom a program writes: it may act for one WISE. Raises BadToken and WrongScope."""
    with office.store.read() as tx:
        key = tx.keys.get(hash_key(word))
    if key is None or key.purpose not in {"api", "api_write"} or key.spent_at is not None:
        raise BadToken
    if key.purpose != "api_write":
        raise WrongScope
    wise, _, name = key.subject.partition(" ")
    return Member(f"api: {name}", (wise,))
