"""Facts said later: what they change in the need that is already there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from matchbot.core.dialogue.commands import plain
from matchbot.core.need import KindGuess, Need, Quantity

#: Words that announce a correction and can announce nothing else.
_SURELY = (
    r"toch|liever|maar dan|sorry|oeps|ik bedoel(?:de)?|eigenlijk|bij nader inzien|wijzig|verander|"
    r"andere (?:plek|plaats|locatie|datum|dag)|ander (?:aantal|budget)|maak (?:er|het)|"
    r"ik (?:wil|heb) liever|wij? (?:willen|hebben) liever|(?:i|we)(?:'d| would) rather(?: have)?|"
    r"(?:je prefere|nous preferons)(?:rais|rions)?|(?:ich|wir) (?:mochte|hatte)n? lieber|"
    r"actually|rather|instead|sorry|make (?:it|that)|change (?:it|that)|i mean|i meant|"
    r"(?:different|another|other) (?:place|date|day|number|location|budget)|"
    r"plutot|en fait|finalement|en realite|je voulais dire|(?:un )?autre (?:lieu|date|jour|nombre|budget)|"
    r"changez|mettez|doch|lieber|eigentlich|ich meine|ich meinte|stattdessen|"
    r"ander(?:er|es|e) (?:ort|datum|tag|anzahl|budget)|machen sie|korrektur|"
    r"(?:change|set|move|verander|wijzig|verzet|verplaats|change[zr]?|modifie[zr]?|andern sie) "
    r"(?:de|het|the|la|le|das|den|die) (?:datum|date|day|plaats|plek|place|lieu|ort|aantal|number|"
    r"nombre|anzahl|budget)(?: (?:naar|in|to|a|auf|pour|op))?"
)  # fmt: skip
#: Words that may announce one, or somebody's name ("c'est Jean Dupont").
_PERHAPS = (
    r"doe maar|het (?:is|wordt|worden)|dat (?:is|wordt)|er komen|we zijn met|wij zijn met|"
    r"it(?:'s| is)|there are|we are|we will be|c'est|ce sera|nous sommes|nous serons|on sera|"
    r"es sind|wir sind|es ist|es werden|wird|wir werden"
)
_SMALL = (
    r"nee|neen|no|non|nein|ok|oke|oh|ah|en|and|et|und|maar|but|mais|aber|dan|nu|now|graag|please|"
    r"bitte|op|naar|to|het|it|er|das|noch|wel"
)
_ANNOUNCED = re.compile(
    rf"^\W*(?:(?:{_SMALL})\b[\s,:]*)*(?:(?:{_SURELY}|{_PERHAPS})\b[\s,:]*)"
    rf"(?:(?:{_SURELY}|{_PERHAPS}|{_SMALL})\b[\s,:]*)*"
)
_SURE_WORD = re.compile(rf"^\W*(?:(?:{_SMALL})\b[\s,:]*)*(?:{_SURELY})\b|\b(?:{_SURELY})\W*$")
_TRAILING = re.compile(
    r"[\s,]*\b(?:finalement|plutot|actually|instead|toch|liever|doch|lieber|van|graag|please|svp|"
    r"bitte)\W*$"
)
_FACTS = ("place", "when", "quantity", "budget", "reserved")
#: How sure a kind must be: to be another one, and to be one of those so far.
SURE, LIKELY = 0.85, 0.5
#: A wish that comes on top: "met koffie erbij", "graag ook vegan".
_ADDED = re.compile(
    r"\b(?:ook|erbij|also|as well|too|aussi|egalement|en plus|auch|dazu|zusatzlich)\b|"
    r"^(?:met|with|avec|mit|graag|gerne|ook|also|aussi|auch|inclusief|including|incl|inkl|liefst)\b"
    r"|\b(?:erbij|dazu|ook|too|as well|aussi|graag|please|svp|bitte)$"
)


def is_correction(text: str) -> bool:
    """Does this message begin or end by correcting something said before?"""
    said = plain(text)
    return bool(_ANNOUNCED.match(said) or _SURE_WORD.search(said))


def is_surely_correction(text: str) -> bool:
    """The same, by words that could not introduce a person or an organisation."""
    return bool(_SURE_WORD.search(plain(text)))


def without_announcement(text: str) -> str:
    """The message without the words that announce a correction: they name no thing."""
    said = plain(text)
    start = found.end() if (found := _ANNOUNCED.match(said)) else 0
    bare = _TRAILING.sub("", said[start:])
    # Folding changes no number of words: take the same words of the text itself.
    words, kept = text.split(), bare.split()
    skipped = len(said[:start].split())
    return " ".join(words[skipped : skipped + len(kept)]) if kept else ""


def has_facts(need: Need) -> bool:
    """True when the text gave a place, date, quantity, budget, exclusion, rhythm or reserve."""
    return any(getattr(need, f) is not None for f in _FACTS) or bool(need.without) or need.recurring


def another_kind(said: tuple[KindGuess, ...], before: tuple[KindGuess, ...]) -> bool:
    """Is this surely about other work than the need so far?"""
    return bool(said) and said[0].score >= SURE and not same_kind(said, before)


def same_kind(said: tuple[KindGuess, ...], before: tuple[KindGuess, ...]) -> bool:
    """May this be about the same work as the need so far?"""
    known = {k.id for k in before[:3]}
    return any(k.id in known and k.score >= LIKELY for k in said)


#: Where something is wanted, in words that name no thing.
_WHEREABOUTS = frozenset(
    "kantoor kantoren gebouw pand locatie vestiging office offices building premises site bureau "
    "bureaux locaux batiment buro gebaude standort".split()
)


def thing_of(need: Need) -> str:
    """The words for the thing, without those that only say where: "bij ons kantoor in Oost"."""
    words = need.what.split()
    return "" if need.place and all(plain(w) in _WHEREABOUTS for w in words) else need.what


def is_added_wish(text: str) -> bool:
    """Does this message add something to what was asked before?"""
    return bool(_ADDED.search(plain(text).rstrip("? ")))


#: With these a date is the first of many: what is wanted every week stays so.
_BEGINS = re.compile(
    r"\b(?:vanaf|met ingang van|ingaande|start\w*|from|as of|beginning|a partir d[eu]|a compter d[eu]"
    r"|des (?:le|la|debut)|ab|beginnend|beginn)\b"
)


def merged(before: Need, said: Need) -> Need:
    """The need with every fact that was said now; what was not said stays."""
    new = {f: getattr(said, f) for f in _FACTS if getattr(said, f) is not None}
    if said.quantity and before.quantity:
        new["quantity"] = _same_unit(said.quantity, before.quantity)
    goes_on = said.when is None or bool(_BEGINS.search(plain(said.text)))
    return replace(
        before,
        **new,
        recurring=said.recurring or (before.recurring and goes_on),
        without=tuple(dict.fromkeys((*before.without, *said.without))),
    )


def refined(before: Need, words: str, joint: str = " ") -> Need:
    """The need with more words for the thing: "lunch" and then "liever vegetarisch"."""
    known = {plain(w) for w in before.what.split()}
    new = " ".join(w for w in words.split() if plain(w) not in known)
    return replace(before, what=f"{before.what}{joint}{new}".strip(" ,")[:300]) if new else before


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


_NAMES: Mapping[str, str] = {
    "place": r"plaats|plek|locatie|waar|stad|wijk|overal|place|location|where|anywhere|city|venue|lieu|endroit|ville|"
    r"importe ou|partout|ort|uberall|platz|stadt|wo",
    "when": r"datum|data|dag|dagen|wanneer|tijdstip|date|dates|day|when|whenever|timing|jour|quand|moment|tag|"
    r"termin|wann|zeitpunkt",
    "quantity": r"aantal|aantallen|hoeveel|hoeveelheid|number|quantity|how many|amount|headcount|"
    r"nombre|quantite|combien|anzahl|menge|wie viele",
    "reserved": r"voorbehouden|voorbehoud|reserved|reservee?|vorbehalten\w*|vorbehalt",
    "budget": r"budget|prijs|geld|kosten|price|money|cost|costs|prix|argent|cout|preis|geld",
}  # fmt: skip
_NAMED = {fact: re.compile(rf"\b(?:{words})\b") for fact, words in _NAMES.items()}
#: "… maakt niet uit", and its like: whatever it names no longer counts.
_INDIFFERENT = re.compile(
    r"\b(?:ma(?:akt|ken) (?:\w+ )?(?:helemaal )?niets? uit|do(?:et|en) er niet toe|niet belangrijk|"
    r"geen (?:punt|probleem|bezwaar|rol)|om het even|mag weg|kan weg|vergeet|laat \w+ (?:weg|vallen)|"
    r"flexibel|egal|geen vaste?|nog niet (?:bekend|vast)|weet ik (?:nog )?niet|geen idee|"
    r"does ?n.?t matter|do ?n.?t matter|is ?n.?t important|not important|no (?:issue|problem|object|limit|"
    r"matter)|not an issue|no fixed|any (?:place|date|day|number|budget)|flexible|forget|drop the|"
    r"remove the|skip the|ignore the|do ?n.?t care|never mind|do ?n.?t know|not sure|no idea|"
    r"(?:peu )?(?:n')?importe|pas d'importance|pas (?:un |de )?probleme|pas important|flexibles?|"
    r"oublie[zr]?|enleve[zr]?|sans limite|pas de limite|pas de (?:date|budget|lieu)|ne sais pas|"
    r"aucune idee|spielt keine rolle|kein problem|nicht wichtig|unwichtig|keine grenze|vergessen sie|"
    r"streichen|weglassen|kein fest\w*|"
    r"(?:overal|anywhere|whenever|partout|uberall)(?: is| mag| est| ist)? ?(?:goed|fine|ok|oke|kan|bien|"
    r"possible|gut|moglich)|weiss (?:ich )?(?:noch )?nicht|keine ahnung)\b"
)  # fmt: skip
_CLAUSE = re.compile(r"\s*[,;.!?]\s*|\s+(?:en|and|et|und|maar|but|mais|aber)\s+")
_ALLOWED = re.compile(
    r"\b(?:mag(?: toch| wel| ook)*$|mag (?:toch|wel)\b|is (?:wel |toch |ook )?(?:ok|oke|goed|fine|okay)|is allowed|"
    r"ist (?:doch )?(?:ok|in ordnung)|darf|c'est bon|est possible|kan wel)"
)


def let_go(text: str, asked: str) -> tuple[frozenset[str], str]:
    """The facts that no longer count by this message, and the rest of it.

    `asked` is the fact we asked for last: "maakt niet uit" alone is about that one.
    """
    whole = plain(text)
    if _INDIFFERENT.search(whole) and not any(c.isdigit() for c in whole) and len(whole) < 80:
        if named := _named(whole):
            return named, ""
        alone = frozenset({asked} if asked else ())
        return (alone, "") if len(whole.split()) <= 6 else (frozenset(), text)
    gone: set[str] = set()
    rest: list[str] = []
    for clause in _CLAUSE.split(text):
        said = plain(clause)
        named = _named(said) if _INDIFFERENT.search(said) else frozenset[str]()
        gone |= named
        rest += [] if named else [clause]
    return frozenset(gone), ", ".join(r for r in rest if r.strip()) if gone else text


def _named(said: str) -> frozenset[str]:
    return frozenset(fact for fact, pattern in _NAMED.items() if pattern.search(said))


def freed(need: Need, facts: frozenset[str]) -> Need:
    """The need without these facts."""
    unsaid: dict[str, Any] = dict.fromkeys(facts)
    return replace(need, recurring=need.recurring and "when" not in facts, **unsaid)


def allowed_again(text: str, need: Need) -> Need | None:
    """The need in which something ruled out is allowed again ("vlees mag toch"), or None."""
    said = plain(text)
    if not need.without or not _ALLOWED.search(said):
        return None
    kept = tuple(w for w in need.without if plain(w) not in said)
    return replace(need, without=kept) if kept != need.without else None
