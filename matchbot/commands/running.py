"""What every command does the same: settings, opening, errors in one clear line, exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich import progress as bars
from rich.console import Console

from matchbot.app import App, make_app
from matchbot.settings import Settings, SettingsError, load_settings, strange_names

DONE, FINDINGS, WRONG_USE, UNREACHABLE = 0, 1, 2, 3

#: Words for people at work; facts go to standard output.
people = Console(stderr=True, highlight=False)
facts = Console(highlight=False)


def settings_or_exit(**given: Any) -> Settings:
    """The settings; when they are wrong, all problems at once and exit status 2."""
    try:
        settings = load_settings(**given)
        for strange in strange_names():
            people.print(strange, markup=False, soft_wrap=True)
        return settings
    except SettingsError as wrong:
        for problem in wrong.problems:
            people.print(problem, markup=False)
        raise typer.Exit(WRONG_USE) from None


@contextmanager
def opened(**given: Any) -> Iterator[App]:
    """The app of the settings, closed at the end; trouble in one line and exit status 2 or 3."""
    from matchbot.adapters.catalogue_files import CatalogueFileError
    from matchbot.adapters.store import StoreError

    settings = settings_or_exit(**given)
    with embedding_progress() as progress:
        try:
            app = make_app(settings, progress=progress.tell)
        except StoreError as problem:
            people.print(str(problem), markup=False)
            raise typer.Exit(UNREACHABLE) from None
        except (CatalogueFileError, SettingsError) as problem:
            people.print(str(problem), markup=False)
            raise typer.Exit(WRONG_USE) from None
        try:
            yield app
        finally:
            app.close()


def print_json(value: Any) -> None:
    """One JSON value on a line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def print_text(text: str) -> None:
    """Text on standard output as it is, however wide the terminal."""
    sys.stdout.write(text)


def fail(message: str, status: int = WRONG_USE) -> typer.Exit:
    """Say what is wrong in one line; raise the result."""
    people.print(message, markup=False, soft_wrap=True)
    return typer.Exit(status)


class Progress:
    """A bar for people at work that appears when something large is done for the first time."""

    def __init__(self, title: str, least: int = 1_000) -> None:
        self._title, self._least = title, least
        self._bars = bars.Progress(console=people, transient=True, disable=not people.is_terminal)
        self._shown: dict[int, bars.TaskID] = {}

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` are done; the bar goes when they all are."""
        if total < self._least:
            return
        self._bars.start()
        if total not in self._shown:
            self._shown[total] = self._bars.add_task(self._title, total=total)
        self._bars.update(self._shown[total], completed=done)
        if done >= total:
            self._bars.remove_task(self._shown.pop(total))
            self._bars.stop()


def embedding_progress() -> Progress:
    """What is shown while texts are embedded for the first time, which may take a minute."""
    return Progress("Embedding texts for the first time")
