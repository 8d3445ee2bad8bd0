"""`matchbot bench`: the benchmarks, as tables that anyone can make again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from matchbot.commands.ask import shipped_knowledge
from matchbot.commands.running import FINDINGS, facts, fail, print_json

app = typer.Typer(help="Benchmarks, with peers where there are any.", no_args_is_help=True)
FLOOR = 0.6


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
