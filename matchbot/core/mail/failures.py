"""Which addresses a returned letter names as failed for good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from matchbot.core.addresses import BadAddress, parse_address
from matchbot.core.mail.automatic_words import POSTMASTER
from matchbot.core.mail.failure_words import (
    COPY_BELOW,
    DELAYED,
    FAILED_BELOW,
    FAILED_HERE,
    FOR_GOOD,
    PERMANENT,
    RETURNED_SUBJECT,
    WAITS,
)
from matchbot.core.mail.incoming import IncomingMail

_ADDRESS = re.compile(
    r"(?<![\w.+@-])[\w.+=/!#$&'*?^`{|}~-]+@(?:[\w-]+\.)+[A-Za-z](?:[\w-]*[A-Za-z0-9])?"
)
#: How an address begins a line of a list of failed ones.
_LISTED = re.compile(
    r"[\s>]*(?:[\w .()-]{1,30}[:：]|generated (?:by|from) |[^<>@:\n]{1,50}[<(]|[^@\n]{1,80}\bsmtp[=:]|[*•-])?\s*[<\"'(\[]*(?:mailto:)?"
    r"(?=[^\s<>()@]+@)",
    re.IGNORECASE,
)
#: The recipient in the header of the letter that is returned in the same text.
_COPIED_TO = re.compile(
    r"(?mi)^[>\s]{0,4}to:[ \t]*(?:[^\n<@]{0,80}<)?([^\s<>,@]+@[^\s<>,@]+)>?[ \t]*$"
)
_COPIED_CC = re.compile(r"(?mi)^[>\s]{0,4}cc:[ \t]*\S*@")
#: "anna@gemeente.example; Delayed; 4.4.7"
_TOLD_DELAYED = re.compile(r"@[^;]{3,80}; ?(?:delayed|deferred)\b", re.IGNORECASE)
#: So many lines of a letter are searched; what stands below is the returned letter.
_LINES = 120
#: Lines without an address after which a list of addresses has ended.
_GAP = 12


def failed_for_good(mail: IncomingMail, body: str) -> tuple[str, ...]:
    """The addresses that failed for good, sorted; empty for a delay.

    The machine-readable report decides when there is one. Then come the header of exim, the forms
    that flufl.bounce knows, and last the words.
    """
    if mail.deliveries:
        failed = _clean(d.address for d in mail.deliveries if d.failed)
        if failed or any(d.address and (d.action or d.status) for d in mail.deliveries):
            return failed
    if _is_delay(mail, body):
        return ()
    exim = _clean(
        a for value in mail.fields.get("x-failed-recipients", ()) for a in value.split(",")
    )
    waiting = set(_clean(_waiting(body)))
    known = _without(_clean(mail.known_failures), waiting)
    listed = _without(_clean(_in_words(mail, body)), waiting)
    if exim or known or mail.known_delays:
        # It often knows the first of a list only.
        return exim or (listed if known and set(known) < set(listed) else known)
    return listed or _returned_to(mail, body)


def _without(addresses: tuple[str, ...], waiting: set[str]) -> tuple[str, ...]:
    return tuple(address for address in addresses if address not in waiting)


def _waiting(body: str) -> Iterator[str]:
    """Addresses in a section of their own for what is tried again, as sendmail writes it."""
    waits = False
    for line in body.split("\n")[:_LINES]:
        if line.lstrip().startswith("-----"):
            waits = "transient" in line.lower()
        elif waits or _TOLD_DELAYED.search(line):
            yield from _ADDRESS.findall(line)


def _returned_to(mail: IncomingMail, body: str) -> tuple[str, ...]:
    """To whom the returned letter went, when it went to one address and nothing else names it.

    One in the domain that the report came back to is a list of its own, not who failed.
    """
    if not speaks_of_failure(mail, body):
        return ()
    copied = (found[1] for found in _COPIED_TO.finditer(body))
    lone = mail.enclosed_to or tuple(dict.fromkeys(copied))
    if len(lone) != 1 or (not mail.enclosed_to and _COPIED_CC.search(body)):
        return ()
    ours = {_domain(to) for value in mail.fields.get("to", ()) for to in _ADDRESS.findall(value)}
    return tuple(address for address in _clean(lone) if _domain(address) not in ours)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _is_delay(mail: IncomingMail, body: str) -> bool:
    told = f"{mail.subject}\n{_above_copy(body)}"
    if WAITS.search(told) and not PERMANENT.search(told):
        return True
    return bool(DELAYED.search(told)) and not FOR_GOOD.search(told)


def _above_copy(body: str) -> str:
    lines = body.split("\n")[:_LINES]
    for at, line in enumerate(lines):
        if at and COPY_BELOW.match(line):
            return "\n".join(lines[:at])
    return "\n".join(lines)


def speaks_of_failure(mail: IncomingMail, body: str) -> bool:
    """True when subject or words are those of a letter that came back or waits."""
    told = _above_copy(body)
    return bool(
        RETURNED_SUBJECT.search(mail.subject)
        or any(words.search(told) for words in (FAILED_BELOW, FAILED_HERE, DELAYED))
    )


def _in_words(mail: IncomingMail, body: str) -> Iterator[str]:
    lines = body.split("\n")[:_LINES]
    found = (
        list(_listed_below(lines))
        or list(_named_here([mail.subject, *lines]))
        or list(_listed(lines))
        or list(_below(lines))
    )
    ours = {to.lower() for value in mail.fields.get("to", ()) for to in _ADDRESS.findall(value)}
    senders = {sender.lower() for sender in mail.senders}
    for address in found:
        office = POSTMASTER.fullmatch(address.partition("@")[0])
        if not office and address.lower() not in ours | senders:
            yield address


def _listed_below(lines: list[str]) -> Iterator[str]:
    """Addresses behind a sentence of failure, and those that begin a line below it."""
    listing = 0
    for at, line in enumerate(lines):
        if listing and COPY_BELOW.match(line):
            return
        sentence = FAILED_BELOW.search(line)
        if sentence:
            listing = _GAP
            yield from _ADDRESS.findall(line, sentence.end())
        elif at and not listing and FAILED_BELOW.search(f"{lines[at - 1]} {line}"):
            listing = _GAP
        elif listing and line.strip():
            listing -= 1
            if address := _leading_address(line):
                listing = _GAP
                yield address


def _leading_address(line: str) -> str:
    begin = _LISTED.match(line)
    found = _ADDRESS.match(line, begin.end()) if begin else None
    return found.group() if found else ""


def _listed(lines: list[str]) -> Iterator[str]:
    """Addresses that begin a line, above the letter that is returned."""
    for at, line in enumerate(lines):
        if at and COPY_BELOW.match(line):
            return
        if address := _leading_address(line):
            yield address


def _below(lines: list[str]) -> Iterator[str]:
    """Any address in the lines below a sentence of failure."""
    said = next((at for at, line in enumerate(lines) if FAILED_BELOW.search(line)), len(lines))
    for line in lines[said : said + _GAP]:
        if COPY_BELOW.match(line):
            return
        yield from _ADDRESS.findall(line)


def _named_here(lines: list[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        if at > 1 and COPY_BELOW.match(line) and "transcript" not in line.lower():
            return
        if FAILED_HERE.search(line):
            yield from _ADDRESS.findall(line)


def _clean(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({a for raw in addresses if (a := _address(raw))}, key=str.lower))


def _address(raw: str) -> str:
    found = _ADDRESS.search(raw.strip())
    if found is None or "..." in found.group():  # forums leave out the middle of an address
        return ""
    try:
        return parse_address(found.group().strip("'"))
    except BadAddress:
        # Some providers gave out addresses such as "anna..b@"; letters did go there.
        return found.group() if len(found.group()) <= 254 else ""
