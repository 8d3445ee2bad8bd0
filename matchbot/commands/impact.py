"""`matchbot impact`: the platform's figures, each with its source."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from matchbot.commands.running import (
    UNREACHABLE,
    WRONG_USE,
    facts,
    fail,
    opened,
    people,
    print_json,
)
from matchbot.commands.watch import show_watch
from matchbot.core.insight.charts import CHARTS, Chart
from matchbot.core.insight.impact import FIGURES, Impact, ImpactYear, impact_of
from matchbot.core.knowledge import Knowledge

NAMES = tuple(chart.name for chart in CHARTS)
GROUPS = ("id", "wises", "offerings", "needs", "needs_met", "leads", "leads_won")


@dataclass(frozen=True)
class _Found:
    impact: Impact
    languages: tuple[str, ...]
    timezone: str


def impact(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the years as CSV.")] = False,
    svg: Annotated[
        Path | None, typer.Option(help="Write the plots into this SVG file.", show_default=False)
    ] = None,
    figure: Annotated[
        str | None, typer.Option(help=f"Only one of: {', '.join(NAMES)}.", show_default=False)
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="Count kinds and boroughs of this year only.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Isomorphism watch: lines over years that bend.")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="Language of the plots.")] = None,
    catalogue: Annotated[
        Path | None,
        typer.Option(help="Figures of these catalogue files instead of the database."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="With --catalogue: as it was on this day."),
    ] = None,
) -> None:
    """Print growth, needs, leads and what came of them, by year; groups under five are hidden."""
    if figure is not None and figure not in NAMES:
        raise fail(f"--figure {figure}: choose from {', '.join(NAMES)}")
    if as_json and as_csv:
        raise fail("--json and --csv: choose one")
    if until is not None and catalogue is None:
        raise fail("--until goes with --catalogue: the database is counted as it is now")
    if watch:
        if catalogue is not None or as_csv or svg is not None or figure is not None:
            raise fail("--watch goes with --json only: it looks at the database")
        show_watch(as_json=as_json)
        return
    charts = [chart for chart in CHARTS if figure in (None, chart.name)]
    with _found(catalogue, until, year) as found:
        if svg is not None:
            _write_svg(svg, found, charts, lang)
        if as_json:
            print_json(as_facts(found.impact))
        elif as_csv:
            _print_csv(found.impact)
        elif svg is None:
            _show(found.impact, charts)


@contextmanager
def _found(catalogue: Path | None, until: datetime | None, year: int | None) -> Iterator[_Found]:
    from matchbot.flows import insight

    if catalogue is not None:
        knowledge = _files(catalogue)
        day = until or datetime.now(UTC)
        end = datetime.combine(day.date(), time(12), UTC)
        counted = impact_of(knowledge, [], [], end, year)
        yield _Found(counted, knowledge.platform.languages, knowledge.platform.timezone)
        return
    with opened() as house:
        platform = house.platform
        yield _Found(insight.impact(house.office, year), platform.languages, platform.timezone)


def _files(folder: Path) -> Knowledge:
    """What the files of a folder tell. Ends the command when they cannot be read."""
    from matchbot.adapters.catalogue_files import CatalogueFileError, read_catalogue, read_platform
    from matchbot.adapters.knowledge import build_knowledge
    from matchbot.core.platform import Platform

    if not folder.is_dir():
        raise fail(f"{folder}: there is no such folder")
    try:
        described = read_platform(folder) if (folder / "platform.toml").exists() else Platform()
        return build_knowledge(described, read_catalogue(folder).catalogue, embedder=None)
    except (CatalogueFileError, OSError) as problem:
        people.print(str(problem), markup=False)
        raise typer.Exit(WRONG_USE) from None


def as_facts(impact: Impact) -> dict[str, Any]:
    """All figures for machines; null: too small to be told."""
    return {
        "years": [asdict(row) for row in impact.years],
        "kinds": [asdict(group) for group in impact.kinds],
        "boroughs": [asdict(group) for group in impact.boroughs],
        "complete": {name: asdict(one) for name, one in impact.complete.items()},
    }


def _print_csv(impact: Impact) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(FIGURES)
    for row in impact.years:
        writer.writerow(["" if v is None else v for v in asdict(row).values()])


def _show(impact: Impact, charts: list[Chart]) -> None:
    for chart in charts:
        rows = chart.years(impact)
        if not rows:
            continue
        share = ["share"] if chart.share else []
        table = Table("year", *chart.columns, *share, title=chart.name, title_justify="left")
        for row in reversed(rows):
            table.add_row(str(row.year), *_cells(chart, row))
        facts.print(table)
        complete = impact.complete[chart.name]
        facts.print(f"complete: {_cell(complete.have)} of {_cell(complete.of)}")
    if len(charts) == 1:
        return
    for name, groups in (("kind", impact.kinds), ("borough", impact.boroughs)):
        table = Table(name, *GROUPS[1:])
        for group in groups:
            table.add_row(*(_cell(v) if v != "" else "not known" for v in asdict(group).values()))
        facts.print(table)
    facts.print("* too small to tell: no group under five")


def _cells(chart: Chart, row: ImpactYear) -> list[str]:
    cells = [_cell(getattr(row, name)) for name in chart.columns]
    if chart.share:
        percent = chart.percent(row)
        cells.append("*" if percent is None and getattr(row, chart.share[1]) != 0 else _of(percent))
    return cells


def _of(percent: int | None) -> str:
    return "" if percent is None else f"{percent}%"


def _cell(value: object) -> str:
    return "*" if value is None else str(value)


def _write_svg(file: Path, found: _Found, charts: list[Chart], lang: str | None) -> None:
    from matchbot.adapters.wording import GettextWording
    from matchbot.channels.web.plots import draw, svg_file
    from matchbot.core.said import say

    wording, language = GettextWording(found.timezone), lang or found.languages[0]
    if language not in wording.languages():
        raise fail(f"--lang {language}: choose from {', '.join(wording.languages())}")

    def speak(key: str, **given: Any) -> str:
        return wording.text(say(key, **given), language)

    drawn = [draw(chart, found.impact, speak) for chart in charts if chart.years(found.impact)]
    try:
        file.write_text(svg_file(drawn, language, speak("web.nav.impact")), encoding="utf-8")
    except OSError as problem:
        raise fail(f"{file}: {problem.strerror}", UNREACHABLE) from None
    people.print(f"{file}: {sum(1 for one in drawn if one.plot)} plots", markup=False)
