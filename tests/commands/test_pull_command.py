"""`matchbot catalogue pull`: exit status, the key that was pinned, and JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from sisters.platforms import Platform, made_up, new_signer
from typer.testing import CliRunner, Result

from matchbot.adapters.store import SqlStore
from matchbot.commands.table import cli

Run = Callable[..., Result]


@pytest.fixture
def run(stocked: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MATCHBOT_SISTERS_LOOPBACK", "true")
    monkeypatch.setenv("MATCHBOT_SISTER_OFFERINGS", "5")
    return lambda *words: CliRunner().invoke(cli, ["catalogue", "pull", *words])


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Platform(made_up(8)).running() as platform:
        yield platform


def test_the_first_reading_shows_the_key_it_pinned_and_where_it_was_cut(
    run: Run, platform: Platform
) -> None:
    first = run(platform.url)
    assert first.exit_code == 0
    assert platform.key_id in first.stdout and "pinned now" in first.stdout
    assert "5 offerings taken in" in first.stdout and "holds 8 offerings" in first.stdout
    again = json.loads(run(platform.url, "--json").stdout)
    assert (again["unchanged"], again["first"], again["key"]) == (True, False, platform.key_id)


def test_a_dry_run_keeps_nothing(run: Run, platform: Platform) -> None:
    report = json.loads(run(platform.url, "--dry-run", "--json").stdout)
    assert (report["kept"], report["taken"]) == (False, 5)
    assert json.loads(run(platform.url, "--dry-run", "--json").stdout)["first"]


def test_another_key_is_told_and_trusted_on_the_operators_word(
    run: Run, platform: Platform
) -> None:
    run(platform.url)
    platform.signer = new_signer()
    refused = run(platform.url)
    assert refused.exit_code == 1 and f"--trust {platform.key_id}" in refused.stderr
    assert run(platform.url, "--trust", platform.key_id).exit_code == 0


def test_what_cannot_be_reached_is_status_three(run: Run) -> None:
    with Platform(made_up(1)).running() as gone:
        pass
    answer = run(gone.url, "--json")
    assert answer.exit_code == 3 and json.loads(answer.stdout)["trouble"] == "down"
    assert "Traceback" not in answer.stderr


def test_a_feed_key_that_is_none_is_told_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATCHBOT_FEED_KEY", "secret words")
    answer = run("https://match.example")
    assert answer.exit_code == 2 and "MATCHBOT_FEED_KEY" in answer.stderr
    assert "secret words" not in answer.output


def test_a_wrong_address_is_told_in_one_line(run: Run) -> None:
    answer = run("match.example")
    assert answer.exit_code == 1 and "https://match.example" in answer.stderr
