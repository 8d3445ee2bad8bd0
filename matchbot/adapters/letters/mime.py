"""A letter's parts as the bytes of a message: headers, then text and HTML as alternatives.

Written out by hand because building an EmailMessage costs 2 ms, and a digest run writes tens of
thousands. Whatever a header may have to encode or fold still goes through the standard library.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from email.headerregistry import Address
from email.policy import SMTP
from functools import lru_cache

Header = tuple[str, str | Address]

#: Headers that hold addresses or ids without spaces: folding them by the standard library would
#: encode them (=?utf-8?q?…), and mail clients then find no link in them.
_WHOLE = frozenset(
    {"list-unsubscribe", "list-unsubscribe-post", "references", "in-reply-to", "list-id",
     "message-id", "date"}
)  # fmt: skip
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-]{3,70}")
_BREAKS = re.compile(r"[\r\n]")
_POLICY = SMTP.clone(max_line_length=78)


def assemble(
    headers: Iterable[Header], text: str, html: str, boundary: str, calendar: bytes | None = None
) -> bytes:
    """The message's bytes, ASCII throughout, with lines that end as mail does.

    `calendar` is an iCalendar file to attach. Raises ValueError for a header with a line break.
    """
    head = "".join(_line(name, value) for name, value in headers)
    edge = boundary.encode("ascii")
    words = b"".join(
        (
            b'Content-Type: multipart/alternative;\r\n boundary="' + edge + b'"\r\n\r\n',
            _part(text, b"plain", edge),
            _part(html, b"html", edge),
            b"--" + edge + b"--\r\n",
        )
    )
    body = words if calendar is None else _with_attached(words, calendar, b"mixed" + edge)
    return head.encode("ascii") + b"MIME-Version: 1.0\r\n" + body


def _with_attached(words: bytes, calendar: bytes, edge: bytes) -> bytes:
    return b"".join(
        (
            b'Content-Type: multipart/mixed;\r\n boundary="' + edge + b'"\r\n\r\n',
            b"--" + edge + b"\r\n" + words + b"\r\n",
            b"--" + edge + b'\r\nContent-Type: text/calendar; charset="utf-8"; method=PUBLISH\r\n',
            b'Content-Disposition: attachment; filename="match.ics"\r\n',
            b"Content-Transfer-Encoding: base64\r\n\r\n",
            base64.encodebytes(calendar).replace(b"\n", b"\r\n") + b"\r\n",
            b"--" + edge + b"--\r\n",
        )
    )


def _line(name: str, value: str | Address) -> str:
    if isinstance(value, Address):
        bare = value.addr_spec
        if not value.display_name and _PLAIN_ADDRESS.fullmatch(bare):
            return f"{name}: {bare}\r\n"
        return _folded(name, str(value))
    if _BREAKS.search(value):
        raise ValueError(f"a line break in {name}")
    if name.lower() in _WHOLE:
        return f"{name}: " + "\r\n ".join(value.split(" ") if name != "Date" else [value]) + "\r\n"
    return _folded(name, str(value))


@lru_cache(maxsize=2048)
def _folded(name: str, value: str) -> str:
    return str(_POLICY.fold(name, _POLICY.header_factory(name, value)))


def _part(content: str, subtype: bytes, edge: bytes) -> bytes:
    lines = b"\r\n".join(content.encode("utf-8", "replace").splitlines()) + b"\r\n"
    body = base64.encodebytes(lines).replace(b"\n", b"\r\n")
    return (
        b"--" + edge + b"\r\nContent-Type: text/" + subtype + b'; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n"
    )
