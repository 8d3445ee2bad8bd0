"""The terminal: lines for people, JSON lines for machines (the contract of `chat --jsonl`)."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from cast import Mailbox, StillClock

from matchbot.adapters.wording import GettextWording
from matchbot.channels.terminal import SettableClock, Terminal, run_jsonl, shown
from matchbot.core.matching.match import Match
from matchbot.flows.answers import match_json
from matchbot.flows.office import Office

LUNCH = {
    "nl": "Lunch voor 40 personen in Noord op 12 december, graag vegetarisch",
    "en": "Lunch for 40 people in Noord on 12 December, vegetarian please",
    "fr": "Déjeuner pour 40 personnes à Noord le 12 décembre, végétarien",
    "de": "Mittagessen für 40 Personen in Noord am 12. Dezember, vegetarisch",
}
MACHINE = {
    "nl": "een computerprogramma",
    "en": "a computer program",
    "fr": "un programme informatique",
    "de": "einem Computerprogramm",
}
MONDAY = "2026-11-23T09:00:00+01:00"

Converse = Callable[[Iterable[Any]], list[dict[str, Any]]]


@pytest.fixture
def converse(office: Office, maildir: Mailbox, clock: StillClock) -> Converse:
    """Sends JSON lines and gives the lines that come back."""
    settable = SettableClock(clock.now)
    terminal = Terminal.open(replace(office, clock=settable), "t", "nl", maildir.deliver)
    wording = GettextWording()

    def as_json(match: Match, language: str) -> dict[str, Any]:
        return match_json(match, wording, language)

    def send(lines: Iterable[Any]) -> list[dict[str, Any]]:
        out = io.StringIO()
        raw = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        run_jsonl(terminal, raw, out, settable, as_json)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return send


@pytest.mark.parametrize("language", LUNCH)
def test_the_first_words_in_the_terminal_say_that_a_machine_answers(
    office: Office, language: str
) -> None:
    terminal = Terminal.open(office, f"t-{language}", language, partial(int))
    first = shown(terminal.begin()[0])
    assert MACHINE[language] in first
    assert "vraag@sociaal-amsterdam.example" in first
    assert terminal.begin() == []


@pytest.mark.parametrize("language", LUNCH)
def test_an_answer_for_machines_has_every_field_of_the_contract(
    converse: Converse, language: str
) -> None:
    (answer,) = converse([{"text": LUNCH[language], "at": MONDAY}])
    assert set(answer) == {"replies", "need", "matches", "leads", "lang", "step"}
    assert MACHINE[language] in answer["replies"][0]["text"]
    assert (answer["lang"], answer["step"], answer["leads"]) == (language, "choosing", [])
    assert answer["need"]["quantity"] == {"value": 40, "min": None, "max": None, "unit": "persons"}
    assert answer["need"]["place"]["name"] == "Amsterdam-Noord"
    assert answer["need"]["when"] == {"start": "2026-12-12", "end": "2026-12-12"}
    assert answer["need"]["kinds"][0]["id"] == "catering"
    assert len(answer["matches"]) == 3
    assert all(
        {"offering", "title", "wise", "score", "reasons"} <= set(match) and match["reasons"]
        for match in answer["matches"]
    )
    assert len(answer["replies"][-1]["choices"]) == 4


def test_a_choice_may_be_sent_as_its_words_or_as_its_number(converse: Converse) -> None:
    *_, asked, erased = converse(
        [{"text": LUNCH["nl"]}, {"text": "verwijder mijn gegevens"}, {"text": "2"}]
    )
    assert asked["replies"][-1]["choices"] == ["Ja, verwijder alles", "Nee, bewaar het"]
    assert "verwijder niets" in erased["replies"][-1]["text"]
    (kept,) = converse([{"text": "Meer laten zien"}])
    assert kept["matches"] and kept["need"]["what"] == "Lunch vegetarisch"


def test_the_time_of_a_line_is_what_days_are_counted_from(converse: Converse) -> None:
    monday, later = converse(
        [
            {"text": "Lunch voor 40 personen dinsdag", "at": MONDAY},
            {"text": "toch woensdag", "at": "2026-12-07T09:00:00+01:00"},
        ]
    )
    assert monday["need"]["when"]["start"] == "2026-11-24"
    assert later["need"]["when"]["start"] == "2026-12-09"
    assert "Dat weet ik nog" in later["replies"][0]["text"]


def test_further_needs_of_a_message_stand_in_the_need(converse: Converse) -> None:
    text = "Wij zoeken een cateraar. Daarnaast zoeken we iemand die onze ramen wast."
    both, second = converse([{"text": text}, {"text": "volgende"}])
    assert len(both["need"]["more"]) == 1 and "ramen" in both["need"]["more"][0]
    assert second["need"]["more"] == []
    assert second["need"]["kinds"][0]["id"] == "window-cleaning"


def test_when_nothing_fits_there_are_no_matches(converse: Converse) -> None:
    (answer,) = converse([{"text": "Asbest verwijderen in Maastricht"}])
    assert answer["matches"] == []
    assert "vind ik niets" in answer["replies"][-1]["text"]


@pytest.mark.parametrize(
    "line",
    ["no json", "[]", '{"text": 3}', "{}", '{"text": "x", "at": "tomorrow"}', '{"text": null}'],
)
def test_a_line_that_is_no_good_is_answered_with_what_is_wrong(
    converse: Converse, line: str
) -> None:
    wrong, right = converse([line, {"text": "hallo"}])
    assert wrong["error"].startswith("line 1: ")
    assert right["replies"]
