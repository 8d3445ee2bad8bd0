"""`matchbot shares`: how leads and first places are divided over WISEs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from matchbot.commands.running import UNREACHABLE, facts, fail, opened, people, print_json
from matchbot.core.insight.shares import Shares


def shares(
    svg: Annotated[
        Path | None, typer.Option(help="Write the Lorenz curves into this SVG file.")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the plot.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Print leads and first places per WISE, how equally they are divided, and what rotation costs."""
    from matchbot.flows import insight

    with opened() as house:
        found = insight.shares(house.office)
        timezone = house.platform.timezone
    if svg is not None:
        _write_svg(svg, found, lang, timezone)
    if as_json:
        print_json(asdict(found))
        return
    table = Table("WISE", "small or new", "leads", "first places a day", "without rotation")
    for row in found.wises:
        mark = "yes" if row.small_or_new else ""
        table.add_row(row.wise, mark, str(row.leads), f"{row.first:g}", f"{row.first_without:g}")
    facts.print(table)
    divided = Table("", "total", "Gini", "small and new WISEs")
    rows = (
        ("leads", found.leads),
        ("first places", found.first),
        ("without rotation", found.first_without),
    )
    for name, one in rows:
        divided.add_row(name, f"{one.total:g}", f"{one.gini:.3f}", f"{one.helped:.0%}")
    facts.print(divided)
    facts.print(f"cost of rotation: {found.cost:.4f} of the mean score, over {found.needs} needs")


def _write_svg(file: Path, found: Shares, lang: str, timezone: str) -> None:
    from matchbot.adapters.wording import GettextWording
    from matchbot.channels.web.plots import draw_shares, svg_file
    from matchbot.core.said import say

    wording = GettextWording(timezone)
    if lang not in wording.languages():
        raise fail(f"--lang {lang}: choose from {', '.join(wording.languages())}")

    def speak(key: str, **given: Any) -> str:
        return wording.text(say(key, **given), lang)

    drawn = draw_shares(found, speak)
    try:
        file.write_text(svg_file([drawn], lang, drawn.title), encoding="utf-8")
    except OSError as problem:
        raise fail(f"{file}: {problem.strerror}", UNREACHABLE) from None
    people.print(f"{file}: 1 plot", markup=False)
