"""Figures as they are shown: plots with a title and a description, and the table under each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from matchbot.core.insight.charts import CHARTS, Chart
from matchbot.core.insight.growth import KINDS_OF_WORK, PeopleYear
from matchbot.core.insight.impact import Group, Impact, ImpactYear
from matchbot.core.insight.plot import Plot, shares_curve, stacked
from matchbot.core.insight.shares import Shares

TEMPLATES = Path(__file__).parent / "templates"
#: Stands where a number is too small to be told.
HIDDEN = "*"
GROUP_COLUMNS = ("wises", "offerings", "needs", "needs_met", "leads", "leads_won")


class Say(Protocol):
    """A text of the wording catalogue in one language."""

    def __call__(self, key: str, **facts: Any) -> str: ...


@dataclass(frozen=True)
class Drawn:
    """A chart in one language: what it shows, where it comes from, how complete it is."""

    name: str
    title: str
    description: str
    source: str
    plot: Plot | None
    series: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def people_plot(years: Sequence[PeopleYear]) -> Plot | None:
    """People by kind of work as stacked bars."""
    return stacked([(y.year, (y.paid, y.volunteer, y.daytime)) for y in years])


def drawn_charts(impact: Impact, say: Say) -> list[Drawn]:
    """All charts that have something to show."""
    return [draw(chart, impact, say) for chart in CHARTS if chart.years(impact)]


def draw(chart: Chart, impact: Impact, say: Say) -> Drawn:
    """One chart in the language of `say`."""
    years = chart.years(impact)
    complete = impact.complete[chart.name]
    columns = [say(f"impact.column.{name}") for name in chart.columns]
    share = [say(f"impact.share.{chart.name}")] if chart.share else []
    series = [say(f"web.people.{kind}") for kind in KINDS_OF_WORK] if len(chart.drawn) > 1 else []
    return Drawn(
        chart.name,
        say(f"impact.title.{chart.name}"),
        _description(chart, years, say),
        say(
            f"impact.source.{chart.name}",
            have=shown(complete.have, say),
            of=shown(complete.of, say),
        ),
        chart.plot(impact),
        tuple(series),
        (*columns, *share),
        tuple((str(row.year), _cells(chart, row, say)) for row in reversed(years)),
    )


def _description(chart: Chart, years: Sequence[ImpactYear], say: Say) -> str:
    """What the plot shows, for who cannot see it: every year with its number."""
    told = [f"{row.year}: {shown(_height(chart, row), say)}" for row in years]
    return say("impact.description", years="; ".join(told))


def _height(chart: Chart, row: ImpactYear) -> float | None:
    values = [getattr(row, name) for name in chart.drawn]
    return row.people if len(values) > 1 else values[0]


def _cells(chart: Chart, row: ImpactYear, say: Say) -> tuple[str, ...]:
    cells = [shown(getattr(row, name), say) for name in chart.columns]
    if chart.share:
        percent = chart.percent(row)
        cells.append("" if not getattr(row, chart.share[1]) else _percent(percent))
    return tuple(cells)


def _percent(percent: int | None) -> str:
    return HIDDEN if percent is None else f"{percent}%"


def draw_shares(shares: Shares, say: Say) -> Drawn:
    """Lorenz curves of leads and first places; the dashed line is an equal division."""
    count = len(shares.wises)
    equal = [at / count if count else 0.0 for at in range(count + 1)]
    told = {
        "leads": f"{shares.leads.gini:.3f}",
        "first": f"{shares.first.gini:.3f}",
        "without": f"{shares.first_without.gini:.3f}",
    }
    return Drawn(
        "shares",
        say("shares.title"),
        say("shares.description", **told),
        say("shares.source", needs=shares.needs, cost=f"{shares.cost:.4f}"),
        shares_curve([shares.leads.curve, shares.first.curve, equal]),
        (say("shares.leads"), say("shares.first"), say("shares.equal")),
        (),
        (),
    )


def group_rows(groups: Sequence[Group], names: dict[str, str], say: Say) -> list[Any]:
    """Kinds or boroughs with their figures; `names` are their labels."""
    return [
        (names.get(group.id, group.id) if group.id else say("impact.unknown"),
         [shown(getattr(group, column), say) for column in GROUP_COLUMNS])
        for group in groups
    ]  # fmt: skip


def shown(value: float | None, say: Say) -> str:
    """A number in the form of the language, or the sign for one that may not be told."""
    return HIDDEN if value is None else say("form.plain", value=value)


def svg_file(charts: Sequence[Drawn], language: str, title: str) -> str:
    """The plots under each other as one SVG that needs nothing else."""
    drawing = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    seen = [chart for chart in charts if chart.plot]
    return drawing.get_template("plots.svg.j2").render(charts=seen, lang=language, title=title)
