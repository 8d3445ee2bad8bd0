"""Sister platforms: how they are asked, and where what they say is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from matchbot.core.sister import Card, Sister, SisterOffering


class Feed(Protocol):
    """A feed whose signature was good: how many offerings it says it holds, and its figures."""

    @property
    def etag(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def figures(self) -> Mapping[str, Any]: ...
    @property
    def refused(self) -> int:
        """Rows so far that were not good."""
        ...

    def offerings(self) -> Iterator[SisterOffering]:
        """The good rows, as they are read. Raises SisterTrouble."""
        ...


class SisterSource(Protocol):
    """Asks other platforms. Every method raises SisterTrouble."""

    def name(self, url: str) -> str:
        """The id of the platform at this address."""
        ...

    def key_id(self, key: str) -> str:
        """The short name of a public key."""
        ...

    def card(self, url: str) -> Card:
        """What the platform says of itself."""
        ...

    def feed(self, sister: Sister, card: Card) -> AbstractContextManager[Feed | None]:
        """Its feed, checked against the pinned key; None when it is as it was last time."""
        ...


class Sisters(Protocol):
    """What is known of sister platforms, with their offerings apart from ours."""

    def all(self) -> list[Sister]:
        """By name of their host."""
        ...

    def get(self, id: str) -> Sister | None: ...

    def save(self, sister: Sister) -> None: ...

    def begin(self, id: str) -> int:
        """The number of a new edition of this sister's offerings; any other begun is given up."""
        ...

    def add(self, id: str, edition: int, offerings: Sequence[SisterOffering]) -> bool:
        """Put rows into an edition; False when another was begun meanwhile."""
        ...

    def settle(self, sister: Sister, edition: int) -> bool:
        """Show this edition and no other; False when another was begun meanwhile."""
        ...

    def forget(self, id: str) -> None:
        """Take out all offerings of a sister; what is known of itself stays."""
        ...

    def offerings(self, id: str) -> list[SisterOffering]:
        """The offerings that are shown of a sister, by id."""
        ...
