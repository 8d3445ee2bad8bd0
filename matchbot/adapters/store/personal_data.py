"""Whose rows are whose: every table either hangs on persons or is nobody's.

`OWNED` says of each table which of its rows hang on a person and what becomes of them when the
person is erased; a test fails when a table stands in neither `OWNED` nor `NOBODYS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, delete, or_, select, tuple_

from matchbot.adapters.store.columns import as_json, table_of
from matchbot.adapters.store.tables import (
    AllowanceRow,
    ApplicationRow,
    AuditLineRow,
    CatalogueVersionRow,
    ConversationRow,
    DigestRow,
    HiddenOfferingRow,
    IdentityRow,
    InboxCursorRow,
    InboxRow,
    LabelRow,
    LeadEventRow,
    LeadRow,
    LinkedChatRow,
    LinkKeyRow,
    MemoryRow,
    NeedRow,
    OfferingRow,
    OutboxRow,
    PeopleFigureRow,
    PersonRow,
    PhotoRow,
    ScheduleRunRow,
    SisterOfferingRow,
    SisterRow,
    SubscriptionRow,
    SuppressionRow,
    TaskRow,
    TeamMemberRow,
    UtteranceRow,
    VocabularyEntryRow,
    WiseRow,
)
from matchbot.adapters.store.work import Work
from matchbot.core.lead import Contact
from matchbot.core.need import Need

_PERSON = table_of(PersonRow)
_IDENTITY = table_of(IdentityRow)
_CONVERSATION = table_of(ConversationRow)
_UTTERANCE = table_of(UtteranceRow)
_LINK_KEY = table_of(LinkKeyRow)
_NEED = table_of(NeedRow)
_LEAD = table_of(LeadRow)
_LEAD_EVENT = table_of(LeadEventRow)
_OUTBOX = table_of(OutboxRow)
_INBOX = table_of(InboxRow)
_SUBSCRIPTION = table_of(SubscriptionRow)
_DIGEST = table_of(DigestRow)
_TASK = table_of(TaskRow)
_WISE = table_of(WiseRow)
_TEAM = table_of(TeamMemberRow)
_CHAT = table_of(LinkedChatRow)
_APPLICATION = table_of(ApplicationRow)
_AUDIT = table_of(AuditLineRow)


@dataclass(frozen=True)
class Traces:
    """By what a person's rows are known: ids, addresses as (channel, address), threads.

    `letters` told WISEs of the person's leads, `wises` are those WISEs' addresses.
    """

    person: str
    addresses: tuple[tuple[str, str], ...] = ()
    conversations: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    wises: tuple[str, ...] = ()
    subscriptions: tuple[str, ...] = ()

    @property
    def mail(self) -> tuple[str, ...]:
        """The person's mail addresses, as given and in small letters."""
        given = {address for channel, address in self.addresses if channel == "mail"}
        return (*given, *(address.lower() for address in given))

    @property
    def threads(self) -> tuple[str, ...]:
        """Names that a thread of the inbox may have for this person."""
        plain = {address for _, address in self.addresses}
        full = {f"{channel}:{address}" for channel, address in self.addresses}
        return (*plain, *full, *self.conversations)

    @property
    def subjects(self) -> tuple[str, ...]:
        """What a task or a key may be about when it is about this person."""
        return (self.person, *self.threads, *self.leads, *self.subscriptions)


Rows = Callable[[Traces], ColumnElement[bool]]
Emptied = Mapping[str, Any]


@dataclass(frozen=True)
class Owned:
    """A table that hangs on persons: which rows, and the values that empty them.

    `emptied` None: the rows go. `kept` turns the JSON values that stay in part.
    """

    table: Table
    rows: Rows
    emptied: Emptied | None = None
    kept: Callable[[Any], Any] | None = None


def _at_addresses(channel: Any, address: Any, traces: Traces) -> ColumnElement[bool]:
    return tuple_(channel, address).in_(traces.addresses)


def _names_leads(traces: Traces) -> ColumnElement[bool]:
    """Letters to the person's WISEs that may tell of several leads, theirs among them.

    Lead letters still on their way were written anew without this person's lead.
    """
    past = _O.state.in_(("sent", "failed", "unresolved", "cancelled", "expired"))
    told = or_(_O.purpose.in_(("lead_reminder", "digest_wise")), and_(_O.purpose == "lead", past))
    return and_(_O.channel == "mail", _O.recipient.in_(traces.wises), told)


def _without_words(need: Need) -> Need:
    """The need as far as it can be counted and tells of nobody."""
    return replace(need, text="", what="", place=None, without=())


_O = _OUTBOX.c
_POST_EMPTIED: Emptied = {
    "recipient": "",
    "body": b"",
    "sender": "",
    "answer": "",
    "reason": "erased",
    "person_id": "",
    "subscription_id": "",
    "lease_owner": "",
    "lease_until": None,
    # Nothing of it may leave any more; of what may have left nothing can be found out.
    "state": case(
        (_O.state.in_(("queued", "claimed")), "cancelled"),
        (_O.state.in_(("sending", "in_doubt")), "unresolved"),
        else_=_O.state,
    ),
}
_RAW_EMPTIED: Emptied = {
    "raw": b"",
    "thread": "",
    "reason": "erased",
    "state": case((_INBOX.c.state == "received", "ignored"), else_=_INBOX.c.state),
}

