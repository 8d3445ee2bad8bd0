"""Tokens of programs that use the API: made and taken back by the platform's staff."""

from __future__ import annotations

from matchbot.core.keys import hash_key
from matchbot.flows.audit import note
from matchbot.flows.login import Member
from matchbot.flows.office import Office, make_key
from matchbot.flows.operating import NoLonger, allowed

LONGEST_NAME = 80


def make_token(office: Office, member: Member, name: str) -> str:
    """A new token for whoever `name` is; it is shown once. Raises NotAllowed."""
    allowed(member, "post")
    now, called = office.clock.now(), " ".join(name.split())[:LONGEST_NAME] or "?"
    with office.store.begin() as tx:
        word = make_key(tx, office, "api", called, now)
        note(tx, office, member.address, "token.make", called, now, hash_key(word)[:12])
    return word


def end_token(office: Office, member: Member, word: str) -> None:
    """The token opens nothing any more. Raises NotAllowed and NoLonger."""
    allowed(member, "post")
    now = office.clock.now()
    with office.store.begin() as tx:
        key = tx.keys.get(hash_key(word.strip()))
        if key is None or key.purpose != "api" or not tx.keys.spend(key.hash, now):
            raise NoLonger("token")
        note(tx, office, member.address, "token.end", key.subject, now, key.hash[:12])


def token_holds(office: Office, word: str) -> bool:
    """Is this a token that was not taken back? Reads only."""
    with office.store.read() as tx:
        key = tx.keys.get(hash_key(word))
    return key is not None and key.purpose == "api" and key.spent_at is None
