"""Addresses that a reply comes back to: unguessable, bound to one thing, one purpose, one person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from matchbot.core.addresses import BadAddress, same_address
from matchbot.core.keys import Key, hash_key
from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction

#: What a reply to a letter is about: a conversation; a lead, as its WISE or as its buyer; a digest.
About = Literal["conversation", "lead_wise", "lead_buyer", "subscription"]
_TOKEN = re.compile(r"reply\+([0-9a-f]{32})@", re.IGNORECASE)


@dataclass(frozen=True)
class ReplyAddress:
    """What a reply address leads to: `subject` is an id, `address` the only one who may use it."""

    about: About
    subject: str
    address: str
    expired: bool = False


def new_reply_address(
    office: Office, to: ReplyAddress, now: datetime, *, person_id: str = ""
) -> tuple[str, Key | None]:
    """A new reply address and the key to store for it; "" when the platform reads no mail.

    The token is hexadecimal because mail servers may change the case of a local part.
    """
    domain = office.rules.reply_domain
    if not domain:
        return "", None
    token = hash_key(office.luck.word())[:32]
    subject = f"{to.about} {to.subject} {same_address(to.address)}"
    until = now + office.rules.reply_holds
    key = Key(hash_key(token), office.platform, "reply", subject, person_id, now, until)
    return f"reply+{token}@{domain}", key


def make_reply_address(
    tx: Transaction, office: Office, to: ReplyAddress, now: datetime, *, person_id: str = ""
) -> str:
    """A new reply address, with its key stored."""
    address, key = new_reply_address(office, to, now, person_id=person_id)
    if key is not None:
        tx.keys.add(key)
    return address


def find_reply_address(
    tx: Transaction, office: Office, recipients: Iterable[str], now: datetime
) -> ReplyAddress | None:
    """What the first of our reply addresses among `recipients` leads to; None without one."""
    for recipient in recipients:
        token = _TOKEN.match(recipient)
        if token is None or not _ours(recipient, office):
            continue
        key = tx.keys.get(hash_key(token[1].lower()))
        if key is not None and key.purpose == "reply":
            about, subject, address = key.subject.split(" ", 2)
            expired = key.expires_at is not None and now > key.expires_at
            return ReplyAddress(about, subject, address, expired)  # type: ignore[arg-type]
    return None


def _ours(recipient: str, office: Office) -> bool:
    try:
        return same_address(recipient).rpartition("@")[2] == office.rules.reply_domain
    except BadAddress:
        return False
