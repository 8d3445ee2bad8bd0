"""What counts as new: the rules, without the parts of a mail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.mail.new_text import new_text

NEW = "Veertig personen graag."

ANNOUNCEMENTS = [
    "On Mon, Nov 23, 2026 at 10:04 AM Noor <noor@match.example> wrote:",
    "Op ma 23 nov. 2026 om 10:04 schreef Noor <noor@match.example>:",
    "Le lun. 23 nov. 2026 à 10:04, Noor <noor@match.example> a écrit :",
    "Am Mo., 23. Nov. 2026 um 10:04 Uhr schrieb Noor <noor@match.example>:",
    "El lun, 23 nov 2026 a las 10:04, Noor (<noor@match.example>) escribió:",
    "Il giorno lun 23 nov 2026 alle ore 10:04 Noor <noor@match.example> ha scritto:",
    "W dniu 23.11.2026 o 10:04, Noor pisze:",
    "Den mån 23 nov. 2026 kl 10:04 skrev Noor <noor@match.example>:",
]


@pytest.mark.parametrize("line", ANNOUNCEMENTS)
@pytest.mark.parametrize("mark", ["> ", ">", ""])
def test_what_stands_below_an_announcement_is_history(line: str, mark: str) -> None:
    assert new_text(f"{NEW}\n\n{line}\n\n{mark}Hoeveel?\n{mark}Wanneer?\n") == NEW


@pytest.mark.parametrize("line", ANNOUNCEMENTS)
@pytest.mark.parametrize("at", [18, 25, 38])
def test_an_announcement_may_be_wrapped(line: str, at: int) -> None:
    space = line.rindex(" ", 0, at)
    wrapped = f"{line[:space]}\n{line[space + 1 :]}"
    assert new_text(f"{NEW}\n\n{wrapped}\n> Hoeveel?") == NEW


@pytest.mark.parametrize("line", ANNOUNCEMENTS)
def test_an_answer_below_the_quote_is_new(line: str) -> None:
    assert new_text(f"{line}\n> Hoeveel?\n\n{NEW}") == NEW


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday we need lunch:\nsoup and bread",
        "He wrote: yes.\n\nSo we need lunch.",
        "Van harte welkom!\nAan tafel om 12 uur.",
        "Lunch:\n\n- soep\n- brood",
        "Kosten: 5 -- 10 euro",
    ],
)
def test_sentences_that_look_a_little_like_history_are_kept(text: str) -> None:
    assert new_text(text) == text


def test_text_above_an_announcement_is_not_taken_for_its_beginning() -> None:
    text = f"Op dit punt zijn we het eens.\n{ANNOUNCEMENTS[1]}\n> Hoeveel?"
    assert new_text(text) == "Op dit punt zijn we het eens."


def test_a_long_thread_is_read_at_its_top() -> None:
    thread = NEW
    for depth in range(300):
        thread += f"\n\n{ANNOUNCEMENTS[depth % 8]}\n" + ">" * (depth % 20 + 1) + " Hoeveel?"
    assert new_text(thread) == NEW


@given(st.text(max_size=300))
def test_nothing_is_made_up(text: str) -> None:
    assert set(new_text(text)) <= set(text) | {"\n"}


@given(st.text(alphabet="abc .,\n", max_size=200))
def test_plain_words_are_all_kept(text: str) -> None:
    assert new_text(text).split() == text.split()
