"""WISEs are asked for their yearly figures by letter and give four numbers behind a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from cast import Mailbox, StillClock, body, link_in, posted

from matchbot.channels.terminal import Terminal
from matchbot.core.dialogue.conversation import Turn
from matchbot.core.offering import PeopleFigure
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.inbox import handle_all
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office
from matchbot.flows.yearly_figures import BadFigures, ask_for_figures, give_figures, open_figures

NUMBERS = {"paid": "12", "volunteer": " 3 ", "daytime": "", "moved_to_paid": "1"}


@pytest.fixture(autouse=True)
def january(clock: StillClock) -> None:
    clock.at = datetime(2027, 1, 11, 9, tzinfo=UTC)


def figures(office: Office, wise: str) -> PeopleFigure | None:
    with office.store.read() as tx:
        people = tx.catalogue.load().people
    return next((f for f in people if f.wise == wise and f.year == 2026), None)


def test_each_wise_is_asked_once_in_january(office: Office) -> None:
    assert ask_for_figures(office) == len(posted(office, "figures")) > 50
    assert ask_for_figures(office) == 0


def test_nobody_is_asked_in_march(office: Office, clock: StillClock) -> None:
    clock.at = datetime(2027, 3, 11, 9, tzinfo=UTC)
    assert ask_for_figures(office) == 0


def test_looking_changes_nothing_and_four_numbers_are_kept(
    office: Office, maildir: Mailbox
) -> None:
    ask_for_figures(office)
    letter = maildir.deliver()[0]
    assert "2026" in str(letter["Subject"]) and "2026" in body(letter)
    word = link_in(letter, "figures")
    asked = open_figures(office, word)
    assert asked.given is None and figures(office, asked.wise.id) is None
    give_figures(office, word, NUMBERS)
    assert figures(office, asked.wise.id) == PeopleFigure(asked.wise.id, 2026, 12, 3, 0, 1)
    give_figures(office, word, {**NUMBERS, "paid": "13"})
    assert figures(office, asked.wise.id) == PeopleFigure(asked.wise.id, 2026, 13, 3, 0, 1)


@pytest.mark.parametrize("wrong", ["-1", "1,5", "twaalf", "999999999999", "٣", "20001"])
def test_what_is_no_headcount_is_refused_and_nothing_is_kept(
    office: Office, maildir: Mailbox, wrong: str
) -> None:
    ask_for_figures(office)
    word = link_in(maildir.deliver()[0], "figures")
    with pytest.raises(BadFigures, match="paid"):
        give_figures(office, word, {**NUMBERS, "paid": wrong})
    assert open_figures(office, word).given is None


def test_an_old_link_opens_nothing_even_when_it_was_used(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    ask_for_figures(office)
    word = link_in(maildir.deliver()[0], "figures")
    give_figures(office, word, NUMBERS)
    clock.advance(timedelta(days=130))
    for wrong in (word, "nothing"):
        with pytest.raises(KeyRefused):
            give_figures(office, wrong, NUMBERS)


def test_only_who_gave_none_is_reminded(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    asked = ask_for_figures(office)
    give_figures(office, link_in(maildir.deliver()[0], "figures"), NUMBERS)
    clock.at = datetime(2027, 2, 11, 9, tzinfo=UTC)
    assert ask_for_figures(office) == asked - 1


@dataclass
class Chat:
    """A WISE's manager in the web chat: `says` gives what is answered, also what comes later."""

    office: Office

    def __post_init__(self) -> None:
        self.id = open_conversation(self.office, "web", "manager", "nl").id
        self.last = 0

    def says(self, text: str) -> str:
        take_turn(self.office, self.id, Turn(text))
        handle_all(self.office, {}, "worker")
        with self.office.store.read() as tx:
            said = tx.conversations.utterances(self.id, self.last)
        self.last = said[-1].id
        return "\n".join(one.text for one in said if one.who == "bot")


@pytest.fixture
def word(office: Office, maildir: Mailbox) -> str:
    ask_for_figures(office)
    return link_in(maildir.deliver()[0], "figures")


def test_the_letters_link_in_the_chat_asks_the_same_four_numbers(office: Office, word: str) -> None:
    wise, chat = open_figures(office, word).wise, Chat(office)
    opened = chat.says(office.link(f"figures/{word}"))
    assert f"Cijfers van {wise.name} over 2026" in opened and "betaald werk bij u?" in opened
    assert "vrijwilliger" in chat.says("12 mensen")
    assert "dagbesteding" in chat.says("drie")
    assert "betaald werk ergens anders" in chat.says("geen")
    assert "Klopt dit?" in chat.says("1")
    assert figures(office, wise.id) is None, "nothing is kept before it was checked"
    assert "uw cijfers staan erin" in chat.says("ja")
    assert figures(office, wise.id) == PeopleFigure(wise.id, 2026, 12, 3, 0, 1)


def test_a_step_back_and_starting_again_cost_nothing(office: Office, word: str) -> None:
    chat, wise = Chat(office), open_figures(office, word).wise.id
    chat.says(f"/figures {word}")
    chat.says("21")
    assert "betaald werk bij u?" in chat.says("terug")
    for number in ("12", "3", "0", "1"):
        chat.says(number)
    assert "betaald werk bij u?" in chat.says("nee")
    for number in ("13", "3", "0", "1", "ja"):
        chat.says(number)
    assert figures(office, wise) == PeopleFigure(wise, 2026, 13, 3, 0, 1)


def test_what_nobody_knows_is_not_counted_as_none(office: Office, word: str) -> None:
    chat = Chat(office)
    chat.says(f"/figures {word}")
    for answer in ("12", "weet ik niet", "0"):
        chat.says(answer)
    assert "Weet ik niet" in chat.says("1")
    assert "alleen volledige cijfers" in chat.says("ja")
    assert open_figures(office, word).given is None


@pytest.mark.parametrize("wrong", ["-1", "heel veel", "20001", "1,5"])
def test_what_is_no_number_of_people_is_asked_again(office: Office, word: str, wrong: str) -> None:
    chat = Chat(office)
    chat.says(f"/figures {word}")
    answer = chat.says(wrong)
    assert "niet als een aantal mensen" in answer and "betaald werk bij u?" in answer


def test_a_word_that_opens_nothing_is_said_so_and_help_still_helps(
    office: Office, word: str
) -> None:
    chat = Chat(office)
    assert "werkt niet (meer)" in chat.says("/figures nothing-of-ours")
    chat.says(f"/figures {word}")
    assert "mens" in chat.says("help")
    assert "vrijwilliger" in chat.says("12")


def test_the_terminal_asks_them_as_well(office: Office, word: str) -> None:
    terminal = Terminal.open(office, "here", "nl", lambda: None)
    terminal.say(f"/figures {word}")
    assert "betaald werk bij u?" in "".join(u.text for u in terminal.news())
    assert "vrijwilliger" in "".join(r.text for r in terminal.say("12").replies)
