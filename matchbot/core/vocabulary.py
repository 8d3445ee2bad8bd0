"""The vocabulary: kinds of work that people buy, and the everyday words for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """A kind of work: labels and everyday words by language, CPV codes, kinds that are near."""

    id: str
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cpv: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The label in `language`, else in English, else the id."""
        return self.labels.get(language) or self.labels.get("en") or self.id


@dataclass(frozen=True)
class CpvCode:
    """One code of the EU's Common Procurement Vocabulary with its labels by language."""

    code: str
    labels: Mapping[str, str]
    parent: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Kinds by id, in order, and optionally the official CPV codes as enrichment."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    cpv: Mapping[str, CpvCode] = field(default_factory=dict)

    def with_more(self, more: Vocabulary) -> Vocabulary:
        """This vocabulary with the kinds and codes of another; the other's win."""
        return Vocabulary({**self.kinds, **more.kinds}, {**self.cpv, **more.cpv})
