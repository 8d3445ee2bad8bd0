"""What is dear to make is held for a while, so that nobody can make the site count all day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass
class Held(Generic[Value]):
    """Values by name, each good for a while; the oldest goes when there are too many."""

    good_for: timedelta = timedelta(minutes=10)
    most: int = 32
    _held: dict[object, tuple[datetime, Value]] = field(default_factory=dict)

    def get(self, name: object, now: datetime, make: Callable[[], Value]) -> Value:
        """The value of this name, made anew when it is too old."""
        found = self._held.get(name)
        if found is not None and abs(now - found[0]) < self.good_for:
            return found[1]
        if len(self._held) >= self.most:
            self._held.pop(next(iter(self._held)))
        value = make()
        self._held[name] = (now, value)
        return value
