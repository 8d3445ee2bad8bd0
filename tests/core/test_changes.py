"""Facts said later, in four languages: changed, added, taken away; what is no change is left."""

from __future__ import annotations

from datetime import datetime

import pytest
from talk import Talk

from matchbot.core.dialogue.changes import let_go, without_announcement
from matchbot.core.knowledge import Knowledge

LUNCH = {
    "nl": "Lunch voor 40 personen in Noord op 12 december, zonder vlees",
    "en": "Lunch for 40 people in Noord on 12 December, no meat",
    "fr": "Déjeuner pour 40 personnes à Noord le 12 décembre, sans viande",
    "de": "Mittagessen für 40 Personen in Noord am 12. Dezember, ohne Fleisch",
}


@pytest.fixture
def lunch(knowledge: Knowledge, now: datetime) -> dict[str, Talk]:
    """Somebody who asked for a lunch, in each language."""
    talks = {}
    for language, text in LUNCH.items():
        talks[language] = talk = Talk(knowledge, now, language)
        talk.says(text)
    return talks


def facts(talk: Talk) -> dict[str, object]:
    need = talk.conversation.need
    assert need is not None
    return {
        "what": need.what.lower(),
        "place": need.place.name if need.place else None,
        "when": need.when.start.isoformat() if need.when else None,
        "quantity": need.quantity.value if need.quantity else None,
        "budget": need.budget.max if need.budget else None,
        "without": need.without,
        "recurring": need.recurring,
    }


@pytest.mark.parametrize(
    ("language", "text", "changed"),
    [
        ("nl", "toch 60 personen", {"quantity": 60.0}),
        ("nl", "maak er 25 personen van", {"quantity": 25.0}),
        ("nl", "andere plek: Haarlem", {"place": "Haarlem"}),
        ("nl", "kan het ook op 14 december?", {"when": "2026-12-14"}),
        ("nl", "verzet de datum naar 20 december", {"when": "2026-12-20"}),
        ("nl", "toch op 14 december, 45 mensen en max 900 euro",
         {"when": "2026-12-14", "quantity": 45.0, "budget": 900.0}),
        ("nl", "elke week", {"recurring": True}),
        ("nl", "datum maakt niet uit", {"when": None}),
        ("nl", "plaats en datum maken niet uit", {"place": None, "when": None}),
        ("nl", "60 personen, datum maakt niet uit", {"when": None, "quantity": 60.0}),
        ("nl", "vlees mag toch", {"without": ()}),
        ("nl", "liever vegetarisch", {"what": "lunch vegetarisch"}),
        ("nl", "graag ook vegan", {"what": "lunch vegan"}),
        ("en", "actually make it Thursday", {"when": "2026-11-26"}),
        ("en", "could it be for 60 people?", {"quantity": 60.0}),
        ("en", "and 50 people in Utrecht on 15 December",
         {"quantity": 50.0, "place": "Utrecht", "when": "2026-12-15"}),
        ("en", "budget is no issue", {}),
        ("en", "the date is flexible", {"when": None}),
        ("en", "meat is fine", {"without": ()}),
        ("en", "weekly", {"recurring": True}),
        ("fr", "finalement 60 personnes", {"quantity": 60.0}),
        ("fr", "60 personnes finalement", {"quantity": 60.0}),
        ("fr", "plutôt jeudi", {"when": "2026-11-26"}),
        ("fr", "autre lieu : Haarlem", {"place": "Haarlem"}),
        ("fr", "peu importe la date", {"when": None}),
        ("fr", "plutôt végétarien", {"what": "déjeuner végétarien"}),
        ("fr", "toutes les semaines", {"recurring": True}),
        ("de", "doch lieber am Donnerstag", {"when": "2026-11-26"}),
        ("de", "geht das auch für 60 Personen?", {"quantity": 60.0}),
        ("de", "anderer Ort: Haarlem", {"place": "Haarlem"}),
        ("de", "es sind 55 Personen und es ist in Utrecht",
         {"quantity": 55.0, "place": "Utrecht"}),
        ("de", "das Datum ist egal", {"when": None}),
        ("de", "jede Woche", {"recurring": True}),
    ],
)  # fmt: skip
def test_what_is_said_later_changes_that_and_nothing_else(
    lunch: dict[str, Talk], language: str, text: str, changed: dict[str, object]
) -> None:
    talk = lunch[language]
    before = facts(talk)
    talk.says(text)
    assert facts(talk) == {**before, **changed}
    assert talk.done.matches, "a change ranks again"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "blauw"), ("nl", "wat een weer vandaag"), ("nl", "jean@mairie.example"),
        ("en", "can you sing?"), ("en", "asdf qwerty"), ("fr", "il fait beau"),
        ("de", "Mein Auto ist rot"), ("de", "😀"), ("fr", "12345678"),
    ],
)  # fmt: skip
def test_what_is_not_understood_costs_nothing(
    lunch: dict[str, Talk], language: str, text: str
) -> None:
    talk = lunch[language]
    before, shown = facts(talk), talk.conversation.shown
    talk.says(text)
    assert (facts(talk), talk.conversation.shown) == (before, shown)
    assert talk.said()[-1] == "need.kept"


