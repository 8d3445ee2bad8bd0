"""What the platform must know of a mail besides its text: who, to whom, in which thread."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import getaddresses

from matchbot.core.mail.incoming import IncomingMail, MailReading

#: Where the mail servers on the way, and then its writer, name whom a mail is for.
RECIPIENT_FIELDS = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
MOST_RECIPIENTS, MOST_REFERENCES = 50, 50
_ID = re.compile(r"<[^<>\s]{3,240}>")
#: Parts that are read, or that say nothing; all else was attached.
_READ = ("text/plain", "text/html", "multipart/", "message/", "application/pgp-signature",
         "application/pkcs7-signature", "application/x-pkcs7-signature")  # fmt: skip


@dataclass(frozen=True)
class Envelope:
    """The head of a mail; nothing in it is trusted. `results` are Authentication-Results.

    `statuses` are the codes (RFC 3463) of the failures that a delivery report tells of.
    """

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    attached: bool = False
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenedMail:
    """A mail's head, and what the mail is taken for."""

    envelope: Envelope
    reading: MailReading


def envelope_of(mail: IncomingMail) -> Envelope:
    """The envelope of a mail that was taken apart."""
    ids = _ID.findall(mail.first("message-id"))
    before = _ID.findall(mail.first("references")) or _ID.findall(mail.first("in-reply-to"))
    return Envelope(
        mail.senders,
        _recipients(mail),
        mail.subject[:500],
        ids[0] if ids else "",
        tuple(before[-MOST_REFERENCES:]),
        mail.fields.get("authentication-results", ())[:1],
        any(not kind.startswith(_READ) for kind in mail.types),
        tuple(d.status for d in mail.deliveries if d.failed and d.status),
    )


def _recipients(mail: IncomingMail) -> tuple[str, ...]:
    values = [value for name in RECIPIENT_FIELDS for value in mail.fields.get(name, ())]
    found = (address for _, address in getaddresses(values[:MOST_RECIPIENTS]) if address)
    return tuple(dict.fromkeys(found))[:MOST_RECIPIENTS]
