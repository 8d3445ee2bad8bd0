"""Choosing by number: "1 en 3", "de tweede", "all of them"."""

from __future__ import annotations

import re

from matchbot.core.dialogue.commands import plain

_ORDINALS = {
    1: ("eerste", "een", "first", "one", "premier", "premiere", "un", "une", "erste", "ersten",
        "eins", "eine", "einen"),
    2: ("tweede", "twee", "second", "two", "deuxieme", "second", "seconde", "deux", "zweite",
        "zweiten", "zwei"),
    3: ("derde", "drie", "third", "three", "troisieme", "trois", "dritte", "dritten", "drei"),
    4: ("vierde", "vier", "fourth", "four", "quatrieme", "quatre", "vierte", "vierten"),
    5: ("vijfde", "vijf", "fifth", "five", "cinquieme", "cinq", "funfte", "funften", "funf"),
}  # fmt: skip
_WORDS = {word: number for number, words in _ORDINALS.items() for word in words}
#: Words that stand for a number in any sentence, unlike "een", "un" or "one".
_CERTAIN = {w for n, words in _ORDINALS.items() for w in words if n > 1} | {
    "eerste", "first", "premier", "premiere", "erste", "ersten",
}  # fmt: skip
_ALL = {
    "alle", "allemaal", "alles", "all", "all of them", "tous", "toutes",
}  # fmt: skip
_ALL_OF = {
    2: {"alle twee", "allebei", "beide", "both", "les deux", "alle beide", "alle 2"},
    3: {"alle drie", "all three", "tous les trois", "les trois", "alle 3", "all 3"},
}
#: "Not the first, the second": what is refused is not chosen.
_REFUSED = re.compile(
    rf"\b(?:niet|not|pas|nicht)(?: (?:de|the|le|la|die|der|das))? (?:\d|{'|'.join(_WORDS)})\b"
)
_FILLER = re.compile(
    r"(?:(?<=first)|(?<=second)|(?<=third)|(?<=fourth)|(?<=fifth)) one\b|\bi'd rather have\b|"
    r"\b(?:en|and|et|und|of|or|ou|oder|de|het|the|le|la|les|der|die|das|den|nummer|nr|no|number|"
    r"numero|optie|option|keuze|graag|please|aub|alstublieft|bitte|svp|s'il vous plait|"
    r"ok|oke|okay|goed|prima|fine|alright|bien|d'accord|gut|dan|then|alors|dann|that|this|die|dat|"
    r"let's go with|go with|i'll go with|we nemen|wij nemen|we kiezen|we'll take|me convient|"
    r"nous convient|convient|on prend|nous prenons|passt|wir nehmen|nehmen wir|ich mochte|"
    r"ik kies|ik wil|doe maar|ik neem|neem|kies|i choose|choose|i want|i'd like|i'll take|take|"
    r"je choisis|choisir|je prends|ich nehme|nehmen sie|ich wahle|wahlen|voor|for|pour|fur|ook|also|nee|nein|non|toch|liever|maar|"
    r"actually|rather|wait|wacht|attendez|warten sie|moment|sorry|pardon|finalement|plutot|doch|"
    r"lieber|instead|ik bedoel|i mean|i meant|je voulais dire|ich meine|il vaut mieux)\b"
)


def numbers_chosen(text: str, offered: int) -> tuple[int, ...] | None:
    """The numbers this message consists of, or None when it is about something else.

    Numbers above `offered` are kept: the caller says that they do not exist.
    """
    said = plain(text)
    if offered and (said in _ALL or said in _ALL_OF.get(offered, ())):
        return tuple(range(1, offered + 1))
    bare = _FILLER.sub(" ", _REFUSED.sub(" ", said))
    tokens = [t for t in re.split(r"[\s,;+&/.)#-]+", bare) if t]
    numbers = [_number(t) for t in tokens]
    if not numbers or any(n is None for n in numbers):
        return None
    if len(tokens) == 1 and not tokens[0].isdigit() and tokens[0] in {"un", "une", "een", "one"}:
        return (1,)
    return tuple(dict.fromkeys(n for n in numbers if n is not None))


def _number(token: str) -> int | None:
    if token.isdigit() and len(token) <= 2:
        return int(token)
    return _WORDS.get(token)


def numbers_named(text: str, offered: int) -> tuple[int, ...]:
    """The numbers up to `offered` that occur in a sentence ("waarom staat de tweede erbij?")."""
    tokens = re.findall(r"\w+", plain(text))
    numbers = [_number(t) for t in tokens if t.isdigit() or t in _CERTAIN]
    return tuple(dict.fromkeys(n for n in numbers if n and n <= offered))