@pytest.mark.parametrize("step", ["contact", "code"])
@pytest.mark.parametrize(
    ("text", "quantity"), [("toch 60 personen", 60.0), ("60 personen graag", 60.0)]
)
def test_a_need_can_be_changed_while_we_ask_who_the_buyer_is(
    lunch: dict[str, Talk], step: str, text: str, quantity: float
) -> None:
    talk = lunch["nl"]
    talk.says("1")
    if step == "code":
        talk.says("Gemeente Amsterdam, Anna de Vries, anna@gemeente.example")
    assert talk.conversation.step == step
    talk.says(text)
    assert facts(talk)["quantity"] == quantity
    assert (talk.conversation.step, talk.conversation.picked) == ("choosing", ())


@pytest.mark.parametrize(
    "text",
    ["Stichting De Kast", "Studio 40", "c'est la Ville de Paris", "Bakker BV", "Hotel Haarlem"],
)
def test_the_name_of_an_organisation_is_no_change(lunch: dict[str, Talk], text: str) -> None:
    talk = lunch["nl"]
    talk.says("1")
    before = facts(talk)
    talk.says(text)
    assert facts(talk) == before
    assert talk.conversation.contact.organisation


def test_indifference_alone_is_about_the_fact_asked_for_last() -> None:
    assert let_go("maakt niet uit", "place") == (frozenset({"place"}), "")
    assert let_go("weet ik nog niet", "when") == (frozenset({"when"}), "")
    assert let_go("maakt niet uit", "") == (frozenset(), "")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("toch 60 personen", "60 personen"), ("nee, liever in Zuid", "in Zuid"),
        ("actually make it Thursday", "Thursday"), ("60 personnes finalement", "60 personnes"),
        ("toch", ""), ("Lunch voor 40", "Lunch voor 40"),
    ],
)  # fmt: skip
def test_the_words_that_announce_a_change_are_no_part_of_it(text: str, bare: str) -> None:
    assert without_announcement(text) == bare


def test_a_name_of_several_places_is_asked_back_and_the_answer_fills_it(
    knowledge: Knowledge, now: datetime
) -> None:
    for answer in ("2", "Beek (Noord-Brabant)"):
        talk = Talk(knowledge, now, "nl")
        talk.says("Lunch voor 40 personen in Beek")
        assert talk.said()[-1] == "place.which"
        labels = [choice.label for choice in talk.conversation.choices]
        assert labels == ["Beek (Limburg)", "Beek (Noord-Brabant)"]
        talk.says(answer)
        assert facts(talk)["place"] == "Beek (Noord-Brabant)"
        assert facts(talk)["quantity"] == 40.0
        assert "need.understood" in talk.said()
