"""What one side may read of the other before both agreed to know each other."""

from __future__ import annotations

import pytest

from matchbot.core.discretion import without_addresses, without_sender


@pytest.mark.parametrize(("text", "shown"), [
    ("Bel 020 555 01 23 of mail kok@lepel.example.", "Bel […] of mail […]"),
    ("zie https://stad.example/x of +31 6 1234 5678", "zie […] of […]"),
    ("40 personen op 12-12-2026 om 12.30 uur, max 1.500 euro", "40 personen op 12-12-2026 om 12.30 uur, max 1.500 euro"),
])  # fmt: skip
def test_addresses_and_numbers_to_call_are_hidden_and_facts_are_not(text: str, shown: str) -> None:
    assert without_addresses(text) == shown


def test_the_signature_under_a_need_is_left_out() -> None:
    need = "Beste,\n\nWij zoeken lunch voor 40 personen.\n\nMet vriendelijke groet,\nAnna de Vries\n020 555 01 23"

    assert without_sender(need, "nl") == "Beste,\n\nWij zoeken lunch voor 40 personen."


@pytest.mark.parametrize(
    "text", ["", "lunch voor 40 personen", "Groetjes", "Sträußchen für 8 Tische"]
)
def test_a_text_without_a_signature_stays(text: str) -> None:
    assert without_sender(text, "de") == text
