"""Reading against sheets of what phrases and messages mean: what is read right, and how fast."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import perf_counter

from matchbot.core.knowledge import Knowledge
from matchbot.core.need import Budget, Period, Quantity, Reading
from matchbot.core.places import Nearness, distance_km
from matchbot.core.reading.read import read_need
from matchbot.core.reading.when import read_when

PHRASES, MESSAGES, KINDS = "when_fresh.tsv", "messages.tsv", "kinds.tsv"
TODAY = date(2026, 11, 23)
COUNTRIES = {"nl": "NL", "en": "GB", "fr": "FR", "de": "DE"}
NEAR_ENOUGH_KM = 3
FACTS = ("when", "quantity", "budget", "place")
NOT_JUDGED = "?"
KINDS_JUDGED = 3


@dataclass(frozen=True)
class Phrase:
    """A way to say a day or period on the day `today`; a bound that is not judged is empty."""

    set: str
    lang: str
    today: str
    phrase: str
    start: str
    end: str


@dataclass(frozen=True)
class Message:
    """A buyer's message and its facts as the sheet writes them; a fact not said is empty.

    Quantity as "40 persons" or "18-20 persons", budget as "min..max per vat", when as one day or
    "first..last" ("?" is not judged), place by name.
    """

    set: str
    lang: str
    talk: str
    place: str
    quantity: str
    budget: str
    when: str
    text: str


@dataclass(frozen=True)
class Everyday:
    """What people say when they need a kind of work, often the result and not the thing."""

    set: str
    kind: str
    lang: str
    phrase: str


@dataclass(frozen=True)
class Judged:
    """One fact of one text: whether the sheet has it, whether it was read, whether they agree."""

    fact: str
    set: str
    lang: str
    text: str
    meant: str
    read: str
    right: bool


def phrases(folder: Path) -> list[Phrase]:
    """The phrases of the sheet in a folder."""
    return [Phrase(*row) for row in _rows(folder / PHRASES)]


def messages(folder: Path) -> list[Message]:
    """The messages of the sheet in a folder; "\\n" in the sheet begins a new line."""
    rows = (Message(*row) for row in _rows(folder / MESSAGES))
    return [
        Message(m.set, m.lang, m.talk, m.place, m.quantity, m.budget, m.when,
                m.text.replace("\\n", "\n"))
        for m in rows
    ]  # fmt: skip


def everyday(folder: Path) -> list[Everyday]:
    """The everyday words of the sheet in a folder; a kind may be written as "one/other"."""
    return [Everyday(*row) for row in _rows(folder / KINDS)]


def judge_kinds(sheet: Iterable[Everyday], knowledge: Knowledge) -> Iterator[Judged]:
    """Whether the kind meant is among the first three that are read."""
    now = datetime.combine(TODAY, time(9), tzinfo=UTC)
    for row in sheet:
        reading = read_need(row.phrase, knowledge, now, row.lang)
        kinds = [guess.id for guess in (*reading.need.kinds, *reading.perhaps)][:KINDS_JUDGED]
        right = not {*row.kind.split("/")}.isdisjoint(kinds)
        yield Judged("kind", row.set, row.lang, row.phrase, row.kind, ", ".join(kinds), right)


def _rows(path: Path) -> Iterator[list[str]]:
    yield from (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])


def judge_phrases(sheet: Iterable[Phrase]) -> Iterator[Judged]:
    """The first day and the last day of each phrase, as far as the sheet has them."""
    for row in sheet:
        country = COUNTRIES[row.lang]
        period = read_when(row.phrase, row.lang, date.fromisoformat(row.today), country).period
        bounds = (period.start.isoformat(), period.end.isoformat()) if period else ("", "")
        for fact, meant, read in zip(("start", "end"), (row.start, row.end), bounds, strict=True):
            if meant:
                yield Judged(fact, row.set, row.lang, row.phrase, meant, read, meant == read)


def judge_messages(sheet: Iterable[Message], knowledge: Knowledge) -> Iterator[Judged]:
    """Each fact of each message that was meant or read, with talk and language."""
    now = datetime.combine(TODAY, time(9), tzinfo=UTC)
    for row in sheet:
        reading = read_need(row.text, knowledge, now)
        for fact, meant, read, right in _compared(row, reading, knowledge):
            if meant or read:
                yield Judged(fact, row.set, row.lang, row.text, meant, read, right)


def _compared(
    row: Message, reading: Reading, knowledge: Knowledge
) -> Iterator[tuple[str, str, str, bool]]:
    need = reading.need
    read = {
        "language": reading.language,
        "talk": reading.talk,
        "when": period_text(need.when),
        "quantity": quantity_text(need.quantity),
        "budget": budget_text(need.budget),
    }
    meant = {**vars(row), "language": row.lang}
    for fact, found in read.items():
        if meant[fact] != NOT_JUDGED:
            yield fact, meant[fact], found, meant[fact] == found
    name = need.place.name if need.place else ""
    yield "place", row.place, name, _is_near(row, reading, knowledge)


def _is_near(row: Message, reading: Reading, knowledge: Knowledge) -> bool:
    countries = (COUNTRIES[row.lang], "BE", "NL", "GB", "FR", "DE", "AT")
    meant = knowledge.places.find(row.place, Nearness(countries, knowledge.platform.place))
    found = reading.need.place
    if meant is None or found is None:
        return False
    return distance_km(meant.lat, meant.lon, found.lat, found.lon) <= NEAR_ENOUGH_KM


def period_text(period: Period | None) -> str:
    """As the sheet writes it."""
    if period is None:
        return ""
    one = period.start == period.end
    return f"{period.start}" if one else f"{period.start}..{period.end}"


def quantity_text(quantity: Quantity | None) -> str:
    """As the sheet writes it."""
    if quantity is None:
        return ""
    if quantity.min is not None and quantity.max is not None:
        return f"{quantity.min:g}-{quantity.max:g} {quantity.unit}"
    return f"{quantity.value:g} {quantity.unit}"


def budget_text(budget: Budget | None) -> str:
    """As the sheet writes it."""
    if budget is None:
        return ""
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (budget.min, budget.max))
    return " ".join(filter(None, (f"{low}..{high}", budget.per, budget.vat)))


def share(judged: Iterable[Judged]) -> float:
    """The share that is right; 1 of nothing."""
    rows = list(judged)
    return sum(row.right for row in rows) / len(rows) if rows else 1.0


def f1(judged: Iterable[Judged]) -> float:
    """Twice the right ones by the sum of those meant and those read; 1 of nothing."""
    rows = list(judged)
    said = sum(bool(row.meant) + bool(row.read) for row in rows)
    return 2 * sum(row.right for row in rows) / said if said else 1.0


def told_apart(judged: Iterable[Judged]) -> float:
    """The share of messages that are no need and were not taken for one."""
    others = [row for row in judged if row.fact == "talk" and row.meant != "need"]
    return sum(row.read != "need" for row in others) / len(others) if others else 1.0


def milliseconds(
    work: Callable[[str, str], object], texts: Sequence[tuple[str, str]]
) -> list[float]:
    """How long each (text, language) takes; all are done once before, so that nothing is cold."""
    taken = []
    for warm in (True, False):
        for text, language in texts:
            begun = perf_counter()
            work(text, language)
            if not warm:
                taken.append((perf_counter() - begun) * 1000)
    return taken
