"""Whether the address in From really sent a mail: only our own mail server's word counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]*\)")
_DMARC = re.compile(r"dmarc\s*=\s*(\w+)", re.IGNORECASE)
_FROM = re.compile(r"header\.from\s*=\s*\"?@?([\w.-]+)", re.IGNORECASE)
MAX_LENGTH = 10_000


def proven_by_dmarc(results: Sequence[str], authserv_id: str, sender: str) -> bool:
    """True when our own server says that DMARC passed for the domain of `sender`.

    `results` are the values of Authentication-Results, topmost first. Only the topmost counts, and
    only when `authserv_id`, ours, opens it (RFC 8601, section 5): whatever stands below may have
    been written by the sender. Without an id of ours nobody is proven.
    """
    if not results or not authserv_id or len(results[0]) > MAX_LENGTH:
        return False
    named, *verdicts = _without_comments(results[0]).split(";")
    if named.split()[:1] != [authserv_id] and named.strip().casefold() != authserv_id.casefold():
        return False
    dmarc = [verdict for verdict in verdicts if _DMARC.match(verdict.strip())]
    return len(dmarc) == 1 and _passes(dmarc[0], sender)


def _passes(verdict: str, sender: str) -> bool:
    result, domain = _DMARC.match(verdict.strip()), _FROM.search(verdict)
    if result is None or result[1].casefold() != "pass" or domain is None:
        return False
    of_sender = sender.rpartition("@")[2].casefold()
    judged = domain[1].casefold().rstrip(".")
    return bool(of_sender) and of_sender == judged


def _without_comments(text: str) -> str:
    """Comments in parentheses away, nested ones too: a verdict inside one is no verdict."""
    while (shorter := _COMMENT.sub(" ", text)) != text:
        text = shorter
    return text
