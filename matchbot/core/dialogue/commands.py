"""Words that mean the same at every point of a conversation, in four languages."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from matchbot.core.matching.normalise import fold

#: Command → what people type for it. Slash commands stand first; the rest are whole messages.
COMMANDS: dict[str, tuple[str, ...]] = {
    "start": ("/start",),
    "help": (
        "/help",
        "help",
        "hulp",
        "aide",
        "hilfe",
        "uitleg",
        "menu",
        "wat kun je",
        "wat kan je",
        "what can you do",
        "que peux-tu faire",
        "was kannst du",
        "info",
        "?",
    ),
    "new": (
        "/new",
        "/nieuw",
        "opnieuw",
        "nieuwe vraag",
        "begin opnieuw",
        "restart",
        "start over",
        "new search",
        "recommencer",
        "nouvelle recherche",
        "neu",
        "neustart",
        "neu anfangen",
        "von vorne",
        "andere vraag",
    ),
    "stop": (
        "/stop",
        "stop",
        "stoppen",
        "afmelden",
        "uitschrijven",
        "unsubscribe",
        "arrêter",
        "arrêtez",
        "désabonner",
        "désinscrire",
        "se désinscrire",
        "me désinscrire",
        "abmelden",
        "abbestellen",
        "stopp",
        "aufhören",
        "stop maar",
        "please stop",
        "stop mailing me",
    ),
    "human": (
        "/human",
        "/mens",
        "mens",
        "een mens",
        "medewerker",
        "ik wil een mens spreken",
        "mag ik een mens spreken",
        "human",
        "a human",
        "person",
        "talk to a person",
        "i want to talk to a human",
        "humain",
        "un humain",
        "parler à quelqu'un",
        "parler à un humain",
        "une personne",
        "mensch",
        "mit einem menschen sprechen",
        "mitarbeiter",
        "contact",
        "kontakt",
    ),
    "delete": (
        "/delete",
        "/verwijder",
        "verwijder mijn gegevens",
        "wis mijn gegevens",
        "vergeet mij",
        "delete my data",
        "erase my data",
        "forget me",
        "supprimez mes données",
        "supprimer mes données",
        "effacez mes données",
        "meine daten löschen",
        "lösche meine daten",
        "löschen sie meine daten",
    ),
    "export": (
        "/export",
        "mijn gegevens",
        "stuur mijn gegevens",
        "welke gegevens heb je van mij",
        "export my data",
        "my data",
        "mes données",
        "exporter mes données",
        "meine daten",
        "meine daten exportieren",
    ),
    "status": (
        "/mine",
        "/status",
        "hoe staat het",
        "hoe staat het ermee",
        "stand van zaken",
        "status",
        "mijn aanvragen",
        "my requests",
        "how is it going",
        "any news",
        "où en est-on",
        "mes demandes",
        "wie ist der stand",
        "meine anfragen",
    ),
    "subscribe": (
        "/subscribe",
        "/abonneer",
        "abonneren",
        "abonneer",
        "abonneer mij",
        "aanmelden",
        "wekelijks overzicht",
        "nieuwsbrief",
        "houd me op de hoogte",
        "hou me op de hoogte",
        "subscribe",
        "weekly digest",
        "digest",
        "keep me posted",
        "newsletter",
        "s'abonner",
        "m'abonner",
        "abonnez-moi",
        "résumé hebdomadaire",
        "tenez-moi au courant",
        "abonnieren",
        "wochenüberblick",
        "halten sie mich auf dem laufenden",
    ),
    "why": (
        "/why",
        "/waarom",
        "waarom",
        "waarom deze",
        "waarom die",
        "why",
        "why these",
        "why this",
        "why this one",
        "pourquoi",
        "pourquoi celui-ci",
        "pourquoi ceux-ci",
        "warum",
        "warum diese",
        "warum dieser",
    ),
    "more": (
        "/more",
        "/meer",
        "meer",
        "meer opties",
        "andere",
        "andere opties",
        "nog meer",
        "laat meer zien",
        "more",
        "more options",
        "others",
        "show more",
        "plus",
        "d'autres",
        "autres",
        "plus d'options",
        "mehr",
        "weitere",
        "andere anbieter",
    ),
    "next": ("/next", "volgende", "next", "suivant", "nächste", "ga verder"),
    "about": (
        "/about",
        "wie ben jij",
        "wie ben je",
        "wie bent u",
        "ben je een robot",
        "ben jij een bot",
        "who are you",
        "are you a robot",
        "are you human",
        "qui es-tu",
        "qui êtes-vous",
        "wer bist du",
        "wer sind sie",
        "bist du ein bot",
    ),
    "resend": (
        "/code",
        "nieuwe code",
        "stuur opnieuw",
        "geen code",
        "new code",
        "resend",
        "no code",
        "send again",
        "nouveau code",
        "renvoyer",
        "neuer code",
        "code erneut senden",
    ),
    "yes": ("/yes", "ja", "yes", "oui", "ok", "oké", "okay", "jawohl", "graag", "prima", "akkoord"),
    "no": ("/no", "nee", "no", "non", "nein", "liever niet", "annuleer", "cancel", "annuler"),
}

LANGUAGE_WORDS: dict[str, str] = {
    "nederlands": "nl", "nl": "nl", "dutch": "nl", "néerlandais": "nl", "niederländisch": "nl",
    "english": "en", "en": "en", "engels": "en", "anglais": "en", "englisch": "en",
    "français": "fr", "fr": "fr", "frans": "fr", "french": "fr", "französisch": "fr",
    "deutsch": "de", "de": "de", "duits": "de", "german": "de", "allemand": "de",
}  # fmt: skip
_LANGUAGE = re.compile(r"/(?:language|taal|langue|sprache)\s+(\S+)", re.IGNORECASE)
_LANGUAGE_PHRASE = re.compile(
    r"(?:(?:in het|in|en|auf|speak|spreek|parlez|parle)\s+)?(\w+)(?:,?\s*(?:please|graag|bitte|"
    r"s'il vous plaît|alstublieft|aub))?"
)


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
    if not said:
        return None
    if said in _BY_PHRASE:
        return _BY_PHRASE[said]
    if said.startswith("/"):
        return _BY_PHRASE.get(said.split()[0].split("@")[0])
    if len(said) < 6:
        return None
    near = process.extractOne(said, _LONG, scorer=fuzz.ratio, score_cutoff=90)
    return _BY_PHRASE[near[0]] if near else None


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
