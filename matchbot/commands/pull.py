"""matchbot catalogue pull: read a sister platform's signed feed into what is kept apart from ours."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from matchbot.app import App
from matchbot.commands.running import (
    FINDINGS,
    UNREACHABLE,
    facts,
    fail,
    opened,
    print_json,
)
from matchbot.core.sister import SisterTrouble
from matchbot.flows.sisters import Pulled, pull, trouble_said


def pull_feed(
    url: Annotated[str, typer.Argument(help="Where the platform is: https://match.example.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Fetch, check and count; keep nothing.")
    ] = False,
    trust: Annotated[
        str, typer.Option(help="Pin this key of theirs from now on, by its name or whole.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read a sister platform's signed feed of offerings; refused whole if its signature is wrong."""
    with opened() as app:
        try:
            done = pull(app.office, app.sister_source(), url, trust=trust, dry_run=dry_run)
        except SisterTrouble as trouble:
            raise _failed(app, url, trouble, json=json) from None
        report = _report(app, done, dry_run=dry_run)
    if json:
        print_json(report)
    else:
        _print(report)


def _failed(app: App, url: str, trouble: SisterTrouble, *, json: bool) -> typer.Exit:
    why = app.office.wording.text(trouble_said(trouble), "en")
    if json:
        print_json({"url": url, "trouble": trouble.key, "why": why})
    return fail(f"{url}: {why}", UNREACHABLE if trouble.passing else FINDINGS)


def _report(app: App, done: Pulled, *, dry_run: bool) -> dict[str, Any]:
    sister = done.sister
    return {
        "sister": sister.id,
        "name": sister.name,
        "key": app.sister_source().key_id(sister.key),
        "first": done.first,
        "other_keys": done.other_keys,
        "unchanged": done.unchanged,
        "count": sister.count,
        "taken": sister.taken,
        "refused": done.refused,
        "cut": done.cut,
        "kept": not dry_run,
    }


def _print(report: dict[str, Any]) -> None:
    pinned = (
        "pinned now: compare it with what their staff tell you" if report["first"] else "pinned"
    )
    lines = [f"{report['name']} ({report['sister']}), key {report['key']} ({pinned})"]
    lines += [
        f"It also shows key {key}; --trust {key} pins that one instead."
        for key in report["other_keys"]
    ]
    if report["unchanged"]:
        lines.append(f"Nothing changed: {report['taken']} offerings.")
    else:
        verb = "taken in" if report["kept"] else "would be taken in"
        lines.append(f"{report['taken']} offerings {verb}, {report['refused']} rows refused.")
    if report["cut"]:
        lines.append(
            f"Cut: its feed holds {report['count']} offerings, and no more are taken of one platform"
            f" than MATCHBOT_SISTER_OFFERINGS says."
        )
    for line in lines:
        facts.print(line, markup=False, soft_wrap=True)
