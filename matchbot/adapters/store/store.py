"""The store: one database, one platform, transactions over all its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine

from matchbot.adapters.store.changes import Changes
from matchbot.adapters.store.engine import make_engine, parse_url, reachable, without_password
from matchbot.adapters.store.migrations import migrate
from matchbot.adapters.store.repositories.catalogue import SqlCatalogue
from matchbot.adapters.store.repositories.conversations import SqlConversations
from matchbot.adapters.store.repositories.inbox import SqlInbox
from matchbot.adapters.store.repositories.insight import SqlInsight
from matchbot.adapters.store.repositories.leads import SqlLeads, SqlNeeds
from matchbot.adapters.store.repositories.outbox import SqlOutbox
from matchbot.adapters.store.repositories.people import SqlPeople
from matchbot.adapters.store.repositories.running import (
    SqlKeys,
    SqlMemory,
    SqlRuns,
    SqlSuppressions,
    SqlTasks,
)
from matchbot.adapters.store.repositories.sisters import SqlSisters
from matchbot.adapters.store.repositories.subscriptions import SqlSubscriptions
from matchbot.adapters.store.repositories.vocabulary import SqlVocabulary
from matchbot.adapters.store.repositories.window import (
    SqlAllowances,
    SqlApplications,
    SqlAuditTrail,
    SqlChats,
    SqlPhotos,
    SqlTeams,
)
from matchbot.adapters.store.retention import SqlRetention
from matchbot.adapters.store.work import Work
from matchbot.flows.ports import Transaction


class SqlTransaction:
    """One transaction over all tables."""

    def __init__(self, work: Work) -> None:
        self.conversations = SqlConversations(work)
        self.people = SqlPeople(work)
        self.needs = SqlNeeds(work)
        self.leads = SqlLeads(work)
        self.outbox = SqlOutbox(work)
        self.inbox = SqlInbox(work)
        self.subscriptions = SqlSubscriptions(work)
        self.keys = SqlKeys(work)
        self.runs = SqlRuns(work)
        self.catalogue = SqlCatalogue(work)
        self.vocabulary = SqlVocabulary(work)
        self.sisters = SqlSisters(work)
        self.insight = SqlInsight(work)
        self.suppressions = SqlSuppressions(work)
        self.tasks = SqlTasks(work)
        self.memory = SqlMemory(work)
        self.teams = SqlTeams(work)
        self.chats = SqlChats(work)
        self.photos = SqlPhotos(work)
        self.applications = SqlApplications(work)
        self.audit = SqlAuditTrail(work)
        self.allowances = SqlAllowances(work)
        self.retention = SqlRetention(work, self.people)


class SqlStore:
    """Where everything of one platform is kept: SQLite or PostgreSQL. Safe for many threads."""

    def __init__(self, engine: Engine, url: URL, platform: str) -> None:
        self._engine = engine
        self._url = url
        self.platform = platform

    @classmethod
    def open(cls, url: str, platform: str) -> SqlStore:
        """Connect and bring the tables up to date; makes a SQLite file and its folder.

        Raises StoreError for a wrong URL, a database that is away, or one of a newer version.
        """
        parsed = parse_url(url)
        engine = make_engine(parsed)
        try:
            with reachable(parsed):
                migrate(engine, parsed)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, parsed, platform)

    @property
    def url_without_password(self) -> str:
        """Where this store is, as it may be shown."""
        return without_password(self._url)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite store; None where a server keeps it."""
        on_sqlite = self._url.get_backend_name() == "sqlite"
        return Path(str(self._url.database)).absolute() if on_sqlite else None

    def changes(self) -> Changes:
        """What tells when to look for a changed catalogue."""
        return Changes(self._engine)

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A writing transaction: commits at the end, rolls back when an exception leaves it."""
        with reachable(self._url):
            with self._engine.begin() as connection:
                transaction = SqlTransaction(Work(connection, self.platform, writing=True))
                yield transaction
            if transaction.people.erased:
                self._empty_log()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A reading transaction: sees one moment, never waits for writers, cannot write."""
        with reachable(self._url), self._engine.connect() as plain:
            connection = self._reading(plain)
            with connection.begin():
                yield SqlTransaction(Work(connection, self.platform, writing=False))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _reading(self, connection: Connection) -> Connection:
        if connection.dialect.name == "postgresql":
            return connection.execution_options(
                postgresql_readonly=True, isolation_level="REPEATABLE READ"
            )
        return connection.execution_options(reading=True)

    def _empty_log(self) -> None:
        """What was erased must not stay readable in SQLite's write-ahead log."""
        if self._engine.dialect.name == "sqlite":
            with closing(self._engine.raw_connection()) as plain:
                plain.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
