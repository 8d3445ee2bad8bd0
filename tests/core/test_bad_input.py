"""Bad input at every step of the dialogue: a clear sentence, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from talk import CODE, Talk

from matchbot.core.dialogue.conversation import Turn
from matchbot.core.knowledge import Knowledge

LUNCH = "Lunch voor 40 personen in Noord op 12 december"
WHO = "Gemeente Amsterdam, Anna de Vries, anna@gemeente.example"

#: Step → what is said to come there.
WAYS: dict[str, tuple[str, ...]] = {
    "open": (),
    "choosing": (LUNCH,),
    "contact": (LUNCH, "1"),
    "code": (LUNCH, "1", WHO),
    "waiting": (LUNCH, "1", WHO, CODE),
    "confirming": (LUNCH, "1", WHO, CODE, "2"),
    "withdrawing": (LUNCH, "1", WHO, CODE, "intrekken"),
    "wish": ("abonneren",),
    "erasing": (LUNCH, "verwijder mijn gegevens"),
    "follow_up": (LUNCH, "1", WHO, CODE),
}
BAD = {
    "empty": "",
    "spaces": "   ",
    "ten thousand characters": "zo " * 3_334,
    "emoji": "😀🎉👍",
    "control characters": "\x00\x07\x1b[31m\x7f",
    "right to left": "‮شكرا جزيلا‬",
    "markup": "<script>alert(1)</script> {what} %s",
    "a number nobody offered": "77",
    "a broken address": "anna@gemeente",
}


@pytest.fixture
def at(knowledge: Knowledge, now: datetime) -> Callable[[str], Talk]:
    def at(step: str) -> Talk:
        talk = Talk(knowledge, now, "nl")
        for text in WAYS[step]:
            talk.says(text)
        if step == "follow_up":
            facts = {"lead": talk.conversation.leads[0].id, "wise": "De Veter", "title": "Lunch"}
            talk.take(Turn(event="follow_up", facts=facts))
        assert talk.conversation.step == step
        return talk

    return at


@pytest.mark.parametrize("step", WAYS)
def test_bad_input_is_answered_and_loses_nothing(at: Callable[[str], Talk], step: str) -> None:
    for name, text in BAD.items():
        talk = at(step)
        before = talk.conversation
        talk.says(text)
        after = talk.conversation
        assert talk.text().strip(), name
        assert (after.leads, after.confirmed) == (before.leads, before.confirmed), name
        assert after.picked == before.picked, name
        if before.need is not None:
            assert after.need is not None and after.need.what == before.need.what, name
        if step not in {"open", "wish", "contact"}:
            assert after.step == step, name


@pytest.mark.parametrize("step", WAYS)
def test_an_old_button_is_known_as_old_at_every_step(at: Callable[[str], Talk], step: str) -> None:
    talk = at(step)
    before = talk.conversation
    talk.take(Turn(choice="1", round=-1))
    assert "choice.old" in talk.said()
    assert (talk.conversation.step, talk.conversation.picked) == (before.step, before.picked)


@pytest.mark.parametrize("step", WAYS)
@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (("hulp", "help", "aide", "Hilfe"), "help.commands"),
        (("opnieuw", "start over", "recommencer", "von vorne"), "new.asked"),
        (("stop", "unsubscribe", "arrêtez", "abmelden"), "stopped"),
        (("mens", "human", "un humain", "Mensch"), "human.called"),
        (("verwijder mijn gegevens", "delete my data", "supprimez mes données",
          "meine Daten löschen"), "delete.sure"),
        (("mijn gegevens", "my data", "mes données", "meine Daten"), "export.here"),
        (("wie ben jij?", "who are you?", "qui êtes-vous ?", "wer sind Sie?"), "about"),
    ],
)  # fmt: skip
def test_what_people_may_always_ask_works_at_every_step_in_four_languages(
    at: Callable[[str], Talk], step: str, texts: tuple[str, ...], key: str
) -> None:
    start = at(step)
    for text in texts:
        talk = Talk(start.knowledge, start.now)
        talk.conversation = start.conversation
        talk.says(text)
        assert key in talk.said(), text


def test_a_wrong_code_may_be_typed_a_few_times_and_a_new_one_helps(
    at: Callable[[str], Talk],
) -> None:
    talk = at("code")
    for _ in range(3):
        talk.says("000000")
        assert talk.said() == ["code.wrong"]
    talk.says("12345")
    assert talk.said() == ["code.shape"]
    talk.says("nieuwe code")
    talk.says(CODE)
    assert "leads.sent" in talk.said()


def test_a_question_while_we_ask_for_a_name_is_no_name(at: Callable[[str], Talk]) -> None:
    talk = at("contact")
    for text in ("hoezo moet je mijn naam weten?", "waarom?", "is dit veilig?"):
        talk.says(text)
        assert talk.conversation.step == "contact"
        assert talk.said()[-1] == "ask.contact_missing"
    assert talk.conversation.contact.name == ""
