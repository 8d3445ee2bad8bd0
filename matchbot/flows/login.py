"""Logging in by a mailed link: for WISEs and their teams, and for the platform's own people.

There are no passwords. A session is a key like any other: its word is in a cookie, its hash with
us. What its owner may do is looked up each time, so that whoever leaves a team is out at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from matchbot.core.addresses import parse_address, same_address
from matchbot.core.keys import hash_key
from matchbot.core.scopes import SCOPES, Scope
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key, post
from matchbot.flows.people import open_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter

LINK_HOLDS = timedelta(minutes=15)
SESSION_HOLDS = timedelta(days=7)
#: So many links an address gets in an hour.
LINKS_AN_HOUR = 5


@dataclass(frozen=True)
class Member:
    """Who acts: an address, the WISEs it may act for, its scope on the platform, and where it acts."""

    address: str
    wises: tuple[str, ...] = ()
    scope: Scope | None = None
    channel: str = "web"


def ask_login(office: Office, email: str, language: str) -> None:
    """Mail a link, if this address may log in; nothing tells the one who asks. Raises BadAddress."""
    given, now = parse_address(email), office.clock.now()
    address = same_address(given)
    hour = now.strftime("%Y-%m-%dT%H")
    with office.store.begin() as tx:
        if not tx.allowances.take("login", hash_key(address), hour, LINKS_AN_HOUR, now):
            return
        if not _known(member_at(tx, office, address)):
            return
        word = make_key(tx, office, "login", address, now, holds=LINK_HOLDS)
        facts = {"link": office.link(f"login/{word}")}
        post(
            tx, office, Letter("login", language, _as_registered(tx, office, address), facts), now,
            purpose="confirmation", dedupe_key=f"login:{hash_key(word)}",
            expires_at=now + LINK_HOLDS,
        )  # fmt: skip


def _as_registered(tx: Transaction, office: Office, address: str) -> str:
    """The address in the spelling that we hold: a mailbox may tell small letters from capitals."""
    wises = [w for id in tx.catalogue.wises_at(address) for w in _wise_emails(tx, id)]
    known = (*wises, *(a for scope in SCOPES for a in office.rules.addresses_of(scope)))
    return next((there for there in known if there.lower() == address), address)


def _wise_emails(tx: Transaction, id: str) -> list[str]:
    return [wise.email for wise in tx.catalogue.of_wise(id).wises.values()]


def open_login(office: Office, word: str) -> str:
    """The address that a link would log in. Reads only. Raises KeyRefused."""
    with office.store.read() as tx:
        return _unspent(tx, office, word)


def _unspent(tx: Transaction, office: Office, word: str) -> str:
    key = open_key(tx, office, word, "login")
    if key.spent_at is not None:
        raise KeyRefused("expired")
    return key.subject


def log_in(office: Office, word: str) -> str:
    """Spend the link; the word of a new session. Raises KeyRefused, also for the second use."""
    now = office.clock.now()
    with office.store.begin() as tx:
        address = _unspent(tx, office, word)
        if not tx.keys.spend(hash_key(word), now):
            raise KeyRefused("expired")
        return make_key(tx, office, "session", address, now, holds=SESSION_HOLDS)


def log_out(office: Office, session: str) -> None:
    """The session opens nothing any more."""
    with office.store.begin() as tx:
        tx.keys.spend(hash_key(session), office.clock.now())


def member_of(office: Office, session: str) -> Member | None:
    """Who is logged in with this word; None when nobody is. Reads only."""
    with office.store.read() as tx:
        key = tx.keys.get(hash_key(session))
        if key is None or key.purpose != "session" or key.spent_at is not None:
            return None
        if key.expires_at is None or office.clock.now() > key.expires_at:
            return None
        member = member_at(tx, office, key.subject)
    return member if _known(member) else None


def member_at(tx: Transaction, office: Office, address: str) -> Member:
    """What an address may act for, as things stand."""
    wises = {*tx.catalogue.wises_at(address), *tx.teams.wises_of(address)}
    for scope in SCOPES:
        if address in {there.lower() for there in office.rules.addresses_of(scope)}:
            return Member(address, tuple(sorted(wises)), scope)
    return Member(address, tuple(sorted(wises)))


def _known(member: Member) -> bool:
    return bool(member.wises or member.scope)
