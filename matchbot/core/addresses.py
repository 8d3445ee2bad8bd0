"""E-mail addresses: a strict grammar of our own, because addresses end up in SMTP commands."""

from __future__ import annotations

import re

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)
_ADDRESS = re.compile(rf"{_LOCAL}@{_DOMAIN}")
#: A domain as people write it, in the letters of their language.
_SPELT = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
_IN_TEXT = re.compile(rf"(?<![\w.@+-]){_LOCAL}@{_SPELT}(?![\w@-])")
_SOMETHING_AT = re.compile(r"\S*@\S*")


class BadAddress(ValueError):
    """This is not an e-mail address we can write to."""


def parse_address(text: str) -> str:
    """The address as we store it: domain in lower case and IDNA, local part as given.

    Raises BadAddress for anything that is not one plain ASCII-local address of at most 254
    characters (quoted local parts, comments and display names are refused).
    """
    local, at, domain = text.strip().rpartition("@")
    try:
        domain = domain.lower().encode("idna").decode("ascii") if at else ""
    except UnicodeError:
        raise BadAddress(text) from None
    address = f"{local}@{domain}"
    if len(address) > 254 or len(local) > 64 or not _ADDRESS.fullmatch(address):
        raise BadAddress(text)
    return address


def same_address(address: str) -> str:
    """The form under which two spellings of one address are the same: all lower case."""
    return parse_address(address).lower()


def find_address(text: str) -> str | None:
    """The first e-mail address in `text`, or None."""
    found = _IN_TEXT.search(text)
    return found.group() if found else None


def looks_like_address(text: str) -> bool:
    """True when someone seems to have meant an address, rightly written or not."""
    return bool(_SOMETHING_AT.search(text))
