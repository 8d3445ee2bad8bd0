"""What the platform itself keeps: keys, runs of the clock, the catalogue, tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from matchbot.core.keys import Key
from matchbot.core.offering import Catalogue
from matchbot.core.retention import Cutoffs
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.records import (
    AcceptedLead,
    CatalogueChange,
    Task,
    VocabularyChange,
)


class Keys(Protocol):
    """Keys of links, stored as hashes."""

    def add(self, key: Key) -> None: ...

    def add_all(self, keys: Sequence[Key]) -> None: ...

    def get(self, hash: str) -> Key | None: ...

    def newest(self, purpose: str, subject: str) -> Key | None:
        """The key that was made last for this."""
        ...

    def spend(self, hash: str, now: datetime) -> bool:
        """True for the one who spends it; False when it was spent before or is not there."""
        ...


class Runs(Protocol):
    """The clock's table: the insert of (job, period) is the right to run."""

    def start(self, job: str, period: str, now: datetime) -> bool: ...

    def lease(self, job: str, period: str, owner: str, now: datetime, until: datetime) -> bool:
        """The right to run: begun by nobody, or left unfinished by one whose lease is over."""
        ...

    def free(self, job: str, period: str, owner: str) -> None:
        """Give an unfinished run up, so that it may be taken again at once."""
        ...

    def finish(
        self, job: str, period: str, now: datetime, facts: Mapping[str, Any] | None = None
    ) -> None: ...

    def finished(self, job: str, period: str) -> bool:
        """Whether this run came to its end."""
        ...

    def last(self, job: str) -> tuple[str, datetime] | None:
        """Period and start of the newest run of a job."""
        ...

    def unfinished(self, job: str) -> list[str]:
        """Periods that were started and not finished, oldest first."""
        ...


class CatalogueRows(Protocol):
    """The catalogue in the database."""

    def load(self, only: Collection[str] | None = None) -> Catalogue:
        """All that shows, hidden offerings left out; with `only`, no other offerings than these."""
        ...

    def of_wise(self, wise: str) -> Catalogue:
        """One WISE with all that is its own, hidden offerings too."""
        ...

    def wises_at(self, address: str) -> list[str]:
        """The WISEs that are registered with this address, however it is written."""
        ...

    def wise_of(self, offering: str) -> str | None:
        """Whose offering has this id; None when nobody's does."""
        ...

    def hidden(self, wise: str = "") -> dict[str, str]:
        """Offerings that do not show (of one WISE or of all) and why."""
        ...

    def hide(self, offering: str, why: str, now: datetime) -> None: ...

    def show(self, offering: str, now: datetime) -> bool:
        """Let it show again; one that waited counts as new from now. False if it was not hidden."""
        ...

    def version(self) -> int:
        """Rises with every change of the catalogue, ours or a sister's."""
        ...

    def rise(self) -> None:
        """Let it rise: something beside our own offerings changed."""
        ...

    def hashes(self) -> dict[str, str]:
        """The hash of what each offering that shows says, by its id: two that differ say different things."""
        ...

    def put(self, catalogue: Catalogue, now: datetime) -> CatalogueChange:
        """Insert or update all rows given; what is not given stays."""
        ...

    def changed_since(self, since: datetime, until: datetime) -> dict[str, datetime]:
        """When offerings were first seen or changed: of those after `since`, up to `until`."""
        ...


class VocabularyRows(Protocol):
    """What was imported beside the shipped vocabulary, and what accepted leads can teach."""

    def load(self) -> Vocabulary: ...

    def put(self, vocabulary: Vocabulary) -> VocabularyChange:
        """Insert or update all kinds and codes given; what is not given stays."""
        ...

    def forget(self) -> int:
        """Take all imported kinds and codes out; how many there were."""
        ...

    def accepted(self) -> list[AcceptedLead]:
        """Needs that a WISE said yes to, with the offering they were about."""
        ...


class Suppressions(Protocol):
    """Addresses that must not be written to, as keyed hashes, with the reason."""

    def add(self, hash: str, reason: str, now: datetime) -> None: ...

    def has(self, hash: str) -> bool: ...

    def count(self, mark: str) -> int:
        """How many are known by another name than one that begins with this mark."""
        ...

    def among(self, hashes: Collection[str]) -> dict[str, str]:
        """Those that are suppressed, with the reason; so until the end of a writing transaction."""
        ...

    def lift(self, hashes: Collection[str]) -> None:
        """They may be written to again."""
        ...


class Tasks(Protocol):
    """What waits for the platform's staff."""

    def add(self, task: Task) -> None: ...

    def open(self, limit: int = 100) -> list[Task]: ...

    def close(self, id: str, now: datetime) -> None: ...


class RetentionOfRows(Protocol):
    """Forgets what was kept long enough."""

    def forget(self, old: Cutoffs, limit: int) -> dict[str, int]:
        """At most `limit` rows of each kind; how many rows of each."""
        ...


class Memory(Protocol):
    """Small named values (the demo's clock, the secret made at first start)."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...
