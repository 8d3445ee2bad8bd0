"""What a WISE answers by mail to a lead: yes, no and why, a question, or nothing clear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matchbot.core.reading.plain import fold

AnswerKind = Literal["accept", "decline", "question", "unclear"]


@dataclass(frozen=True)
class LeadAnswer:
    """An answer to a lead; `reason` is one of the decline reasons, or "" when none was named."""

    kind: AnswerKind
    reason: str = ""


#: Words that say yes as a whole answer or as its beginning, and phrases that say it anywhere.
_YES = """ja graag akkoord prima zeker natuurlijk uiteraard yes yep sure ok oke okay gladly certainly
oui volontiers d'accord avec plaisir bien sur entendu ja gerne klar sicher natuerlich naturlich einverstanden
selbstverstandlich accept accepteren accepted accepter annehmen angenommen geaccepteerd"""
_YES_PHRASES = (
    "dat kan", "kunnen we", "kunnen wij", "doen we graag", "doen wij graag", "gaan we doen", "lukt ons",
    "we doen het", "wij doen het", "we nemen het aan", "dat lukt", "komt goed", "we can do",
    "we can help", "happy to", "we'd love to", "we would love to", "we accept", "count us in",
    "can be done", "c'est possible", "nous pouvons", "on peut le faire", "nous acceptons",
    "on s'en charge", "das geht", "das machen wir", "machen wir gerne", "wir konnen das", "geht klar",
    "wir ubernehmen", "wir nehmen an", "konnen wir machen",
)  # fmt: skip
_NO = """nee neen helaas no nope sorry unfortunately non desole malheureusement nein leider decline declined
weigeren afwijzen refuser refuse ablehnen"""
_NO_PHRASES = (
    "kan niet", "kunnen niet", "kunnen we niet", "kunnen wij niet", "kunnen dit niet", "kunnen dat niet",
    "kunnen het niet", "lukt niet", "lukt ons niet", "gaat niet lukken", "moeten we afslaan",
    "niet mogelijk", "slaan we over", "doen we niet", "doen wij niet", "can't", "cannot", "can not",
    "are not able", "unable to", "have to decline", "have to pass", "not possible", "not for us",
    "we don't do", "we do not do", "won't be able", "ne pouvons pas", "pouvons pas", "peut pas",
    "pas possible", "impossible", "pas en mesure", "devons decliner", "ne faisons pas", "geht nicht",
    "konnen nicht", "konnen wir nicht", "konnen das nicht", "konnen wir das nicht", "nicht moglich",
    "mussen absagen", "leider", "helaas", "unfortunately", "malheureusement", "machen wir nicht", "nicht leisten",
)  # fmt: skip
_REASONS: Mapping[str, tuple[str, ...]] = {
    "too_far": ("te ver", "ver weg", "afstand", "buiten ons gebied", "niet in onze regio", "too far",
            "outside our area", "distance", "trop loin", "hors de notre zone", "zu weit",
            "ausserhalb unseres gebiets", "entfernung"),
    "too_busy": ("te druk", "geen tijd", "geen ruimte", "volgeboekt", "vol gepland", "zitten vol",
             "geen capaciteit", "too busy", "no time", "fully booked", "no capacity", "trop occupe",
             "pas le temps", "complet", "pas de capacite", "keine zeit", "ausgebucht",
             "keine kapazitat", "ausgelastet",),
    "too_soon": ("te kort dag", "te snel", "korte termijn", "short notice", "too soon", "trop court",
                 "trop tot", "zu kurzfristig", "zu fruh"),
    "too_small": ("te klein", "te weinig", "minimum", "too small", "too few", "trop petit",
              "trop peu", "zu klein", "zu wenig", "mindestmenge"),
    "too_large": ("te groot", "te veel", "too big", "too large", "too many", "trop grand",
              "trop gros", "trop de", "zu gross", "zu viel"),
    "not_ours": ("niet ons werk", "doen we niet", "doen wij niet", "niet ons vak",
                     "verkopen we niet", "not our work", "don't do", "do not do", "not what we do",
                     "pas notre metier", "ne faisons pas", "nicht unser", "machen wir nicht",
                     "bieten wir nicht"),
}  # fmt: skip
_WORDS_YES, _WORDS_NO = frozenset(_YES.split()), frozenset(_NO.split())
ANSWER_WORDS = _WORDS_YES | _WORDS_NO
OPENING_WORDS = 3


def read_answer(text: str) -> LeadAnswer:
    """What the new text of a WISE's reply says. Yes and no together, or neither, is unclear."""
    said = fold(text).strip()
    yes, no = _says(said, _WORDS_YES, _YES_PHRASES), _says(said, _WORDS_NO, _NO_PHRASES)
    reason, asks = _reason(said), "?" in text
    if (no and not _opens_with(said, _WORDS_YES)) or (reason and not yes and not asks):
        return LeadAnswer("decline", reason)
    if yes and not no and not asks:
        return LeadAnswer("accept")
    return LeadAnswer("question" if asks and not yes else "unclear")


def begins_answer(text: str) -> bool:
    """True when it begins with a yes, a no, or a phrase that says one ("die kunnen we niet")."""
    said = fold(text).lstrip(" \t\"'(-–:")
    bare = re.sub(r"\A(?:die|dat|deze|dit|that|this|das|diese|celle-ci|ca) ", "", said)
    first = re.match(r"[\w']+", said)
    if first and first.group() in ANSWER_WORDS:
        return True
    return any(words.startswith((*_YES_PHRASES, *_NO_PHRASES)) for words in (said, bare))


def _says(said: str, words: frozenset[str], phrases: tuple[str, ...]) -> bool:
    return _opens_with(said, words) or any(_holds(said, phrase) for phrase in phrases)


def _opens_with(said: str, words: frozenset[str]) -> bool:
    return any(word in words for word in re.findall(r"[\w']+", said)[:OPENING_WORDS])


def _holds(said: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", said) is not None


def _reason(said: str) -> str:
    for reason, phrases in _REASONS.items():
        if any(_holds(said, phrase) for phrase in phrases):
            return reason
    return ""