#: In the order of erasing: what hangs on other rows comes first.
OWNED: tuple[Owned, ...] = (
    Owned(_UTTERANCE, lambda t: _UTTERANCE.c.conversation_id.in_(t.conversations)),
    Owned(_CONVERSATION, lambda t: _CONVERSATION.c.id.in_(t.conversations)),
    Owned(_LEAD_EVENT, lambda t: _LEAD_EVENT.c.lead_id.in_(t.leads), {"facts": {}}),
    Owned(
        _OUTBOX,
        lambda t: or_(
            _O.person_id == t.person,
            _O.lead_id.in_(t.leads),
            _O.subscription_id.in_(t.subscriptions),
            _at_addresses(_O.channel, _O.recipient, t),
            _O.id.in_(t.letters),
            _names_leads(t),
        ),
        _POST_EMPTIED,
    ),
    Owned(_INBOX, lambda t: _INBOX.c.thread.in_(t.threads), _RAW_EMPTIED),
    Owned(_TASK, lambda t: _TASK.c.subject.in_(t.subjects)),
    Owned(
        _LINK_KEY,
        lambda t: or_(
            _LINK_KEY.c.person_id == t.person,
            and_(_LINK_KEY.c.purpose != "lead", _LINK_KEY.c.subject.in_(t.subjects)),
        ),
    ),
    Owned(
        _NEED,
        lambda t: or_(_NEED.c.person_id == t.person, _NEED.c.conversation_id.in_(t.conversations)),
        {"person_id": "", "conversation_id": ""},
        _without_words,
    ),
    Owned(
        _LEAD,
        lambda t: _LEAD.c.id.in_(t.leads),
        {
            "person_id": "",
            "conversation_id": "",
            "contact": Contact(),
            "reason": "",
            "note": "",
            "outcome_note": "",
            "follow_up_at": None,
        },
        _without_words,
    ),
    Owned(_TEAM, lambda t: _TEAM.c.address.in_(t.mail)),
    Owned(
        _CHAT,
        lambda t: or_(_CHAT.c.address.in_(t.mail), _at_addresses(_CHAT.c.channel, _CHAT.c.chat, t)),
    ),
    Owned(_APPLICATION, lambda t: _APPLICATION.c.email.in_(t.mail)),
    # What was done stays to be seen, without who did it and without words.
    Owned(
        _AUDIT,
        lambda t: or_(_AUDIT.c.actor.in_(t.mail), _AUDIT.c.subject.in_(t.mail)),
        {"actor": "", "subject": "", "text": ""},
    ),
    Owned(_DIGEST, lambda t: _DIGEST.c.person_id == t.person),
    Owned(_SUBSCRIPTION, lambda t: _SUBSCRIPTION.c.id.in_(t.subscriptions)),
    Owned(_IDENTITY, lambda t: _IDENTITY.c.person_id == t.person),
    Owned(_PERSON, lambda t: _PERSON.c.id == t.person),
)

#: Tables without a person: catalogue and vocabulary, the clock, hashes, the platform's own values.
NOBODYS: tuple[Table, ...] = tuple(
    table_of(model)
    for model in (
        WiseRow,
        OfferingRow,
        PeopleFigureRow,
        LabelRow,
        CatalogueVersionRow,
        HiddenOfferingRow,
        PhotoRow,
        AllowanceRow,
        VocabularyEntryRow,
        ScheduleRunRow,
        SuppressionRow,
        MemoryRow,
        InboxCursorRow,
        SisterRow,
        SisterOfferingRow,
    )
)


def trace(work: Work, person_id: str) -> Traces:
    """Follow a person through the tables."""

    def found(table: Table, column: str, *where: ColumnElement[bool]) -> tuple[str, ...]:
        query = select(table.c[column]).where(work.mine(table), or_(*where))
        return tuple(work.run(query).scalars())

    at = _IDENTITY.c
    query = work.query(_IDENTITY, at.person_id == person_id)
    addresses = tuple((row["channel"], row["address"]) for row in work.all(query))
    traces = Traces(person_id, addresses)
    talks, leads = _CONVERSATION.c, _LEAD.c
    traces = replace(
        traces,
        conversations=found(
            _CONVERSATION,
            "id",
            talks.person_id == person_id,
            _at_addresses(talks.channel, talks.address, traces),
        ),
        subscriptions=found(_SUBSCRIPTION, "id", _SUBSCRIPTION.c.person_id == person_id),
    )
    in_talks = leads.conversation_id.in_(traces.conversations)
    theirs = (leads.person_id == person_id, in_talks)
    letters = {id for id in found(_LEAD, "letter_id", *theirs) if id}
    wises = set(found(_LEAD, "wise_id", *theirs))
    return replace(
        traces,
        leads=found(_LEAD, "id", *theirs),
        letters=tuple(letters),
        wises=found(_WISE, "email", _WISE.c.id.in_(wises)),
    )


def export(work: Work, person_id: str) -> dict[str, list[dict[str, Any]]]:
    """Every row that hangs on this person, by table, ready to be written as JSON."""
    traces = trace(work, person_id)
    tables = {}
    for owned in OWNED:
        rows = work.all(work.query(owned.table, owned.rows(traces)))
        if rows:
            tables[owned.table.name] = [
                {name: _shown(value) for name, value in row.items()} for row in rows
            ]
    return tables


def erase(work: Work, person_id: str) -> int:
    """Delete or empty every row that hangs on this person; how many rows it touched.

    Leads, needs and outbox rows stay to be counted, without a word of or about the person.
    """
    traces = trace(work, person_id)
    return sum(_erase(work, owned, traces) for owned in OWNED)


def _erase(work: Work, owned: Owned, traces: Traces) -> int:
    table = owned.table
    mine = (work.mine(table), owned.rows(traces))
    if owned.emptied is None:
        return work.run(delete(table).where(*mine)).rowcount
    if owned.kept is not None:
        for row in work.all(work.query(table, owned.rows(traces))):
            work.change(table, {"need": owned.kept(row["need"])}, table.c.id == row["id"])
    return work.change(table, owned.emptied, owned.rows(traces))


def _shown(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return as_json(type(value), value)
