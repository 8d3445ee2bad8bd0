"""`matchbot bench outbox|digest|web|turns`: how fast, and with how much memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress as Bar
from rich.table import Table

from matchbot.commands.running import embedding_progress, facts, people, print_json

if TYPE_CHECKING:
    from matchbot.bench.turns import Rate
    from matchbot.flows.office import Office

#: Caches are warm after so many turns; what grows later grows for ever.
GROWN_FROM = 5_000


def outbox(
    letters: Annotated[int, typer.Option(min=10, max=1_000_000, help="How many letters.")] = 3_000,
    connections: Annotated[int, typer.Option(min=1, max=100, help="How many at once.")] = 8,
    thinks: Annotated[
        float, typer.Option(min=0, max=1_000, help="Milliseconds before the relay says yes.")
    ] = 20.0,
    kilobytes: Annotated[int, typer.Option(min=1, max=1_000, help="Size of a letter.")] = 12,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Letters a second from a SQLite outbox, beside sending the same bytes without one."""
    from matchbot.bench.outbox import measure

    found = measure(letters, connections, thinks, kilobytes)
    if as_json:
        print_json({**asdict(found), "share": found.share})
        return
    table = Table("", "letters a second")
    table.add_row("aiosmtplib alone, nothing kept", f"{found.blast_per_second:.0f}")
    table.add_row("from the outbox", f"{found.outbox_per_second:.0f} ({found.share:.0%})")
    facts.print(table)
    facts.print(
        f"{letters} letters of {found.bytes_each} bytes, {connections} connections; "
        f"at most {found.peak_mb:.0f} MB"
    )


def digest(
    subscribers: Annotated[int, typer.Option(min=1)] = 10_000,
    offerings: Annotated[int, typer.Option(min=1, help="New this week.")] = 200,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Make a week's digests: ranked for each subscriber, rendered, stored, unsigned."""
    from matchbot.bench.digest import measure

    with (
        TemporaryDirectory(prefix="matchbot-bench-") as folder,
        Bar(console=people, disable=not people.is_terminal, transient=True) as bar,
    ):
        task = bar.add_task("digests", total=subscribers)
        found = measure(Path(folder), subscribers, offerings, lambda n: bar.advance(task, n))
    if as_json:
        print_json(found)
        return
    table = Table(*found)
    table.add_row(*(f"{value:,}" for value in found.values()))
    facts.print(table)


def web(
    offerings: Annotated[int, typer.Option(min=1, help="How many offerings are served.")] = 100_000,
    times: Annotated[int, typer.Option(min=20, help="How often each page is asked.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """How quick the window is: first bytes, requests a second, weight of the home page."""
    from matchbot.bench.web import run

    found = run(offerings, times)
    if as_json:
        print_json([asdict(figure) for figure in found])
        return
    table = Table("what", "measured", "asked")
    for figure in found:
        table.add_row(figure.name, f"{figure.value:,}", figure.asked)
    facts.print(table)


def turns(
    turns: Annotated[int, typer.Option(min=20, help="How many turns of each sort.")] = 400,
    offerings: Annotated[int, typer.Option(min=1, help="How large the catalogue is.")] = 10_000,
    database: Annotated[
        str, typer.Option(help="A database to use instead of a new SQLite file.")
    ] = "",
    memory: Annotated[
        int, typer.Option(help="Also the growth of memory from turn 5,000 to this one.")
    ] = 0,
    telegram: Annotated[
        bool, typer.Option(help="Also by Telegram, beside a bare echo of python-telegram-bot.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Turns a second of one process: ranked, not ranked, by web and by Telegram."""
    from matchbot.bench import turns as bench

    with embedding_progress():
        knowledge = bench.large_knowledge(offerings)
    with (
        TemporaryDirectory(prefix="matchbot-bench-") as folder,
        bench.office_in(Path(folder), knowledge, database) as office,
    ):
        rates = [
            *bench.in_process(office, turns),
            *(_by_telegram(office, turns) if telegram else []),
        ]
        found = _growth(office, memory) if memory > GROWN_FROM else {}
    if as_json:
        print_json({"offerings": offerings, "rates": [asdict(r) for r in rates], **found})
        return
    facts.print(_rates(rates))
    if found:
        facts.print(
            f"memory: {found['mb_at_first']:.0f} MB after {GROWN_FROM:,} turns, "
            f"{found['mb_at_last']:.0f} MB after {memory:,} ({found['growth']:+.0%})"
        )


def _by_telegram(office: Office, turns: int) -> list[Rate]:
    from matchbot.bench.turns_telegram import EmulatorMissing, compare

    try:
        return list(compare(office, turns))
    except EmulatorMissing as missing:
        people.print(str(missing), markup=False)
        return []


def _growth(office: Office, memory: int) -> dict[str, float]:
    """Megabytes after the first turns and after `memory` turns, and how much they grew."""
    from matchbot.bench import turns as bench

    with Bar(console=people, disable=not people.is_terminal, transient=True) as bar:
        task = bar.add_task("turns", total=memory)
        first, last = bench.growth(
            office, GROWN_FROM, memory, lambda n: bar.update(task, completed=n)
        )
    return {"mb_at_first": first, "mb_at_last": last, "growth": last / first - 1}


def _rates(rates: Sequence[Rate]) -> Table:
    table = Table("", "turns", "turns/s", "CPU ms/turn", "p50 ms", "p95 ms")
    for rate in rates:
        known = (f"{rate.p50:.1f}", f"{rate.p95:.1f}") if rate.p50 else ("", "")
        table.add_row(
            rate.name, f"{rate.turns:,}", f"{rate.per_second:.1f}", f"{rate.cpu_ms:.1f}", *known
        )
    return table


SPEED = (outbox, digest, web, turns)
