"""Raw bytes to an `IncomingMail`, within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import compat32

from matchbot.adapters.mail.bodies import TEXT_LIMIT, part_text
from matchbot.adapters.mail.boundaries import with_parts_found
from matchbot.adapters.mail.headers import addresses_in, decoded_field, fields_of
from matchbot.adapters.mail.html import html_to_text
from matchbot.adapters.mail.reports import deliveries_in, known_failures
from matchbot.core.mail.incoming import Delivery, IncomingMail

#: Bytes of a whole mail, of its header, and of one field.
MAIL_LIMIT, HEADER_LIMIT, FIELD_LIMIT = 10_000_000, 1_000_000, 65_536
#: Levels of parts within parts, parts, and fields of a header.
DEPTH_LIMIT, PARTS_LIMIT, FIELDS_LIMIT = 20, 200, 1000

_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HEADERS_ONLY = frozenset({"text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers"})
_IN_PARTS = re.compile(rb"(?mi)^content-type:\s*(?:multipart|message)/")
#: An attachment; a text in base64 that is longer is not read to its end either.
_LONG_BASE64 = re.compile(
    rb"((?:^[A-Za-z0-9+/]{60,76}\r?\n){8000})(?:[A-Za-z0-9+/]{60,76}\r?\n)++", re.MULTILINE
)
_RECIPIENT = re.compile(r"(?mi)^(?:final|original)-recipient:.*;")
_LOOKS_LIKE_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body|div|meta|p)\b", re.IGNORECASE)


class MailBroken(ValueError):
    """This mail is not read; the text names the bound it breaks, such as "too_deep"."""


def parse_mail(raw: bytes) -> IncomingMail:
    """The parts of a raw mail. Raises MailBroken when it breaks a bound or is no mail.

    The old policy of the standard library (compat32) is used: the newer one fails on odd headers.
    """
    raw = raw.lstrip(b"\r\n\t \xef\xbb\xbf")
    if b"\n" not in raw:  # saved on an old Macintosh
        raw = raw.replace(b"\r", b"\n")
    _check_size(raw)
    try:
        message = with_parts_found(message_from_bytes(_abridged(raw), policy=compat32))
    except Exception as trouble:
        raise MailBroken("unreadable") from trouble
    if not message.keys():
        raise MailBroken("no_header")
    parts = list(_parts(message))
    return _incoming(message, parts, raw)


def _check_size(raw: bytes) -> None:
    if not raw:
        raise MailBroken("empty")
    if len(raw) > MAIL_LIMIT:
        raise MailBroken("too_large")
    if not _FIELD.match(raw) and not raw.startswith((b"From ", b">From ")):
        raise MailBroken("no_header")
    end = re.search(rb"\r?\n\r?\n", raw)
    header = raw[: end.start()] if end else raw
    fields = re.split(rb"\n(?![ \t])", header)
    if len(header) > HEADER_LIMIT or len(fields) > FIELDS_LIMIT:
        raise MailBroken("header_too_large")
    if any(len(field) > FIELD_LIMIT for field in fields):
        raise MailBroken("header_too_large")
    # Each level of parts costs the parser a pass over all lines below it.
    if len(re.findall(rb"(?i)boundary\s*=", raw)) > PARTS_LIMIT:
        raise MailBroken("too_many_parts")


def _abridged(raw: bytes) -> bytes:
    """The mail without what is never read: the parser takes seconds for millions of lines."""
    header = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    if not _IN_PARTS.search(header):
        return raw[: len(header) + 6 * TEXT_LIMIT]
    return _LONG_BASE64.sub(rb"\1", raw)


def _parts(message: Message) -> Iterator[tuple[Message, bool]]:
    """Every part with whether it belongs to an enclosed mail. Raises MailBroken at a bound."""
    waiting: list[tuple[Message, int, bool]] = [(message, 0, False)]
    count = 0
    while waiting:
        part, depth, enclosed = waiting.pop()
        count += 1
        if depth > DEPTH_LIMIT:
            raise MailBroken("too_deep")
        if count > PARTS_LIMIT:
            raise MailBroken("too_many_parts")
        yield part, enclosed
        # Asked for the text of a leaf, get_payload would try the codec that the mail names.
        if part.is_multipart() and part.get_content_type() not in _REPORTS:
            within = enclosed or part.get_content_maintype() == "message"
            below = [p for p in part.get_payload() if isinstance(p, Message)]
            waiting.extend((p, depth + 1, within) for p in reversed(below))


def _incoming(message: Message, parts: list[tuple[Message, bool]], raw: bytes) -> IncomingMail:
    own = [part for part, enclosed in parts if not enclosed]
    fields = fields_of(message)
    failures, delays = known_failures(raw)
    plain, html = _text(own)
    return IncomingMail(
        fields=fields,
        senders=addresses_in(fields.get("from", ())),
        text=plain,
        html_text=html_to_text(html) if html else "",
        enclosed=_enclosed(parts),
        enclosed_to=_enclosed_to(parts),
        types=frozenset(part.get_content_type() for part in own),
        report=_report(message),
        calendar_method=_calendar_method(own),
        deliveries=tuple(_deliveries(own)),
        known_failures=failures,
        known_delays=delays,
    )


def _text(parts: list[Message]) -> tuple[str, str]:
    """The plain text and the HTML that a mail program would show."""
    plain: list[str] = []
    html: list[str] = []
    for part in parts:
        kind = part.get_content_type()
        if _is_attachment(part) or (part.is_multipart() and kind != "text/plain"):
            continue
        if kind in {"text/plain", "text/enriched"} or kind.startswith("multipart/"):
            text = part_text(part)
            (html if _LOOKS_LIKE_HTML.match(text) else plain).append(text)
        elif kind == "text/html":
            html.append(part_text(part))
    return "\n\n".join(text for text in plain if text.strip()), "\n".join(html)


def _is_attachment(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return disposition.startswith("attachment") or "filename" in disposition


def _enclosed(parts: list[tuple[Message, bool]]) -> str:
    plain, html = _text([part for part, enclosed in parts if enclosed])
    return plain or (html_to_text(html) if html else "")


def _enclosed_to(parts: list[tuple[Message, bool]]) -> tuple[str, ...]:
    """The recipients of the first mail that is enclosed, whole or by its header only."""
    for part, enclosed in parts:
        if enclosed and part["To"]:
            return addresses_in((decoded_field(str(part["To"])),))
        if part.get_content_type() in _HEADERS_ONLY:
            header = message_from_string(part_text(part).lstrip())
            return addresses_in((decoded_field(str(header.get("To", ""))),))
    return ()


def _report(message: Message) -> str:
    if message.get_content_type() != "multipart/report":
        return ""
    return str(message.get_param("report-type", "")).strip().lower()


def _calendar_method(parts: list[Message]) -> str:
    for part in parts:
        if part.get_content_type() == "text/calendar":
            said = re.search(r"(?mi)^METHOD:([A-Z]+)", part_text(part))
            return str(part.get_param("method", said[1] if said else "")).upper()
    return ""


def _deliveries(parts: list[Message]) -> Iterator[Delivery]:
    for part in parts:
        kind = part.get_content_type()
        if kind in _REPORTS or (kind == "text/plain" and _RECIPIENT.search(part_text(part))):
            yield from deliveries_in(part)
