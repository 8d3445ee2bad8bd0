"""How fast a week's digests are made: every subscriber's ranked, rendered and stored."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from matchbot.adapters.knowledge import build_knowledge, make_embedder
from matchbot.adapters.letters import MimeLetterWriter
from matchbot.adapters.luck import SystemLuck
from matchbot.adapters.shipped import shipped
from matchbot.adapters.store import SqlStore
from matchbot.adapters.wording import GettextWording
from matchbot.core.knowledge import Knowledge
from matchbot.core.offering import Catalogue
from matchbot.core.person import Person
from matchbot.core.subscription import Consent, Subscription, Wish
from matchbot.flows.digest import send_digests
from matchbot.flows.office import Office

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SEED = 7
LANGUAGES = ("nl", "nl", "nl", "nl", "en", "en", "fr", "de")
#: How many ask for everything, name a kind, or use words of their own; the rest does both.
EVERYTHING, BY_KIND = 0.25, 0.6
PLACES = (
    "Amsterdam", "Amsterdam-Noord", "Amsterdam-Oost", "Amsterdam-Zuid", "Amsterdam-West", "Haarlem",
    "Zaandam", "Amstelveen", "Hoofddorp", "Utrecht", "Almere", "Diemen", "Purmerend", "Weesp",
)  # fmt: skip
WITH_PLACE, WITH_TWO = 0.4, 0.15
ADDED_AT_ONCE = 2_000


def measure(
    folder: Path, subscribers: int, offerings: int, progress: Callable[[int], None]
) -> dict[str, float | int]:
    """Make the digests of so many subscribers on a fresh database in `folder`.

    `seconds` is the run alone, `cpu_seconds` what it worked of that (a busy machine waits), `peak_mb` the most memory the process ever held.
    """
    from matchbot.adapters.catalogue_files import read_catalogue, read_platform

    sample = shipped("amsterdam-sample")
    platform = read_platform(sample)
    catalogue = _of_this_week(read_catalogue(sample).catalogue, offerings)
    embedder = make_embedder()
    if embedder is not None:
        # Digests never ask it; where the catalogue is new it would be loaded for nothing.
        embedder.careful = None
    knowledge = build_knowledge(platform, catalogue, embedder=embedder)
    store = SqlStore.open(f"sqlite:///{folder / 'digests.db'}", platform.id)
    with store.begin() as tx:
        tx.catalogue.put(replace(catalogue, offerings={}), NOW - timedelta(days=30))
        tx.catalogue.put(catalogue, NOW - timedelta(days=1))
    wishes = _subscribe(store, knowledge, subscribers)
    wording = GettextWording(platform.timezone)
    office = Office(
        platform.id, store, wording,
        MimeLetterWriter(wording, platform, "post@match.example", "https://match.example"),
        _Still(), SystemLuck(), lambda: knowledge,
    )  # fmt: skip
    started, worked = time.perf_counter(), time.process_time()
    run = send_digests(office, progress=progress)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    store.close()
    return {
        "subscribers": subscribers, "offerings": offerings, "wishes": wishes,
        "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2), "letters": run.letters, "nothing_new": run.nothing_new,
        "letters_per_second": round(run.letters / max(seconds, 1e-9)), "peak_mb": round(_peak_mb()),
    }  # fmt: skip


class _Still:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Always the same Monday morning."""
        return NOW


def _of_this_week(catalogue: Catalogue, count: int) -> Catalogue:
    """The sample's offerings, as often as it takes, all first seen this week."""
    every = sorted(catalogue.offerings.values(), key=lambda o: o.id)
    random.Random(SEED).shuffle(every)
    made = {}
    for n in range(count):
        like = every[n % len(every)]
        id = like.id if n < len(every) else f"{like.id}-{n // len(every)}"
        made[id] = replace(like, id=id, since=NOW.date())
    return replace(catalogue, offerings=made)


def _subscribe(store: SqlStore, knowledge: Knowledge, count: int) -> int:
    """Fill the store with subscribers; how many distinct wishes they have."""
    chance = random.Random(SEED)
    told = NOW - timedelta(days=7)
    seen = set[tuple[Wish, str]]()
    for start in range(0, count, ADDED_AT_ONCE):
        with store.begin() as tx:
            for n in range(start, min(start + ADDED_AT_ONCE, count)):
                person, language = f"p{n:07}", chance.choice(LANGUAGES)
                tx.people.add(Person(person, knowledge.platform.id, language=language))
                for m in range(1 + (chance.random() < WITH_TWO)):
                    wish = _wish(chance, knowledge, language)
                    seen.add((wish, language))
                    tx.subscriptions.add(
                        Subscription(
                            f"s{n:07}{m}", knowledge.platform.id, person, "mail",
                            f"reader{n}@stad.example", language, wish, "active",
                            Consent("digest-1"), told, told, None, told,
                        )
                    )  # fmt: skip
    return len(seen)


def _wish(chance: random.Random, knowledge: Knowledge, language: str) -> Wish:
    place = chance.choice(PLACES) if chance.random() < WITH_PLACE else ""
    drawn = chance.random()
    if drawn < EVERYTHING:
        return Wish(place=place)
    kind = chance.choice(list(knowledge.vocabulary.kinds.values()))
    words = kind.words.get(language) or (kind.label(language),)
    if drawn < EVERYTHING + BY_KIND:
        return Wish(kind.label(language), (kind.id,), place)
    return Wish(" ".join(chance.sample(words, min(len(words), 2))), (), place)


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
