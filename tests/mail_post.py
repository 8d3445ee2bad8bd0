"""The mail server of the tests: brings mails to the office, and the office's letters back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

from cast import Mailbox, body

from matchbot.adapters.mail.worker import open_raw
from matchbot.channels.mail import MailChannel
from matchbot.channels.mail.intake import thread_of
from matchbot.flows.inbox import handle_all
from matchbot.flows.mailbox import NewMail, take_new
from matchbot.flows.office import Office

ANNA = "anna@gemeente.example"
PLATFORM = "post@match.example"
OURS = "mx.match.example"
LUNCH = "Lunch voor 40 personen in Noord op 12 december, graag vegetarisch"


@dataclass
class Post:
    """The mail server of the tests: brings mails to the office, and the office's letters back."""

    office: Office
    maildir: Mailbox
    _mails: list[bytes] = field(default_factory=list)
    name: str = "post"

    def new(self, position: str, today: object) -> NewMail:
        at = int(position or 0)
        return NewMail(tuple(self._mails[at:]), str(len(self._mails)))

    def wait(self, seconds: float) -> bool:
        return True

    def close(self) -> None: ...

    def brings(self, raw: bytes) -> list[EmailMessage]:
        """Deliver a mail; the letters that leave because of it."""
        self._mails.append(raw)
        take_new(self.office, self, thread_of)
        return self.handled()

    def handled(self) -> list[EmailMessage]:
        channel = MailChannel(open_raw)
        readers = {"mail": channel.read, "mail_proven": channel.read}
        handle_all(self.office, readers, "test")
        return self.maildir.deliver()

    def states(self) -> dict[str, int]:
        with self.office.store.read() as tx:
            return {state: n for state, n in tx.inbox.counts().items() if n}


def reading_mail(office: Office) -> Office:
    """The office with an address of its own that mails may come to."""
    rules = replace(
        office.rules,
        mail_from=PLATFORM,
        reply_domain="reply.match.example",
        authserv_id=OURS,
        lead_letter_waits=timedelta(minutes=30),
    )
    return replace(office, rules=rules)


def mail(
    text: str, *, sender: str = ANNA, to: str = PLATFORM, subject: str = "", proven: bool = True,
    answers: EmailMessage | None = None, **headers: str,
) -> bytes:  # fmt: skip
    """A mail as somebody's program writes it, with what our mail server says of its sender."""
    message = EmailMessage(policy=SMTP)
    if proven:
        domain = sender.rpartition("@")[2]
        message["Authentication-Results"] = f"{OURS}; dmarc=pass header.from={domain}"
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{abs(hash((text, sender, to)))}@{sender.rpartition('@')[2]}>"
    if answers is not None:
        message["In-Reply-To"] = str(answers["Message-ID"])
        quoted = "\n".join(f"> {line}" for line in body(answers).splitlines())
        text = f"{text}\n\nOp ma 23 nov. 2026 om 09:00 schreef {PLATFORM}:\n{quoted}\n"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def reply(letter: EmailMessage, text: str, *, sender: str = ANNA, proven: bool = False) -> bytes:
    return mail(text, sender=sender, to=str(letter["Reply-To"]), subject=f"Re: {letter['Subject']}",
                proven=proven, answers=letter)  # fmt: skip
