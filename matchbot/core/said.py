"""What is said, before anybody words it: a key of the wording catalogue and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Said:
    """One thing to say: `key` names a text of the catalogue, `facts` fill its {places}.

    Facts keep their type (date, Period, Place, Quantity, Budget, number, text, another Said, a
    tuple of these): the wording gives each the form of the language it speaks. A fact named
    `count` chooses between singular and plural.
    """

    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def say(key: str, **facts: Any) -> Said:
    """Short for Said(key, facts)."""
    return Said(key, facts)
