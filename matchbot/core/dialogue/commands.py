"""Words that mean the same at every point of a conversation, in four languages."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from matchbot.core.dialogue.phrases import COMMANDS, LANGUAGE_WORDS
from matchbot.core.matching.normalise import fold

_LANGUAGE = re.compile(r"/(?:language|taal|langue|sprache)\s+(\S+)", re.IGNORECASE)
_LANGUAGE_PHRASE = re.compile(
    r"(?:(?:in het|in|en|auf|speak|spreek|parlez|parle)\s+)?(\w+)(?:,?\s*(?:please|graag|bitte|"
    r"s'il vous plaît|alstublieft|aub))?"
)
_POLITE = re.compile(
    r"^(?:please|bitte|graag|svp)[ ,]+|[ ,]+(?:please|bitte|alstublieft|alsjeblieft|aub|graag|svp|"
    r"s'il (?:vous|te) plait|thanks|bedankt|merci|danke)$"
)
#: Commands that come with more words: "waarom staat 2 erbij?", "trek die van De Veter in".
_WITH_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("why", re.compile(r"(?:(?:en|and|et|und|maar|but|mais|aber) )?(?:waarom|hoezo|waarvoor|why|what for|pourquoi|warum|wieso|wozu|wofur)\b.*|(?:(?:can|could) you )?tell me (?:more )?about\b.*|(?:more|meer) info\w*\b.*|vertel (?:me |mij |eens )?(?:meer|iets) over\b.*|dites-m'en plus\b.*|plus d'info\w*\b.*|mehr (?:infos?|informationen)\b.*|erzahlen sie\b.*")),
    (
        "more",
        re.compile(
            r".*\b(?:d'autres (?:offres|options|propositions)|andere (?:opties|aanbieders|voorstellen)"
            r"|(?:other|more) (?:options|offers|suggestions)|(?:noch )?(?:andere|weitere) (?:angebote|"
            r"anbieter|vorschlage)|noch andere|nog andere|any others)\b.*"
        ),
    ),
    ("price", re.compile(r"(?:en |and |et |und )?(?:how much|wat kost|wat zou|combien|wie teuer|was kost|wie viel kost|what (?:would|will|does|do))\b.*\b(?:cost|costs|be|is it|kosten?|kost|dat|het|cout\w*|est-ce|kostet|ist das)\b.*")),
    (
        "join",  # "wij zijn een sociale onderneming en willen meedoen"
        re.compile(
            r"(?:wij|we|ik|i|nous|wir)\b.*\b(?:(?:meedoen|aansluiten)(?: (?:met|aan|bij)\b.*)?"
            r"|(?:want|like|wish|love) to join|voulons (?:participer|(?:vous )?rejoindre)\b.*"
            r"|(?:mochten|wollen) (?:gerne? )?(?:mitmachen|teilnehmen))(?: (?:you|the platform|the network))?"
        ),
    ),
    ("compare", re.compile(r"(?:(?:kunt u|kun je|can you|could you|pouvez-vous|konnen sie) )?(?:vergelijk|vergelijken|compare|comparez|comparer|vergleiche|vergleichen)\b.*")),
    ("keep", re.compile(r"(?:zet|put|mets|mettez|setzen?|bewaar|onthoud|keep|gardez|garde|merken?)\b.*\b(?:lijst|lijstje|list|shortlist|liste|merkliste)\b.*|shortlist [\d\s,.&]+")),
    ("drop", re.compile(r"(?:haal|neem|verwijder|remove|take|drop|retirez?|enlevez?|nimm|nehmen|streichen?)\b.*\b(?:lijst|lijstje|list|shortlist|liste|merkliste)\b.*")),
    (
        "price",  # "dat is te duur": a new limit has digits and is a change
        re.compile(
            r"\D*\b(?:te duur|goedkoper\w*|too (?:expensive|pricey|dear)|cheaper|trop chere?s?"
            r"|moins chere?s?|zu teuer|gunstiger\w*|billiger\w*)\b\D*"
        ),
    ),
    (
        "withdraw",
        re.compile(
            r"(?:ik wil )?(?:trek|haal|neem)\b.* (?:in|terug|weg)|.*\b(?:vraag|aanvraag)\b.* (?:intrekken|terugtrekken)"
            r"|(?:i want to |please )?(?:withdraw|take back|cancel) (?:my |the |that |this )?(?:request|one|number|\d).*"
            r"|.*\b(?:retire[rz]?|annule[rz]?)\b.*\bdemandes?\b.*"
            r"|.*\bziehen?\b.*\bzuruck|.*\banfragen?\b.* (?:zuruckziehen|zurucknehmen|stornieren)"
        ),
    ),
)  # fmt: skip
_MOST_WORDS = 10


def plain(text: str) -> str:
    """Lower case, accents gone, punctuation and space at the ends gone."""
    bare = fold(text).replace("’", "'")
    return re.sub(r"\s+", " ", bare).strip(" \t\n.,;:!()\"'")


_BY_PHRASE = {plain(p): name for name, phrases in COMMANDS.items() for p in phrases}
_LONG = [p for p in _BY_PHRASE if len(p) >= 6 and not p.startswith("/")]


def command_of(text: str) -> str | None:
    """The command this whole message stands for, or None. One small typo is forgiven."""
    said = plain(text)
    said = said if said == "?" else said.rstrip("? ")
    if said.startswith("/"):
        return _BY_PHRASE.get(said.split()[0].split("@")[0])
    bare = _POLITE.sub("", said)
    return _by_phrase(said) or _by_phrase(bare) or _said_twice(bare) or _with_words(said)


def _by_phrase(said: str) -> str | None:
    if said in _BY_PHRASE:
        return _BY_PHRASE[said]
    if len(said) < 6:
        return None
    near = process.extractOne(said, _LONG, scorer=fuzz.ratio, score_cutoff=90)
    return _BY_PHRASE[near[0]] if near else None


def _said_twice(said: str) -> str | None:
    """Two phrases for the same: "oui, allez-y", "ja, graag"."""
    for gap in re.finditer(r"[ ,]+", said):
        first, second = (_BY_PHRASE.get(p) for p in (said[: gap.start()], said[gap.end() :]))
        if first and first == second:
            return first
    return None


def _with_words(said: str) -> str | None:
    if len(said.split()) > _MOST_WORDS:
        return None
    return next((name for name, pattern in _WITH_WORDS if pattern.fullmatch(said)), None)


def rest_of(text: str) -> str:
    """What stands behind a slash command ("/start need_12" → "need_12")."""
    head, _, rest = text.strip().partition(" ")
    return rest.strip() if head.startswith("/") else ""


def language_asked(text: str) -> str | None:
    """The language someone asks to speak ("in het Engels graag", "/language fr"), or None."""
    if found := _LANGUAGE.fullmatch(text.strip()):
        return LANGUAGE_WORDS.get(found[1].casefold())
    whole = _LANGUAGE_PHRASE.fullmatch(text.strip().casefold().rstrip("?.! "))
    if not whole or len(whole[1]) < 4:
        return None
    return LANGUAGE_WORDS.get(whole[1])
