"""`matchbot backup` and `matchbot restore`: a copy of the database, and back from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from matchbot.adapters.backup import BadCopy, BrokenCopy, back_up
from matchbot.adapters.backup import restore as restore_from
from matchbot.app import platform_of
from matchbot.commands.running import (
    FINDINGS,
    UNREACHABLE,
    WRONG_USE,
    facts,
    fail,
    print_json,
    settings_or_exit,
)
from matchbot.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
T = TypeVar("T")


def backup(
    path: Annotated[Path, typer.Argument(help="The new file.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Copy the database into a new file, also while matchbot runs."""
    settings = settings_or_exit()
    size = _tried(lambda: back_up(settings.database_url, path))
    if as_json:
        print_json({"file": str(path), "bytes": size})
    else:
        facts.print(f"{path}: {size / 1e6:.1f} MB. It holds personal data.", markup=False)


def restore(
    path: Annotated[Path, typer.Argument(help="The copy.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Make the database from a copy; it sends nothing old until `matchbot outbox release --all`."""
    settings = settings_or_exit()
    held = _tried(lambda: restore_from(settings.database_url, path, _holder(settings)))
    if as_json:
        print_json({"file": str(path), "held": held})
        return
    facts.print(
        f"Restored. {held} messages are held, and digests and follow-ups wait. Look at them with "
        "matchbot outbox list --state held; then: matchbot outbox release --all.",
        soft_wrap=True,
    )


def _holder(settings: Settings) -> Callable[[str], int]:
    from matchbot.adapters.clock import SystemClock
    from matchbot.adapters.store import SqlStore
    from matchbot.flows.outbox import hold_restored

    def hold(url: str) -> int:
        store = SqlStore.open(url, platform_of(settings).id)
        try:
            with store.begin() as tx:
                return hold_restored(tx, SystemClock().now())
        finally:
            store.close()

    return hold


def _tried(work: Callable[[], T]) -> T:
    from matchbot.adapters.store import StoreError

    try:
        return work()
    except BrokenCopy as problem:
        raise fail(str(problem), FINDINGS) from None
    except BadCopy as problem:
        raise fail(str(problem), WRONG_USE) from None
    except StoreError as problem:
        raise fail(str(problem), UNREACHABLE) from None
