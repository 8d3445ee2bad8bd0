"""Facts said later: what they change in the need that is already there."""

from __future__ import annotations

import re
from dataclasses import replace

from matchbot.core.need import KindGuess, Need, Quantity, Reading

#: Words that announce a correction of something said before.
_CORRECTION = re.compile(
    r"^\W*(?:nee,?\s+)?(?:toch|liever|maar dan|sorry|oeps|ik bedoel|eigenlijk|andere plek|"
    r"andere datum|ander aantal|wijzig|verander|maak (?:er|het)|doe maar|het (?:is|wordt|worden)|"
    r"er komen|we zijn met|actually|rather|instead|make (?:it|that)|change|no,? i mean|i mean|"
    r"it(?:'s| is)|different (?:place|date)|plut[oô]t|en fait|finalement|en r[ée]alit[ée]|"
    r"je voulais dire|autre (?:lieu|date)|c'est|doch|lieber|eigentlich|ich meine|stattdessen|"
    r"anderer ort|anderes datum|es sind|wir sind)\b",
    re.IGNORECASE,
)
_FACTS = ("place", "when", "quantity", "budget")
SURE = 0.55


def is_correction(text: str) -> bool:
    """Does this message begin by correcting something said before?"""
    return bool(_CORRECTION.match(text))


def has_facts(need: Need) -> bool:
    """True when the text gave a place, date, quantity, budget, exclusion or rhythm."""
    return any(getattr(need, f) is not None for f in _FACTS) or bool(need.without) or need.recurring


def changes(reading: Reading, before: Need) -> bool:
    """Does this message change the need at hand, rather than state another one?"""
    said = reading.need
    if not has_facts(said):
        return False
    if is_correction(said.text):
        return not _another_kind(said.kinds, before.kinds)
    return not said.kinds and not said.what


def _another_kind(said: tuple[KindGuess, ...], before: tuple[KindGuess, ...]) -> bool:
    if not said or said[0].score < SURE:
        return False
    return said[0].id not in {k.id for k in before[:3]}


def merged(before: Need, said: Need) -> Need:
    """The need with every fact that was said now; what was not said stays."""
    new = {f: getattr(said, f) for f in _FACTS if getattr(said, f) is not None}
    if said.quantity and before.quantity:
        new["quantity"] = _same_unit(said.quantity, before.quantity)
    return replace(
        before,
        **new,
        recurring=said.recurring or (before.recurring and said.when is None),
        without=tuple(dict.fromkeys((*before.without, *said.without))),
    )


def _same_unit(said: Quantity, before: Quantity) -> Quantity:
    """ "Toch 60" after "40 personen" means persons."""
    return replace(said, unit=before.unit) if said.unit in {"other", "pieces"} else said


_BARE_NUMBER = re.compile(
    r"\W*(?:ongeveer|circa|ca\.?|about|around|environ|etwa|zo'n)?\s*(\d{1,6})\W*"
)


def bare_quantity(text: str, need: Need) -> Need | None:
    """The need with a number that stands alone ("60") as its quantity, or None."""
    found = _BARE_NUMBER.fullmatch(text)
    if not found or int(found[1]) == 0:
        return None
    unit = need.quantity.unit if need.quantity else "other"
    return replace(need, quantity=Quantity(float(found[1]), unit))
