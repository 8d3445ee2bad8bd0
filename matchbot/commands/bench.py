"""`matchbot bench`: the benchmarks, as tables that anyone can make again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from matchbot.commands.ask import shipped_knowledge
from matchbot.commands.running import FINDINGS, embedding_progress, facts, fail, print_json

app = typer.Typer(help="Benchmarks, with peers where there are any.", no_args_is_help=True)
FLOOR = 0.6
SCALES = (1_000, 10_000, 100_000, 1_000_000)


@app.command()
def titles(
    needs: Annotated[Path, typer.Argument(help="TSV with lang, title, cpv.", show_default=False)],
    count: Annotated[int, typer.Option(min=2, help="How many titles, half nl, half en.")] = 50,
    seed: Annotated[int, typer.Option(help="Which titles are drawn.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Ask real tender titles: is an offering of the right CPV division found, or none honestly?"""
    from matchbot.bench.titles import judge_titles

    if not needs.is_file():
        raise fail(f"{needs}: there is no such file")
    judged = list(judge_titles(needs, shipped_knowledge(), count, seed))
    share = sum(j.right for j in judged) / len(judged)
    if as_json:
        print_json({"titles": len(judged), "right": round(share, 3), "seed": seed})
    else:
        table = Table("", "lang", "title", "true", "offered", "first")
        for j in judged:
            mark = "ok" if j.right else "--"
            row = (mark, j.language, j.title[:60], j.division, " ".join(j.offered), j.first[:40])
            table.add_row(*row)
        facts.print(table)
        facts.print(f"right division or honest none: {share:.0%} of {len(judged)} titles")
    if share < FLOOR:
        raise typer.Exit(FINDINGS)


