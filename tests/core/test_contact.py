"""Who the buyer is, out of what people really type."""

from __future__ import annotations

import pytest

from matchbot.core.dialogue.contact import add_to, missing
from matchbot.core.lead import Contact

STAD = "Gemeente Amsterdam"
FULL = (STAD, "Anna de Vries", "anna@stad.example")


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Gemeente Amsterdam, Anna de Vries, anna@stad.example", FULL),
        ("Gemeente Amsterdam; Anna de Vries; anna@stad.example", FULL),
        ("Gemeente Amsterdam\nAnna de Vries\nanna@stad.example", FULL),
        ("Gemeente Amsterdam - Anna de Vries - anna@stad.example", FULL),
        ("Gemeente Amsterdam | Anna de Vries | anna@stad.example", FULL),
        ("anna@stad.example, Gemeente Amsterdam, Anna de Vries", FULL),
        ("Organisatie: Gemeente Amsterdam, naam: Anna de Vries, e-mail: anna@stad.example", FULL),
        ("Mijn naam is Anna de Vries, organisatie Gemeente Amsterdam, anna@stad.example", FULL),
        ("Ik ben Anna de Vries van de gemeente Amsterdam, anna@stad.example",
         ("de gemeente Amsterdam", "Anna de Vries", "anna@stad.example")),
        ("I am Anna de Vries from City Hall, anna@stad.example",
         ("City Hall", "Anna de Vries", "anna@stad.example")),
        ("My name is Jan van den Berg", ("", "Jan van den Berg", "")),
        ("Ich heiße Jan von Berg", ("", "Jan von Berg", "")),
        ("Mijn e-mailadres is anna@stad.example", ("", "", "anna@stad.example")),
        ("anna@stad.example", ("", "", "anna@stad.example")),
        ("Gemeente Amsterdam", (STAD, "", "")),
        ("https://evil.example/<script>", ("", "", "")),
        ("", ("", "", "")),
    ],
)  # fmt: skip
def test_a_contact_is_read_from_one_message(text: str, contact: tuple[str, str, str]) -> None:
    found, broken = add_to(Contact(), text)
    assert (found.organisation, found.name, found.email) == contact
    assert not broken


def test_a_contact_may_come_in_several_messages() -> None:
    contact = Contact()
    for text in (STAD, "Anna de Vries", "anna@stad.example"):
        contact, _ = add_to(contact, text)
    assert contact == Contact(*FULL)
    assert missing(contact) == ()


def test_a_later_address_replaces_the_earlier_and_leaves_the_rest() -> None:
    contact, _ = add_to(Contact(*FULL), "liever anna@werk.example")
    assert contact == Contact(STAD, "Anna de Vries", "anna@werk.example")


@pytest.mark.parametrize("text", ["anna@stad", "anna@", "an na@stad..example", "anna@stad,example"])
def test_a_broken_address_is_noticed(text: str) -> None:
    contact, broken = add_to(Contact(), text)
    assert broken
    assert contact.email == ""


def test_a_broken_address_does_not_cost_the_name() -> None:
    contact, broken = add_to(Contact(), "Bakker BV, Jan Bakker, jan@bakker")
    assert (contact.organisation, contact.name, broken) == ("Bakker BV", "Jan Bakker", True)


def test_what_is_kept_is_short() -> None:
    contact, _ = add_to(Contact(), "x" * 5000)
    assert len(contact.organisation) == 120


def test_what_is_lacking_is_named_in_order() -> None:
    assert missing(Contact(name="Anna")) == ("organisation", "email")
