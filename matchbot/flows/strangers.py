"""A mail from an address that did not prove itself: one fixed letter with a link, and nothing more.

What the stranger typed is never sent to anybody before the owner of the address has said that
it is theirs: else we would carry anyone's words to anyone (RFC 3834, section 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from matchbot.core.inbox import InboxItem
from matchbot.core.keys import hash_key
from matchbot.flows.leads import KeyRefused
from matchbot.flows.mailbox import PROVEN
from matchbot.flows.office import Office, make_key, person_at, post
from matchbot.flows.people import open_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter

UNPROVEN = "the sender is not proven"
HOLDS = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """An address that wrote, and whether its link was used before."""

    address: str
    language: str
    done: bool


def ask_to_confirm(office: Office, item: InboxItem, owner: str, sender: str, language: str) -> None:
    """Mail the link, once a day at most; the mail itself waits in the inbox."""
    now = office.clock.now()
    day = now.date().isoformat()
    with office.store.begin() as tx:
        tx.inbox.finish(item, owner, "ignored", now, UNPROVEN)
        # We hold their address and their mail now: erasure must find them.
        person_id = person_at(tx, office, "mail", sender, language, now)
        word = make_key(
            tx, office, "mail", f"{language} {sender}", now, person_id=person_id, holds=HOLDS
        )
        letter = Letter("stranger", language, sender, {"link": office.link(f"mail/{word}")})
        post(
            tx, office, letter, now, purpose="confirmation",
            dedupe_key=f"stranger:{day}:{hash_key(sender)}", person_id=person_id,
            expires_at=now + HOLDS,
        )  # fmt: skip


def open_waiting(office: Office, word: str) -> Waiting:
    """Whose mails the link would let in. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _waiting(tx, office, word)


def let_in(office: Office, word: str) -> Waiting:
    """The address is theirs: its mails of the last days are handled as if they came now.

    Twice is the same as once. Raises KeyRefused.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        waiting = _waiting(tx, office, word)
        if tx.keys.spend(hash_key(word), now):
            thread = f"mail:{waiting.address}"
            for item in tx.inbox.ignored(thread, UNPROVEN, now - HOLDS):
                tx.inbox.receive(PROVEN, item.source_id, thread, item.raw, now)
    return waiting


def _waiting(tx: Transaction, office: Office, word: str) -> Waiting:
    key = open_key(tx, office, word, "mail")
    language, _, address = key.subject.partition(" ")
    if not address:
        raise KeyRefused("unknown")
    return Waiting(address, language, key.spent_at is not None)
