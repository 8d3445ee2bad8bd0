"""The tables of `matchbot bench reading`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from statistics import mean, median

from rich.console import Console
from rich.table import Table

from matchbot.bench.reading import (
    COUNTRIES,
    FACTS,
    TODAY,
    Judged,
    everyday,
    f1,
    judge_kinds,
    judge_messages,
    judge_phrases,
    messages,
    milliseconds,
    phrases,
    share,
    told_apart,
)
from matchbot.core.knowledge import Knowledge
from matchbot.core.reading.read import read_need
from matchbot.core.reading.when import read_when

SETS = ("frozen", "blind", "tuned")
PIECES = ("12 december, ", "lunch voor 40. ", "van Zuid naar ", "geen vlees en vis, ", "1.1.", "a")
"""Said over and over, these once made a reading slow."""


def print_shares(sheets: Path, knowledge: Knowledge, console: Console) -> None:
    """What is read right, by set: first and last days, F1 of the facts, talk and language."""
    dates = list(judge_phrases(phrases(sheets)))
    facts = list(judge_messages(messages(sheets), knowledge))
    table = Table("", *SETS)
    for fact, name in (("start", "first day"), ("end", "last day")):
        for lang in COUNTRIES:
            of_lang = [d for d in dates if d.lang == lang and d.fact == fact]
            table.add_row(f"{name}, {lang}", *_by_set(of_lang, share))
        table.add_row(f"{name}, all", *_by_set((d for d in dates if d.fact == fact), share))
    for fact in FACTS:
        table.add_row(f"{fact} (F1)", *_by_set((j for j in facts if j.fact == fact), f1))
    table.add_row("language", *_by_set((j for j in facts if j.fact == "language"), share))
    table.add_row("no need, told apart", *_by_set(facts, told_apart))
    kinds = list(judge_kinds(everyday(sheets), knowledge))
    table.add_row("kind in the first three", *_by_set(kinds, share))
    console.print(table)


def _long(piece: str) -> str:
    return (piece * 10_000)[:10_000]


def _by_set(judged: Iterable[Judged], measure: Callable[[list[Judged]], float]) -> list[str]:
    rows = list(judged)
    return [f"{measure([j for j in rows if j.set == one]):.3f}" for one in SETS]


def list_misses(sheets: Path, knowledge: Knowledge, console: Console, *, frozen: bool) -> None:
    """What is not read right. Frozen rows only when asked: who reads them tunes on them."""
    judged = [
        *judge_phrases(phrases(sheets)),
        *judge_messages(messages(sheets), knowledge),
        *judge_kinds(everyday(sheets), knowledge),
    ]
    table = Table("fact", "lang", "meant", "read", "text")
    for miss in judged:
        if not miss.right and (frozen or miss.set != "frozen"):
            text = miss.text.replace("\n", " ⏎ ")
            table.add_row(miss.fact, miss.lang, miss.meant, miss.read, text[:120])
    console.print(table)


def print_speed(sheets: Path, knowledge: Knowledge, console: Console) -> None:
    """Milliseconds a date phrase and a whole message, with and without the embedding."""
    said = [(row.phrase, row.lang) for row in phrases(sheets)]
    texts = [(row.text, "") for row in messages(sheets)]
    now = datetime.combine(TODAY, time(9), tzinfo=UTC)
    plain = replace(knowledge, embedder=None)
    table = Table("", "texts", "mean ms", "median ms", "slowest ms")
    rows: list[tuple[str, Callable[[str, str], object], list[tuple[str, str]]]] = [
        ("date phrase", lambda text, lang: read_when(text, lang, TODAY, COUNTRIES[lang]), said),
        ("message, no embedding", lambda text, _: read_need(text, plain, now), texts),
    ]
    if knowledge.embedder is not None:
        rows.append(("message, embedding", lambda text, _: read_need(text, knowledge, now), texts))
    rows += [(f"10,000 characters of {one!r}", rows[1][1], [(_long(one), "")]) for one in PIECES]
    for name, work, given in rows:
        taken = milliseconds(work, given)
        figures = (f"{figure:.2f}" for figure in (mean(taken), median(taken), max(taken)))
        table.add_row(name, str(len(given)), *figures)
    console.print(table)
