"""Keeps the present Knowledge, and swaps it when the catalogue in the store changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from matchbot.adapters.knowledge import changed_knowledge, shipped_vocabulary
from matchbot.adapters.sisters.elsewhere import build_elsewhere
from matchbot.core.knowledge import Knowledge
from matchbot.core.matching.declines import Decline
from matchbot.core.matching.learning import Learned, learn
from matchbot.core.offering import Catalogue
from matchbot.core.sister import Sister, SisterOffering
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.declines import declines_of_leads
from matchbot.flows.ports import Store, Transaction
from matchbot.flows.vocabulary import lessons_of_leads

#: So many changed offerings, and such a part of all, are put beside the others; more are worth
#: building all anew.
FEW, PART = 500, 0.1
#: So many seconds pass before declined leads are looked up again.
DECLINES_HOLD = 300.0


@dataclass(frozen=True)
class Held:
    """A Knowledge and what it was made from: offerings by hash, vocabulary, lessons, sisters' editions.

    `until`: when what WISEs declined is to be looked up again, on the process's clock.
    """

    version: int
    hashes: Mapping[str, str]
    imported: Vocabulary
    learned: Learned
    knowledge: Knowledge
    until: float
    sisters: Mapping[str, int]


@dataclass(frozen=True)
class Seen:
    """What the store holds now: of the offerings those `touched`, or all when that is None.

    `sisters` are the editions of sister platforms; `offered` is None where those are as before.
    """

    version: int
    hashes: Mapping[str, str]
    imported: Vocabulary
    learned: Learned
    catalogue: Catalogue
    touched: set[str] | None
    declines: Mapping[str, Sequence[Decline]]
    sisters: Mapping[str, int]
    offered: Sequence[tuple[Sister, Sequence[SisterOffering]]] | None


class KnowledgeKeeper:
    """Holds the present Knowledge. When the catalogue's version rises it takes in what changed.

    A few changed offerings are put beside the others, which takes well under a second. All is
    built anew after a large import, another vocabulary, or when accepted leads taught something:
    then the changed offerings are there before the lessons are.
    """

    def __init__(
        self,
        store: Store,
        build: Callable[[Catalogue, Vocabulary, Learned], Knowledge],
        now: Callable[[], datetime],
    ) -> None:
        self._store, self._build, self._now = store, build, now
        self._lock = threading.Lock()
        self._held: Held | None = None

    def __call__(self) -> Knowledge:
        """The present Knowledge; builds it at the first call."""
        return self._held.knowledge if self._held else self.refresh()

    def refresh(self) -> Knowledge:
        """The Knowledge of the catalogue as it is in the store now."""
        with self._lock:
            held = self._held
            with self._store.read() as tx:
                if held is not None and held.version == tx.catalogue.version():
                    return self._with_declines(tx, held)
                seen = self._look(tx, held)
            if held is not None and seen.touched is not None:
                self._held = _put_beside(held, seen)
                if self._held.learned == seen.learned:
                    return self._held.knowledge
                seen = replace(seen, catalogue=self._held.knowledge.catalogue)
            built = self._build(seen.catalogue, seen.imported, seen.learned)
            self._held = _holding(seen, seen.learned, built, held)
            return self._held.knowledge

    def _look(self, tx: Transaction, held: Held | None) -> Seen:
        imported, hashes = tx.vocabulary.load(), tx.catalogue.hashes()
        touched = _touched(held, imported, hashes)
        catalogue = tx.catalogue.load(None if touched is None else touched & hashes.keys())
        whole = catalogue
        if held is not None and touched is not None:
            before = held.knowledge.catalogue.offerings
            whole = replace(catalogue, offerings=before | catalogue.offerings)
        learned = _lessons(tx, whole, imported)
        declines = declines_of_leads(tx, self._now())
        version = tx.catalogue.version()
        sisters = [sister for sister in tx.sisters.all() if sister.taken]
        editions = {sister.id: sister.edition for sister in sisters}
        same = held is not None and held.sisters == editions
        offered = None if same else [(s, tx.sisters.offerings(s.id)) for s in sisters]
        return Seen(
            version, hashes, imported, learned, catalogue, touched, declines, editions, offered
        )

    def _with_declines(self, tx: Transaction, held: Held) -> Knowledge:
        """The same Knowledge; what WISEs declined is looked up anew every few minutes."""
        if time.monotonic() >= held.until:
            declines = declines_of_leads(tx, self._now())
            knowledge = held.knowledge
            if declines != knowledge.declines:
                knowledge = replace(knowledge, declines=declines)
            until = time.monotonic() + DECLINES_HOLD
            self._held = held = replace(held, knowledge=knowledge, until=until)
        return held.knowledge


def _put_beside(held: Held, seen: Seen) -> Held:
    """What changed is there at once; the lessons stay those of before."""
    removed = (seen.touched or set()) - seen.hashes.keys()
    changed = changed_knowledge(held.knowledge, seen.catalogue, removed)
    return _holding(seen, held.learned, changed, held)


def _holding(seen: Seen, learned: Learned, knowledge: Knowledge, before: Held | None) -> Held:
    until = time.monotonic() + DECLINES_HOLD
    if seen.offered is not None:
        elsewhere = build_elsewhere(seen.offered, knowledge)
    else:
        elsewhere = before.knowledge.elsewhere if before else None
    told = replace(knowledge, declines=seen.declines, elsewhere=elsewhere)
    return Held(seen.version, seen.hashes, seen.imported, learned, told, until, seen.sisters)


def _touched(held: Held | None, imported: Vocabulary, hashes: Mapping[str, str]) -> set[str] | None:
    """Ids of the offerings that came, changed or went; None when all must be built anew."""
    if held is None or held.imported != imported:
        return None
    differing = {id for id, _ in held.hashes.items() ^ hashes.items()}
    return differing if len(differing) <= min(FEW, PART * len(held.hashes)) else None


def _lessons(tx: Transaction, catalogue: Catalogue, imported: Vocabulary) -> Learned:
    vocabulary = shipped_vocabulary().with_more(imported)
    return learn(Learned(), lessons_of_leads(tx, catalogue, vocabulary))
