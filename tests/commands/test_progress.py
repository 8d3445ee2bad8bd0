"""A bar is for a person who watches: it comes when something takes long, and goes when it is done."""

from io import StringIO

import pytest
from rich.console import Console

from matchbot.commands import running


def watching(monkeypatch: pytest.MonkeyPatch, *, person: bool) -> StringIO:
    screen = StringIO()
    monkeypatch.setattr(running, "people", Console(file=screen, force_terminal=person, width=80))
    return screen


def test_a_person_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watching(monkeypatch, person=True)
    with running.embedding_progress() as progress:
        progress.tell(2_500, 5_000)
    assert "50%" in screen.getvalue()


def test_what_is_short_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watching(monkeypatch, person=True)
    with running.embedding_progress() as progress:
        progress.tell(50, 100)
    assert screen.getvalue() == ""


def test_a_log_file_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watching(monkeypatch, person=False)
    with running.embedding_progress() as progress:
        progress.tell(2_500, 5_000)
        progress.tell(5_000, 5_000)
    assert screen.getvalue() == ""


def test_two_long_works_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watching(monkeypatch, person=True)
    with running.embedding_progress() as progress:
        progress.tell(5_000, 5_000)
        before = len(screen.getvalue())
        progress.tell(2_500, 5_000)
    assert "50%" in screen.getvalue()[before:]
