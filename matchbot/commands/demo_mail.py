"""Mail in the demo: what its mail server would do with a mail that somebody writes."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import TYPE_CHECKING

from matchbot.adapters.mail_folder import drop_mail
from matchbot.core.addresses import parse_address

if TYPE_CHECKING:
    from matchbot.channels.web.site import WrittenMail

#: The demo's mail server, whose word the platform trusts, and the domain of reply addresses.
AUTHSERV_ID = "mail.demo.example"
REPLY_DOMAIN = "reply.demo.example"


def deliver(mail: WrittenMail, folder: Path, now: datetime) -> None:
    """Put the mail into the platform's mailbox, its sender proven. Raises ValueError (addresses)."""
    sender, to = parse_address(mail.sender), parse_address(mail.to)
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={domain}"
    message["From"], message["To"] = sender, to
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=domain)
    if mail.answers:
        message["In-Reply-To"] = " ".join(mail.answers.split())
    message.set_content(mail.text)
    drop_mail(folder, message.as_bytes())
