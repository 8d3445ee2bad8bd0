"""Where everything is kept: one transaction over all tables."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from matchbot.flows.ports.insight import Insight
from matchbot.flows.ports.people import Conversations, Leads, Needs, People
from matchbot.flows.ports.post import Inbox, Outbox, Subscriptions
from matchbot.flows.ports.running import (
    CatalogueRows,
    Keys,
    Memory,
    RetentionOfRows,
    Runs,
    Suppressions,
    Tasks,
    VocabularyRows,
)
from matchbot.flows.ports.sisters import Sisters
from matchbot.flows.ports.window import Allowances, Applications, AuditTrail, Chats, Photos, Teams


class Transaction(Protocol):
    """One transaction over all tables; everything or nothing of it is written."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def people(self) -> People: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def leads(self) -> Leads: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def subscriptions(self) -> Subscriptions: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def runs(self) -> Runs: ...
    @property
    def catalogue(self) -> CatalogueRows: ...
    @property
    def vocabulary(self) -> VocabularyRows: ...
    @property
    def sisters(self) -> Sisters: ...
    @property
    def insight(self) -> Insight: ...
    @property
    def suppressions(self) -> Suppressions: ...
    @property
    def tasks(self) -> Tasks: ...
    @property
    def memory(self) -> Memory: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def chats(self) -> Chats: ...
    @property
    def photos(self) -> Photos: ...
    @property
    def applications(self) -> Applications: ...
    @property
    def audit(self) -> AuditTrail: ...
    @property
    def allowances(self) -> Allowances: ...
    @property
    def retention(self) -> RetentionOfRows: ...


class Store(Protocol):
    """Where everything is kept. No thinking and no network inside a transaction."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """A writing transaction: commits at the end, rolls back when an exception leaves it."""
        ...

    def read(self) -> AbstractContextManager[Transaction]:
        """A reading transaction: never waits for writers, must not write."""
        ...
