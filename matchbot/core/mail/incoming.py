"""A mail that came in, taken apart, and what is read in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MailKind = Literal["new", "reply", "auto", "bounce", "list", "broken"]

#: A line of its own in a text made from HTML: here the mail program began the quoted history.
HISTORY = "\f"


@dataclass(frozen=True)
class Delivery:
    """What one block of a delivery report (RFC 3464, section 2.3) says of one address."""

    address: str
    #: "failed", "delayed", "delivered", "relayed" or "expanded"; "" when it is not said.
    action: str = ""
    #: The status code such as "5.1.1"; "" when it is not said.
    status: str = ""

    @property
    def failed(self) -> bool:
        """True when this address failed for good.

        The action decides. A status of class 4 under "failed" means that the sending server has
        given up after days; without an action, class 5 is a failure. Some servers write "failure"
        or "error".
        """
        if self.action in {"failed", "failure", "fail", "error"}:
            return True
        return not self.action and self.status.startswith("5")


@dataclass(frozen=True)
class IncomingMail:
    """A raw mail in parts, decoded; no part is trusted."""

    #: Header fields by name in lower case, decoded, each with all its values.
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The addresses in From.
    senders: tuple[str, ...] = ()
    #: The plain text; lines end in a line feed, soft line breaks are undone.
    text: str = ""
    #: The HTML as text, quotes marked with "> " and the history with HISTORY.
    html_text: str = ""
    #: The text of the first mail enclosed as an attachment.
    enclosed: str = ""
    #: The addresses it was sent to.
    enclosed_to: tuple[str, ...] = ()
    #: The content types of all parts, such as "text/calendar".
    types: frozenset[str] = frozenset()
    #: report-type of a multipart/report, else "".
    report: str = ""
    #: method of a calendar part in upper case, else "".
    calendar_method: str = ""
    #: The machine-readable part of a delivery report.
    deliveries: tuple[Delivery, ...] = ()
    #: Addresses that failed for good, or for now, by forms known to flufl.bounce.
    known_failures: tuple[str, ...] = ()
    known_delays: tuple[str, ...] = ()

    def first(self, name: str) -> str:
        """The first value of a header field, or ""."""
        return self.fields.get(name, ("",))[0]

    @property
    def subject(self) -> str:
        """The subject, on one line."""
        return " ".join(self.first("subject").split())


@dataclass(frozen=True)
class MailReading:
    """What a mail is taken for."""

    kind: MailKind
    #: True when a person wrote it who may be written back to at all.
    answer: bool
    #: The new text, without quoted history and signature.
    text: str = ""
    #: The addresses that failed for good.
    bounced: tuple[str, ...] = ()
    #: The rule that decided, such as "auto_submitted".
    reason: str = ""
