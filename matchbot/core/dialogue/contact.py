"""Who the buyer is: organisation, name and e-mail address out of one or more messages."""

from __future__ import annotations

import re
from dataclasses import replace

from matchbot.core.addresses import BadAddress, find_address, looks_like_address, parse_address
from matchbot.core.lead import Contact

_INTRODUCTION = re.compile(
    r"\b(?:mijn naam is|ik ben|ik heet|my name is|i am|i'm|this is|je m'appelle|je suis|"
    r"mein name ist|ich bin|ich hei(?:ß|ss)e|naam|name|nom)\b[:\s]*",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:organisatie|bedrijf|organisation|organization|company|entreprise|firma|société|"
    r"namens|on behalf of|pour le compte de|im namen von|ik werk bij|i work (?:at|for)|"
    r"je travaille (?:chez|pour)|ich arbeite bei|van|from|of|de chez|von|bij|at|chez|bei)\b[:\s]*",
    re.IGNORECASE,
)
_BORDER = re.compile(r"[,;\n|]|\s[-–—/]\s|\s{3,}")
_MAIL_WORDS = re.compile(
    r"\b(?:mijn |my |mon |meine )?(?:e-?mail(?:adres|address|adresse)?|mail(?:adres)?|courriel)"
    r"\b(?:\s+(?:is|est|ist))?[:\s]*",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"[<>{}\[\]\\]|https?:", re.IGNORECASE)
MAX_LENGTH = 120


def missing(contact: Contact) -> tuple[str, ...]:
    """Which of organisation, name and email we do not have yet."""
    return tuple(f for f in ("organisation", "name", "email") if not getattr(contact, f))


def add_to(contact: Contact, text: str) -> tuple[Contact, bool]:
    """The contact with what this message adds, and whether it holds a broken e-mail address."""
    address, broken = _address(text)
    if address:
        contact = replace(contact, email=address)
    words = text
    for part in (find_address(text) or "", *([t for t in text.split() if "@" in t])):
        words = words.replace(part, "\n") if part else words
    for part in _parts(_MAIL_WORDS.sub("\n", words)):
        contact = _place(contact, part)
    return contact, broken and not address


def _address(text: str) -> tuple[str, bool]:
    found = find_address(text)
    if not found:
        return "", looks_like_address(text)
    try:
        return parse_address(found), False
    except BadAddress:
        return "", True


def _parts(text: str) -> list[str]:
    parts = [p.strip(" .:<>\"'\t") for p in _BORDER.split(text)]
    named = (p for p in parts if len(p) > 1 and any(c.isalpha() for c in p))
    return [p[:MAX_LENGTH] for p in named if not _NOT_A_NAME.search(p)]


def _place(contact: Contact, part: str) -> Contact:
    if said := _INTRODUCTION.match(part):
        name, _, organisation = _split_at_organisation(part[said.end() :])
        contact = replace(contact, name=name) if name else contact
        return replace(contact, organisation=organisation) if organisation else contact
    if said := _ORGANISATION.match(part):
        return replace(contact, organisation=part[said.end() :].strip() or contact.organisation)
    for field in ("organisation", "name"):
        if not getattr(contact, field):
            return replace(contact, **{field: part})
    return contact


def _split_at_organisation(text: str) -> tuple[str, str, str]:
    found = _ORGANISATION.search(text)
    if not found or found.start() == 0:
        return text.strip(), "", ""
    # "van den Berg" is a name, "van de gemeente" an organisation.
    if found.group().strip().lower() in {"van", "de chez", "von", "of", "at"} and not re.search(
        r"\b(?:gemeente|stichting|bedrijf|city|bv|b\.v\.|nv|gmbh|mairie|ville|stadt|universi\w+|"
        r"ministerie|provincie|school|ziekenhuis|bank|hotel)\b",
        text[found.end() :],
        re.IGNORECASE,
    ):
        return text.strip(), "", ""
    return text[: found.start()].strip(" ,"), found.group(), text[found.end() :].strip()
