"""What is neither store nor rule: time, luck, words, letters, the journal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from matchbot.core.said import Said
from matchbot.flows.records import (
    Letter,
    WrittenLetter,
)


class Journal(Protocol):
    """Copies of our own letters: proof that the relay took them."""

    def copies(self, since: datetime) -> Collection[str] | None:
        """Message-IDs of the copies that arrived since then; None when nobody can tell now."""
        ...


class Meter(Protocol):
    """Counts and measures what happens, for those who look after the platform."""

    def turn(self, channel: str, seconds: float, *, ranked: bool, abstained: bool) -> None:
        """A turn was thought about for so long; `abstained`: nothing fitted."""
        ...

    def answer(self, channel: str, result: str, code: str) -> None:
        """The outside answered to an attempt: what it came to, and the reply code if any."""
        ...


class Unmetered:
    """Counts nothing: for commands, which are over before anybody looks."""

    def turn(self, channel: str, seconds: float, *, ranked: bool, abstained: bool) -> None:
        """Nobody looks."""

    def answer(self, channel: str, result: str, code: str) -> None:
        """Nobody looks."""


class Clock(Protocol):
    """What time it is. The demo's clock can be moved; tests hold it still."""

    def now(self) -> datetime:
        """The present, timezone-aware, in UTC."""
        ...


class Luck(Protocol):
    """Ids, key words and codes nobody can guess; tests make them predictable."""

    def id(self) -> str:
        """A new id that sorts by time of making."""
        ...

    def word(self) -> str:
        """A key word of 128 random bits, URL-safe."""
        ...

    def code(self) -> str:
        """Six digits."""
        ...


class Wording(Protocol):
    """Turns what is said into text of a language."""

    def text(self, said: Said, language: str) -> str: ...

    def languages(self) -> Iterable[str]: ...


class LetterWriter(Protocol):
    """Writes letters from the templates in the repository."""

    def write(self, letter: Letter, now: datetime) -> WrittenLetter: ...

    def chat_text(self, letter: Letter) -> str:
        """The letter as one chat message."""
        ...
