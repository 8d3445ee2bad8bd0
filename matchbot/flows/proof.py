"""An address proves itself by a code: the letter that asks, and whose conversation it is then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from matchbot.core.addresses import parse_address, same_address
from matchbot.core.dialogue.conversation import Conversation, PendingCode, SendCode
from matchbot.core.keys import hash_code
from matchbot.core.person import Identity, Person
from matchbot.core.subscription import ASKED_AGAIN_AFTER, Wish
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter
from matchbot.flows.subscriptions import ask_to_confirm


def send_code(
    tx: Transaction, office: Office, c: Conversation, effect: SendCode, now: datetime
) -> Conversation:
    """Mail a code and a link that prove the address; a subscriber's at most once a day."""
    subscribing = effect.aim in {"subscription", "need"}
    if subscribing and not _may_ask(tx, office, c, effect.email, now):
        return c if c.code else replace(c, code=PendingCode("", now + office.rules.code_holds))
    code = office.luck.code()
    # Within a day there is no second letter, so its code holds as long.
    holds = ASKED_AGAIN_AFTER if subscribing else office.rules.code_holds
    word = make_key(
        tx, office, "confirm", f"{c.id} {effect.email}", now, person_id=c.person_id, holds=holds
    )
    letter = Letter(
        "confirm",
        c.language,
        effect.email,
        {"code": code, "link": office.link(f"confirm/{word}"), "aim": effect.aim, "need": c.need},
    )
    post(
        tx, office, letter, now,
        purpose="confirmation", dedupe_key=f"confirm:{office.luck.id()}", person_id=c.person_id,
        expires_at=now + holds,
    )  # fmt: skip
    mailed = (c.code.mailed if c.code else 0) + 1
    return replace(c, code=PendingCode(hash_code(code, c.id), now + holds, 0, mailed))


def _may_ask(tx: Transaction, office: Office, c: Conversation, email: str, now: datetime) -> bool:
    """Keep the wish as pending; False when this address got such a letter within a day.

    Its owner may still use that letter; who asks here is told the same as everybody.
    """
    wish = c.wish or Wish()
    asked = ask_to_confirm(
        tx, office, c.person_id, parse_address(email), wish, c.language, c.channel, now, c.saving
    )
    return asked is not None


def own(
    tx: Transaction, office: Office, c: Conversation, email: str, now: datetime
) -> Conversation:
    """The confirmed address says whose conversation this is: one person, however they reach us."""
    address = same_address(email)
    known = tx.people.identity("mail", address)
    person_id = known.person_id if known else c.person_id
    tx.people.link(Identity(person_id, "mail", address, now))
    if c.address and c.channel != "mail":
        tx.people.link(Identity(person_id, c.channel, c.address, now))
    person = tx.people.get(person_id) or Person(person_id, office.platform, created_at=now)
    tx.people.save(
        replace(
            person,
            name=c.contact.name or person.name,
            organisation=c.contact.organisation or person.organisation,
            language=c.language,
        )
    )
    return replace(c, person_id=person_id)
