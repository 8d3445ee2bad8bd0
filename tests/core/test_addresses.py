"""E-mail addresses: what is let through ends up in SMTP commands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.addresses import (
    BadAddress,
    find_address,
    looks_like_address,
    parse_address,
    same_address,
)

GOOD = {
    "anna@stad.example": "anna@stad.example",
    "  Anna.De-Vries+werk@Stad.Example ": "Anna.De-Vries+werk@stad.example",
    "o'brien@x-y.co.example": "o'brien@x-y.co.example",
    "a@bücher.example": "a@xn--bcher-kva.example",
    "a" * 64 + "@b.example": "a" * 64 + "@b.example",
}
BAD = (
    "", "anna", "@stad.example", "anna@", "anna@stad", "anna@@stad.example", "anna @stad.example",
    "anna@sta d.example", ".anna@stad.example", "anna.@stad.example", "an..na@stad.example",
    "anna@-stad.example", "anna@stad-.example", "anna@stad..example", "anna@stad.example.",
    '"anna"@stad.example', "anna(werk)@stad.example", "Anna <anna@stad.example>",
    "anna@[127.0.0.1]", "anna@127.0.0.1", "anna@stad.example,bob@stad.example",
    "änna@stad.example", "a" * 65 + "@b.example", "a@" + "b" * 64 + ".example",
    "a@" + "b." * 126 + "example",
    "anna@stad.example\nRCPT TO:<x@y.example>", "anna\r\nDATA\r\n@stad.example",
    "anna@stad.example\r\nBcc: x@y.example", "anna\x00@stad.example", "anna@stad.exa\u200bmple\n.x",
    "-oQ/tmp@stad.example ; rm", "anna@stad.example>", "<anna@stad.example",
)  # fmt: skip


@pytest.mark.parametrize(("text", "address"), GOOD.items())
def test_a_good_address_is_stored_in_one_form(text: str, address: str) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize("text", BAD)
def test_a_bad_address_is_refused(text: str) -> None:
    with pytest.raises(BadAddress):
        parse_address(text)


HOSTILE = st.lists(
    st.sampled_from(
        ["a", "Z", "@", ".", "b.example", "\r", "\n", "\r\n", "\x00", " ", "<", ">", "RCPT TO:",
         "é", "\u2028", "\x85", "\u200b", "=?utf-8?q?=0a?=", "xn--", "%0a", ",", ";", '"']
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(st.one_of(HOSTILE, st.text(max_size=80), st.emails()))
def test_nothing_that_is_let_through_can_break_a_line(text: str) -> None:
    try:
        address = parse_address(text)
    except BadAddress:
        return
    assert re.fullmatch(r"[!-~]+@[a-z0-9.-]+", address)
    assert not set('\r\n\0 <>,;"()') & set(address)
    assert parse_address(address) == address


@given(st.one_of(HOSTILE, st.text(max_size=80)))
def test_an_address_found_in_a_text_is_one_word_of_it(text: str) -> None:
    found = find_address(text)
    assert found is None or (found in text and len(found.split()) == 1)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Mijn adres is anna@stad.example.", "anna@stad.example"),
        ("(anna@stad.example)", "anna@stad.example"),
        ("anna@stad.example, bob@stad.example", "anna@stad.example"),
        ("mailto:anna@stad.example", "anna@stad.example"),
        ("anna at stad.example", None),
        ("@anna", None),
    ],
)
def test_an_address_is_found_in_a_sentence(text: str, address: str | None) -> None:
    assert find_address(text) == address


def test_two_spellings_of_one_address_are_the_same() -> None:
    assert same_address("Anna@Stad.example") == same_address("anna@stad.EXAMPLE")


@pytest.mark.parametrize(("text", "meant"), [("anna@stad", True), ("anna", False), ("@", True)])
def test_a_word_with_an_at_sign_is_meant_as_an_address(text: str, meant: bool) -> None:
    assert looks_like_address(text) is meant
