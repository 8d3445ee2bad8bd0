"""Reserved contracts: "voorbehouden opdracht", "marché réservé", the 30% rule, and their opposite.

Article 20 of Directive 2014/24/EU lets a public buyer keep a contract for companies of which at
least 30% of the people are disabled or disadvantaged workers. In national law it is article 2.82
of the Dutch Aanbestedingswet, L2113-12 of the French Code de la commande publique, § 118 of the
German GWB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchbot.core.reading.plain import Plain, Span

_CONTRACT = (
    r"(?:(?:overheids)?opdracht(?:en)?|aanbesteding(?:en)?|perce(?:el|len)|inkoop|contract(?:en|s)?"
    r"|procurements?|tenders?|lots?|procedures?|marches?(?: publics?)?|contrats?|commandes?"
    r"|consultations?|auftrage?n?s?|vergaben?|ausschreibung(?:en)?|vertr(?:ag|age))"
)
_RESERVED = r"(?:voorbehouden|gereserveerde?|reserved|reservee?s?|vorbehalten(?:e[rsnm]?)?|reservierte?[rsnm]?)"
_ENTERPRISES = (
    r"(?:(?:voor|aan|to|for|aux?|a des|pour(?: les| des)?|fur) )?(?:de |the |les |des |die )?"
    r"(?:wises?|sw-bedrijven|esat|siae|structures? d'insertion|werkstatten"
    r"|(?:sociale|social|beschutte|sheltered|inclusieve|inclusive|adapted|soziale\w*|work integration)"
    r" (?:werkplaatsen|ondernemingen|bedrijven|firma's|workshops|enterprises|businesses|companies"
    r"|unternehmen|social enterprises)"
    r"|(?:inklusions|integrations)(?:betrieben?|firmen|unternehmen)"
    r"|entreprises? (?:adaptees?|d'insertion|de travail adapte|sociales?))"
)
_LINK = r"(?: (?:die|dat|wordt|is|moet|zijn|must be|is to be|to be|doit etre|est|soll|ist|wird|,))*"
_THIRTY = r"30 ?-? ?(?:%|procent|percent|per cent|pour ?cent|prozent)"
_RULE = (
    r"(?:regel|eis|norm|voorwaarde|rule|requirement|criterion|regle|critere|exigence|quote|klausel)"
)
_PEOPLE = (
    r"(?:arbeidsbeperking|beperking|afstand tot de arbeidsmarkt|disab\w+|disadvantaged\w*"
    r"|handicape\w*|defavorise\w*|behinder\w*|benachteilig\w*)"
)
_LAW = (
    r"(?:artikel|article|art\.?) ?2\.82[ab]?(?: (?:van de )?aanbestedingswet)?|l\.? ?2113-1[234]"
    r"|(?:§|paragraph|par\.) ?118 gwb|(?:artikel|article|art\.?) ?20 "
    r"(?:van |of |de la |der )?(?:de |the )?(?:richtlijn|directive|richtlinie)(?: 2014/24(?:/e[ug])?)?"
)
_WANTED = "|".join(
    (
        rf"{_RESERVED} {_CONTRACT}(?: {_ENTERPRISES})?",
        rf"{_CONTRACT}{_LINK} {_RESERVED}(?: {_ENTERPRISES})?",
        rf"{_RESERVED} {_ENTERPRISES}|{_ENTERPRISES} {_RESERVED}|auftragsvorbehalt|sw-voorbehoud",
        rf"(?:de |the |la |die )?(?:{_THIRTY} ?-? ?{_RULE}|{_RULE} (?:des |de |van |of |von )?{_THIRTY})",
        rf"(?:minstens|minimaal|ten minste|at least|au moins|mindestens) {_THIRTY} [\w ]{{0,60}}?{_PEOPLE}",
        _LAW,
    )
)
_NOT = (
    r"(?:geen|niet|not|no|non|pas(?: de| d'un| un| une)?|kein\w*|nicht|zonder|without|sans|ohne"
    r"|hoeft (?:toch |dus )?(?:geen|niet)|(?:does(?:n't| not) (?:have|need) to|need not|needn't) be"
    r"|no longer|plus besoin d'un)(?: (?:een|an?|un|une|eine[nr]?|langer|mehr))?"
)
_NOT_NEEDED = (
    r"(?:hoeft? (?:toch |dus )?niet(?: meer)?|does(?:n't| not) have to be|is(?:n't| not) needed"
    r"|(?:is |ist |n'est )?(?:niet|not|nicht|pas|plus)(?: meer| mehr)?"
    r" (?:nodig|necessary|needed|necessaire|notig|obligatoire))"
)
_FOUND = re.compile(rf"(?<!\w)(?P<before>{_NOT} )?(?:{_WANTED})(?P<after>,? {_NOT_NEEDED})?(?!\w)")
#: The word alone, as an answer or a change: nothing else can be meant by it here.
_ALONE = (
    r"(?:voorbehouden|reserved|reservee?|vorbehalten)(?: (?:te |zu )?(?:zijn|worden|sein|werden))?"
)
_YES = re.compile(
    r"\W*(?:(?:het|dat|it|that|ce|es|das) )?(?:(?:moet|must be|has to be|should be|doit etre|muss|soll) )?"
    rf"{_ALONE}(?: (?:graag|please|bitte|svp))?\W*"
)
_NO = re.compile(rf"\W*(?:[\w']+ ){{0,5}}?{_NOT} (?:per se |forcement |unbedingt )?{_ALONE}\W*")


@dataclass(frozen=True)
class ReservedFound:
    """Whether the contract is to be reserved, and the spans of the words that say so."""

    wanted: bool
    spans: tuple[Span, ...]


def read_reserved(read: Plain) -> ReservedFound | None:
    """Whether a text wants a reserved contract, or says it need not be one; None: neither."""
    for pattern, wanted in ((_NO, False), (_YES, True)):
        if pattern.fullmatch(read.plain):
            return ReservedFound(wanted, (read.span(0, len(read.plain)),))
    found = list(_FOUND.finditer(read.plain))
    if not found:
        return None
    refused = any(match["before"] or match["after"] for match in found)
    return ReservedFound(not refused, tuple(read.span(*match.span()) for match in found))
