"""Whatever is said, in whatever order: promises that hold after every turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talk import CODE, WORDING, Talk, worded

from matchbot.adapters.wording.catalogue import translations
from matchbot.core.dialogue.advance import advance
from matchbot.core.dialogue.conversation import Conversation, Forget, Reply, Turn
from matchbot.core.dialogue.identify import asks_how_many
from matchbot.core.knowledge import Knowledge

LANGUAGES = ("nl", "en", "fr", "de")
NEEDS = (
    "Lunch voor 40 personen in Noord op 12 december", "We need window cleaning",
    "Nous cherchons un traiteur pour 30 personnes", "Wir suchen jemanden für die Reinigung",
    "Wij zoeken een cateraar. Daarnaast zoeken we iemand die onze ramen wast.",
    "Asbest verwijderen in Maastricht", "flight tickets to New York",
)  # fmt: skip
CHANGES = (
    "toch 60 personen", "actually make it Thursday", "andere plek: Haarlem",
    "finalement 60 personnes", "doch lieber am Donnerstag", "datum maakt niet uit",
    "budget is no issue", "geen vlees", "vlees mag toch", "60", "liever vegetarisch",
)  # fmt: skip
COMMANDS = (
    "hulp", "aide", "waarom 2?", "why", "pourquoi", "meer", "more", "weiter", "hoe staat het?",
    "status", "mens", "stop", "verwijder mijn gegevens", "mes données", "abonneren", "opnieuw",
    "intrekken", "withdraw", "annuler", "rückgängig", "ja", "oui", "no", "nein", "wat kost het?",
    "/aanbod", "/offer Lunch in Noord", "/join", "anders", "nieuwe code", "wie ben jij?", "in English please", "auf Deutsch", "bedankt", "hallo",
    "dit klopt niet",
)  # fmt: skip
PICKS = ("1", "2", "1 en 3", "de tweede", "both", "9", "0", "les deux", "4")
PERSONAL = (
    "Gemeente Amsterdam, Anna de Vries, anna@gemeente.example", "anna@gemeente", "Anna",
    "anna@stad.example", CODE, "000000", "12345", "alles",
)  # fmt: skip
GARBAGE = (
    "", " ", "😀🎉", "?", "???", "\x00\x07\x1b[31m", "‮evil", "شكرا جزيلا", "{what} %s <b>",
    "a" * 500, "asdf qwerty", "1 2 3 4 5 6 7", "@", "-", "\n\n",
)  # fmt: skip

said = st.sampled_from([*NEEDS, *CHANGES, *COMMANDS, *PICKS, *PERSONAL, *GARBAGE]).map(Turn)
pressed = st.builds(
    lambda choice, round: Turn(choice=choice, round=round),
    st.sampled_from(
        ["1", "2", "77", "yes", "no", "more", "undo", "resend", "outcome:win", "#0", "x"]
    ),
    st.sampled_from([None, 1, 2, 3]),
)
events = st.sampled_from(
    [
        Turn(event="media", facts={"what": "photo"}),
        Turn(event="start"),
        Turn(event="confirmed", facts={"email": "anna@stad.example"}),
        Turn(event="follow_up", facts={"lead": "l1", "wise": "De Veter", "title": "Lunch"}),
        Turn(event="lead", facts={"lead": "l1", "state": "accepted", "wise": "De Veter"}),
        Turn(event="lead", facts={"lead": "l2", "state": "declined", "wise": "De Veter"}),
    ]
)
turns = st.lists(said | said | said | pressed | events, min_size=1, max_size=10)


def test_every_turn_keeps_the_promises(knowledge: Knowledge, now: datetime) -> None:
    @settings(max_examples=25)
    @given(turns=turns, language=st.sampled_from(LANGUAGES), which=st.integers(0, 5))
    def after_every_turn(turns: list[Turn], language: str, which: int) -> None:
        talk = Talk(knowledge, now, language)
        for turn in turns:
            before = talk.conversation
            talk.take(turn)
            assert_answered(talk)
            assert_need_survived(talk, before)
            assert_choosable(talk, which)

    after_every_turn()


def assert_answered(talk: Talk) -> None:
    """There is an answer, in every language we speak, with one question at most."""
    assert talk.done.replies
    for language in LANGUAGES:
        assert all(worded(reply, language).strip() for reply in talk.done.replies)
        assert questions(talk.done.replies, language) <= 1, talk.said()


def assert_need_survived(talk: Talk, before: Conversation) -> None:
    """Only "opnieuw" and erasing make us forget what somebody needs."""
    forgets = any(isinstance(effect, Forget) for effect in talk.done.effects)
    if before.need is not None and not forgets and "new.asked" not in talk.said():
        assert talk.conversation.need is not None


def questions(replies: tuple[Reply, ...], language: str) -> int:
    """How many questions our own words ask; what the person wrote does not count."""
    spoken = translations(language)
    lines = [line.key for reply in replies for line in reply.lines]
    return sum(spoken.gettext(key).count("?") for key in lines)


def assert_choosable(talk: Talk, which: int) -> None:
    """A choice may be pressed, typed as its words, or typed as its number: all the same."""
    c = talk.conversation
    if not any(reply.choices for reply in talk.done.replies) or not c.choices:
        return
    number = which % len(c.choices) + 1
    choice = c.choices[number - 1]
    ways = [Turn(choice=choice.value, round=c.round), Turn(choice.label)]
    if not (asks_how_many(c) and number > len(c.shown)):
        ways.append(Turn(str(number)))
    first, *others = (_outcome(c, way, talk) for way in ways)
    assert all(other == first for other in others), (choice, c.step)


def _outcome(c: Conversation, turn: Turn, talk: Talk) -> tuple[object, ...]:
    done = advance(c, turn, talk.knowledge, talk.now)
    after = replace(done.conversation, language=c.language)
    return after.step, after.need, after.picked, after.shown, after.withdrawing, done.replies


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_words_tell_who_answers_how_it_chooses_and_where_a_person_is(
    knowledge: Knowledge, now: datetime, language: str
) -> None:
    for turn in (Turn("?"), Turn(event="start"), Turn(NEEDS[0]), Turn(event="media")):
        talk = Talk(knowledge, now, language)
        first = talk.take(turn).replies[0]
        assert [line.key for line in first.lines] == ["greeting"]
        assert knowledge.platform.contact in WORDING.text(first.lines[0], language)
        assert "greeting" not in [*talk.said()[1:]]
        talk.take(Turn("?"))
        assert "greeting" not in talk.said()
