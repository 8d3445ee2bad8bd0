"""A key opens what it was made for; an altered one opens nothing, however often it is tried."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

import pytest

from matchbot.channels.telegram.shape import seal_of
from matchbot.core.keys import hash_code, same
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, make_key
from matchbot.flows.people import open_key

LETTERS = string.ascii_letters + string.digits + "-_"
TOKEN = "123456789:AAE-a_made_up_token_of_the_tests_0000"


def altered(word: str, chance: random.Random) -> str:
    """The word with one to three letters changed, one lost, or one more."""
    letters = list(word)
    match chance.randrange(4):
        case 0:
            letters.pop(chance.randrange(len(letters)))
        case 1:
            letters.insert(chance.randrange(len(letters) + 1), chance.choice(LETTERS))
        case _:
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(letters))
                letters[at] = chance.choice(LETTERS.replace(letters[at], ""))
    return "".join(letters)


def alterations(word: str, times: int) -> Iterator[str]:
    chance = random.Random(7)
    return (other for _ in range(times) if (other := altered(word, chance)) != word)


def opened(office: Office, word: str, times: int) -> int:
    """How many altered words open the key of this word, or any other purpose's."""
    count = 0
    with office.store.read() as tx:
        for other in alterations(word, times):
            try:
                open_key(tx, office, other, "confirm")
                count += 1
            except KeyRefused:
                continue
    return count


def word_of(office: Office) -> str:
    now = office.clock.now()
    with office.store.begin() as tx:
        return make_key(tx, office, "confirm", "conversation a@b.example", now)


def pressed(times: int) -> int:
    """How many altered buttons are taken for ours."""
    seal = seal_of(TOKEN)
    ours = seal.data("4711", "outcome:win", 0, 3)
    return sum(seal.read("4711", data)[1] != -1 for data in alterations(ours, times))


def test_altered_keys_open_nothing(office: Office) -> None:
    word = word_of(office)
    with office.store.read() as tx:
        assert open_key(tx, office, word, "confirm").subject.endswith("a@b.example")
        with pytest.raises(KeyRefused):
            open_key(tx, office, word, "unsubscribe")
    assert opened(office, word, 200) == 0


def test_altered_buttons_press_nothing() -> None:
    assert pressed(20_000) == 0


@pytest.mark.long
@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_a_million_altered_keys_open_nothing(office: Office) -> None:
    assert opened(office, word_of(office), 1_000_000) == 0


@pytest.mark.long
def test_a_million_altered_buttons_press_nothing() -> None:
    assert pressed(1_000_000) == 0


def test_codes_are_compared_without_telling_where_they_differ() -> None:
    code = hash_code("123456", "c")
    assert same(code, hash_code("123456", "c"))
    others = (hash_code(f"{n:06}", "c") for n in range(0, 1_000_000, 997) if n != 123456)
    assert not any(same(code, other) for other in others)
    assert not same(code, hash_code("123456", "another"))