@app.command()
def ranking(
    data: Annotated[Path, typer.Option(help="Folder with needs_dev.tsv and cpv.tsv.")] = Path(
        "../shared/data"
    ),
    sample: Annotated[int, typer.Option(min=20, help="How many needs a language.")] = 200,
    full: Annotated[bool, typer.Option("--full", help="All needs.")] = False,
    scale: Annotated[
        bool, typer.Option("--scale", help="Speed and memory at growing catalogues instead.")
    ] = False,
    at_most: Annotated[
        int, typer.Option(min=1_000, help="With --scale: the largest catalogue to build.")
    ] = 100_000,
    at_least: Annotated[
        int, typer.Option(min=1_000, help="With --scale: the smallest catalogue to build.")
    ] = 1_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Quality and speed of the ranking, with its peers in the same run."""
    from matchbot.adapters.knowledge import make_embedder, shipped_vocabulary
    from matchbot.bench.ranking import as_facts, run
    from matchbot.bench.scale import run_scale

    if missing := [n for n in ("needs_dev.tsv", "cpv.tsv") if not (data / n).is_file()]:
        raise fail(f"{data}: {' and '.join(missing)} not there; name the folder with --data")
    vocabulary, console = shipped_vocabulary(), None if as_json else facts
    with embedding_progress() as progress:
        embedder = make_embedder(progress.tell)
        if embedder is None:
            raise fail("the sentence embedding is missing: pip install -e .")
        if scale:
            sizes = [size for size in SCALES if at_least <= size <= at_most]
            measured = run_scale(data, vocabulary, embedder=embedder, sizes=sizes, console=console)
            found = [vars(row) for row in measured]
        else:
            found = as_facts(
                run(data, vocabulary, embedder=embedder, sample=sample, full=full, console=console)
            )
    if as_json:
        print_json(found)


@app.command()
def reading(
    sheets: Annotated[
        Path, typer.Option(help="Folder with when_fresh.tsv and messages.tsv.")
    ] = Path("tests/core/reading"),
    misses: Annotated[bool, typer.Option("--misses", help="List what is not read right.")] = False,
    frozen: Annotated[bool, typer.Option("--frozen", help="List frozen rows too.")] = False,
    speed: Annotated[bool, typer.Option("--speed", help="Milliseconds a text instead.")] = False,
) -> None:
    """Dates, facts and talk: how much is read right, what is not, and how fast."""
    from matchbot.bench.reading import MESSAGES, PHRASES
    from matchbot.bench.reading_tables import list_misses, print_shares, print_speed

    if missing := [n for n in (PHRASES, MESSAGES) if not (sheets / n).is_file()]:
        raise fail(f"{sheets}: {' and '.join(missing)} not there; name the folder with --sheets")
    knowledge = shipped_knowledge()
    if speed:
        print_speed(sheets, knowledge, facts)
    elif misses:
        list_misses(sheets, knowledge, facts, frozen=frozen)
    else:
        print_shares(sheets, knowledge, facts)


@app.command()
def mail(
    folder: Annotated[
        Path, typer.Argument(help="Mails, and mails.tsv: file, text, answer, bounced.")
    ],
    misses: Annotated[bool, typer.Option("--misses", help="List what is not read right.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Mails of a folder: new text whole, may be answered, failed addresses exact, no crash."""
    from matchbot.bench.mail import SHEET, BadSheet, judge_mails

    if not (folder / SHEET).is_file():
        raise fail(f"{folder}: there is no {SHEET}")
    try:
        found = list(judge_mails(folder))
    except BadSheet as problem:
        raise fail(str(problem)) from None
    asked = {
        a: [j.right for j in found if j.asked == a] for a in ("text", "answer", "bounced", "read")
    }
    if as_json:
        print_json({a: {"right": sum(rights), "of": len(rights)} for a, rights in asked.items()})
        return
    table = Table("", "right", "of", "share")
    for a, rights in asked.items():
        share = f"{sum(rights) / len(rights):.1%}" if rights else "-"
        table.add_row(a, str(sum(rights)), str(len(rights)), share)
    facts.print(table)
    answered = sum(j.asked == "answer" and j.meant == "no" and not j.right for j in found)
    facts.print(f"machines that would be answered: {answered}")
    for j in (j for j in found if misses and not j.right):
        facts.print(f"{j.file}: {j.asked}\n  meant {j.meant!r}\n  read  {j.read!r}", markup=False)


JudgedFolder = Annotated[
    Path, typer.Option(help="Folder with needs.tsv, grades.tsv and foreign.tsv.")
]
JUDGED = Path("tests/judged")


@app.command()
def judged(
    folder: JudgedFolder = JUDGED,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Needs judged by hand against the sample catalogue: how good the first five are."""
    from matchbot.bench.judged import (
        agreement,
        find,
        load_judged,
        load_reader,
        regraded,
        summed_up,
    )

    _must_have(folder, "needs.tsv", "grades.tsv", "foreign.tsv", "grades_reader.tsv")
    needs, foreign = load_judged(folder)
    reader, knowledge = load_reader(folder), shipped_knowledge()
    found = [find(need, knowledge) for need in [*needs, *foreign]]
    again = regraded(found, reader, knowledge.catalogue)
    figures = summed_up(found)
    second = {
        name: figure for name, figure in summed_up(again)["all"].items() if name != "abstains"
    }
    figures["frozen, second reader"] = second
    pairs, alike = agreement(needs, reader)
    if as_json:
        print_json(figures | {"readers": {"pairs": pairs, "kappa": round(alike, 3)}})
        return
    table = Table("half", *next(iter(figures.values())))
    for half, row in figures.items():
        table.add_row(half, *(f"{figure:.3f}" for figure in row.values()))
    facts.print(table)
    facts.print(f"the two readers agree on {pairs:,} pairs with a weighted kappa of {alike:.2f}")
    for one in found:
        if one.missed:
            shown = ", ".join(one.offerings) or "none"
            facts.print(f"{one.need.id} {one.need.text} | {shown}", markup=False)


@app.command()
def calibration(
    titles: Annotated[Path, typer.Argument(help="TSV with lang, title, cpv, notice.")],
    folder: JudgedFolder = JUDGED,
    fit: Annotated[
        bool, typer.Option("--fit", help="Fit the odds of kinds anew, and show them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """What each constant of the score would give: choose on the open half, look at the other."""
    from matchbot.bench.calibration import CONSTANTS, figures, look

    _must_have(folder, "needs.tsv", "grades.tsv", "foreign.tsv")
    if not titles.is_file():
        raise fail(f"{titles}: there is no such file")
    if fit:
        _fit(folder, titles, as_json=as_json)
        return
    seen = list(look(folder, titles, shipped_knowledge()))
    rows = [
        {"constant": constant, "half": half, **figures(seen, constant, tuned=half == "open")}
        for half in ("open", "other")
        for constant in CONSTANTS
    ]
    _print(rows, as_json=as_json)


def _fit(folder: Path, titles: Path, *, as_json: bool) -> None:
    """The odds of kinds as they are and as they would be fitted now, and how well each tells."""
    from matchbot.bench.fitting import examples, fitted, loss
    from matchbot.core.matching.calibration import KIND_ODDS, KIND_ODDS_WITHOUT_MEANING

    tables = {"KIND_ODDS": KIND_ODDS, "KIND_ODDS_WITHOUT_MEANING": KIND_ODDS_WITHOUT_MEANING}
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, odds in tables.items():
        some = list(examples(folder, titles, shipped_knowledge(), embedded=odds is KIND_ODDS))
        now, anew = dict(odds), fitted(some, list(odds))
        halves = {"loss, open half": True, "loss, other half": False}
        found[name] = {
            which: {**those, **{half: loss(some, those, tuned=t) for half, t in halves.items()}}
            for which, those in (("now", now), ("fitted", anew))
        }
    if as_json:
        print_json(found)
        return
    for name, both in found.items():
        table = Table(name, *both)
        for feature in both["now"]:
            table.add_row(feature, *(f"{both[which][feature]:.3f}" for which in both))
        facts.print(table)


@app.command()
def rotation(
    folder: JudgedFolder = JUDGED,
    days: Annotated[int, typer.Option(min=1, help="How many days.")] = 14,
    strengths: Annotated[
        bool, typer.Option("--strengths", help="What rotation of several strengths would give.")
    ] = False,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="How far the order of two offerings can be trusted.")
    ] = False,
    equals: Annotated[
        bool, typer.Option("--equals", help="Ten WISEs that offer the very same instead.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Who stands first over many needs and days, with and without fair rotation."""
    from dataclasses import asdict

    from matchbot.bench.judged import load_judged
    from matchbot.bench.rotation import EQUALS, STRENGTHS, equal_offers, noise, take_turns, trade

    _must_have(folder, "needs.tsv", "grades.tsv", "foreign.tsv")
    needs, _ = load_judged(folder)
    knowledge = shipped_knowledge()
    if gaps:
        _print([asdict(gap) for gap in noise(needs, knowledge)], as_json=as_json)
        return
    if strengths:
        found = {f"{s:.1f}": t for s, t in trade(needs, knowledge, days, STRENGTHS).items()}
    elif equals:
        alike = {"off": (0, False), "on": (0, True), "on, half of them small": (EQUALS // 2, True)}
        found = {
            name: take_turns(*equal_offers(knowledge, small), days, rotate=rotate)
            for name, (small, rotate) in alike.items()
        }
    else:
        both = {"off": False, "on": True}
        found = {n: take_turns(needs, knowledge, days, rotate=r) for n, r in both.items()}
    if as_json:
        print_json([{"rotation": name, **asdict(turns)} for name, turns in found.items()])
        return
    table = Table("rotation", "first places", "Gini", "WISEs first", "small or new", "nDCG@5")
    for name, turns in found.items():
        table.add_row(
            name,
            str(turns.first_places),
            f"{turns.gini:.3f}",
            str(turns.wises_first),
            f"{turns.small_or_new:.1%}",
            f"{turns.ndcg:.3f}",
        )
    facts.print(table)


@app.command()
def demand(
    needs: Annotated[Path, typer.Option(help="TSV with lang, title, cpv.")] = Path(
        "../shared/data/needs_dev.tsv"
    ),
    size: Annotated[int | None, typer.Option(min=20, help="Only so many needs.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Group real needs by meaning: do the groups agree with their codes, beside k-means?"""
    from dataclasses import asdict

    from matchbot.bench.demand import run

    if not needs.is_file():
        raise fail(f"{needs}: there is no such file; name it with --needs")
    try:
        found = run(needs, shipped_knowledge(), size)
    except KeyError as column:
        raise fail(f"{needs}: there is no column {column}") from None
    except ImportError:
        raise fail("scikit-learn is missing: pip install -e '.[dev]'") from None
    _print([asdict(way) for way in found], as_json=as_json)


def _print(rows: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    table = Table(*rows[0])
    for row in rows:
        table.add_row(*(f"{x:.3f}" if isinstance(x, float) else str(x) for x in row.values()))
    facts.print(table)


def _must_have(folder: Path, *names: str) -> None:
    if missing := [name for name in names if not (folder / name).is_file()]:
        raise fail(f"{folder}: {' and '.join(missing)} not there; name the folder with --folder")
