"""Parts that a broken header hides: its boundary is missing, or is not that of the body."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

#: The first boundary of a body, with the fields of the part below it.
_FIRST = re.compile(
    rb"(?:[^\n]*\n){0,3}?--(?P<boundary>[^\s\"]{1,100})[ \t]*\r?\n(?=content-(?:type|transfer|desc)[\w-]*:)",
    re.IGNORECASE,
)


def with_parts_found(message: Message) -> Message:
    """The same mail; a body that is one text to the parser but plainly holds parts gets them."""
    if message.is_multipart() or message.get_content_maintype() not in {"multipart", "text"}:
        return message
    # Not the text: for that, get_payload would ask the codec that the mail names.
    body = message.get_payload(decode=True)
    found = _FIRST.match(body) if isinstance(body, bytes) else None
    if found is None or not isinstance(body, bytes):
        return message
    kind = message.get_content_type().encode("ascii", "replace")
    kind = kind if kind.startswith(b"multipart/") else b"multipart/mixed"
    head = b'Content-Type: %b; boundary="%b"\n\n' % (kind, found["boundary"])
    whole = message_from_bytes(head + body)
    if whole.is_multipart():
        message.set_payload(whole.get_payload())
        del message["Content-Transfer-Encoding"]
    return message
