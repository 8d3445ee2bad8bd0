"""From a mail in parts to what it is taken for."""

from __future__ import annotations

from matchbot.core.mail.failures import failed_for_good
from matchbot.core.mail.incoming import IncomingMail, MailReading
from matchbot.core.mail.kind import judge
from matchbot.core.mail.new_text import new_text
from matchbot.core.mail.quote_words import FORWARD_SUBJECT


def read_mail(mail: IncomingMail) -> MailReading:
    """The kind of mail, whether it may be answered, its new text, and who could not be reached."""
    new = _new_text(mail)
    body = mail.text if mail.text.strip() else mail.html_text
    kind, answer, reason = judge(mail, body, new)
    bounced = failed_for_good(mail, body) if kind == "bounce" else ()
    return MailReading(kind, answer, new, bounced, reason)


def _new_text(mail: IncomingMail) -> str:
    """Of the plain text; the HTML tells where that names the history and the text does not."""
    forwarded = bool(FORWARD_SUBJECT.match(mail.subject))
    plain = new_text(mail.text, forwarded=forwarded)
    html = new_text(mail.html_text, forwarded=forwarded) if mail.html_text.strip() else ""
    html_knows = html and not forwarded and _begins_with(plain, html)
    chosen = html if html_knows or not plain else plain
    if mail.enclosed and (forwarded or not chosen):
        return "\n\n".join(part for part in (chosen, new_text(mail.enclosed)) if part)
    return chosen


def _begins_with(longer: str, shorter: str) -> bool:
    a, b = "".join(longer.split()), "".join(shorter.split())
    return len(b) < len(a) and a.startswith(b)
