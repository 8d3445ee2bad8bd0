"""What the window keeps beside the catalogue: teams, chats, photos, applications, trail, allowances."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from matchbot.core.application import Application, ApplicationState
from matchbot.flows.records import AuditLine, LinkedChat, Photo


class Teams(Protocol):
    """Who may act for a WISE, beside its registered address."""

    def of(self, wise: str) -> list[str]:
        """Addresses, in order."""
        ...

    def wises_of(self, address: str) -> list[str]: ...

    def add(self, wise: str, address: str, now: datetime) -> bool:
        """False when the address was in already."""
        ...

    def remove(self, wise: str, address: str) -> bool: ...


class Chats(Protocol):
    """Chats in which somebody acts for WISEs or the platform."""

    def get(self, channel: str, chat: str) -> LinkedChat | None: ...

    def of(self, addresses: Collection[str]) -> list[LinkedChat]:
        """The chats of these mail addresses."""
        ...

    def save(self, chat: LinkedChat) -> None:
        """Add it, or write over what is known of this chat."""
        ...

    def remove(self, channel: str, chat: str) -> bool:
        """False when it was not linked."""
        ...


class Photos(Protocol):
    """The photo of an offering; at most one each."""

    def get(self, offering: str) -> Photo | None: ...

    def body(self, hash: str) -> bytes | None: ...

    def alts(self, offerings: Collection[str]) -> dict[str, tuple[str, str]]:
        """(hash, alt text) of those that have one."""
        ...

    def put(self, photo: Photo) -> None: ...

    def remove(self, offering: str) -> None: ...


class Applications(Protocol):
    """WISEs that want to join."""

    def add(self, application: Application) -> None: ...

    def get(self, id: str) -> Application | None: ...

    def save(self, application: Application, before: ApplicationState) -> bool:
        """Write if the stored state is still `before`; else False."""
        ...

    def find(self, states: Collection[ApplicationState], limit: int = 100) -> list[Application]:
        """Oldest first."""
        ...

    def open_of(self, email: str) -> Application | None:
        """The one of this address that is not decided."""
        ...

    def told_in(self, conversation_id: str) -> Application | None:
        """The newest that was told in this conversation."""
        ...


class AuditTrail(Protocol):
    """Who did what; lines are only ever added."""

    def add(self, line: AuditLine) -> None: ...

    def newest(self, limit: int = 100, text: str = "") -> list[AuditLine]:
        """Newest first; with `text`, those that hold it."""
        ...


class Allowances(Protocol):
    """How often somebody may do something within a period."""

    def take(self, what: str, who: str, period: str, most: int, now: datetime) -> bool:
        """Count once more; False when that is above `most`."""
        ...

    def forget(self, before: datetime) -> int:
        """Drop what was counted before; how many rows."""
        ...
