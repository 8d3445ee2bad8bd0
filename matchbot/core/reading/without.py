"""What must not be in it: "geen vlees", "sans gluten", "niet in het weekend"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchbot.core.reading.plain import Plain, Span, word_set

_NO = (
    r"(?P<no>pas d'|d'aucun|(?:zonder|geen|without|no|sans|pas de|ohne|kein|keine|keinen"
    r"|keinerlei|aucun|aucune"
    r"|niet|not|pas|nicht|ni)(?= ))"
)
_WORD = r"[^\W\d_][\w'-]*"
_ARTICLE = (
    r"(?:de |het |een |the |a |an |any |le |la |les |l'|du |des |de |der |die |das |den |dem )?"
)
_CLAUSE = re.compile(
    rf"\b{_NO} ?(?P<rest>(?:in |op |on |at |during |en |le |pendant |am |im |an )?{_ARTICLE}{_WORD}"
    rf"(?:(?:,? (?:en|of|and|or|et|ou|ni|und|oder|nor|noch) (?:geen |zonder |no |sans |pas de "
    rf"|keine? "
    rf"|ohne )?|, (?:geen |zonder |no |sans |pas de |keine? |ohne )?)(?:{_ARTICLE}){_WORD}){{0,4}})"
)
_BARE_NOT = ("niet", "not", "pas", "nicht")
_TIME = re.compile(r"^(?:in|op|on|at|during|en|le|pendant|am|im|an) ")
_SPLIT = re.compile(
    r",? (?:en|of|and|or|et|ou|ni|und|oder|nor|noch) (?:geen |zonder |no |sans |pas de |keine? "
    r"|ohne )?"
    r"|, (?:geen |zonder |no |sans |pas de |keine? |ohne )?"
)
_ARTICLES = re.compile(rf"^{_ARTICLE}(?=\w)")
_NOT_THINGS = word_set(
    "idee probleem haast problem problems idea idee enkel enkele zin matter need rush hurry"
    " later more less longer meer minder langer later te zo erg dan als weten weet zeker sure"
    " know voorkeur preference preference eile zweck sorgen worries worry doubt doute twijfel"
    " zweifel budget vat btw tva mwst that this dat dit niet wel nodig one way thanks thank"
    " bedankt dank merci danke mehr plus oublier vergessen vergeten spoed urgence urgent dringend"
    " only alleen seulement nur just yet pressing cesse tarder frais verplichting verplicht"
    " wait hold obligation engagement verpflichtung ahnung keuze zeit tijd time temps geld money argent"
    " bezwaar mal schlimm erg interesse reactie antwoord response reponse antwort duur cher chere"
    " teuer expensive trop very heel deadline haast kosten cost rapport de het een the we ik i"
    " mogelijk possible moglich"
)
_FREE = re.compile(
    r"\b(?P<thing>[a-z]{3,12})[ -]?(?:vrij|vrije|free|frei|freie|freies|freien)\b"
)  # gluten-free
_FREE_OF = word_set("gluten alcohol lactose noten suiker nut sugar dairy plastic plastik zucker"
    " nuss"
                     " vlees meat rook nuts fleisch laktose alkohol")  # fmt: skip


@dataclass(frozen=True)
class RuledOut:
    """The things a text rules out, in the buyer's words, and the spans of its clauses."""

    things: tuple[str, ...]
    spans: tuple[Span, ...]


def read_without(read: Plain) -> RuledOut:
    """What must not be in it, in the order said, each thing once."""
    things: dict[str, None] = {}
    spans: list[Span] = []
    for match in _CLAUSE.finditer(read.plain):
        ruled_out = _things(read, match)
        if ruled_out:
            spans.append(read.span(match.start(), match.end()))
            things.update(dict.fromkeys(ruled_out))
    for match in _FREE.finditer(read.plain):
        if match["thing"] in _FREE_OF:
            spans.append(read.span(*match.span()))
            things[match["thing"]] = None
    return RuledOut(tuple(things), tuple(spans))


def _things(read: Plain, match: re.Match[str]) -> list[str]:
    """The single things of "geen vlees en vis"; for a bare "niet" only times and places."""
    clause, start = match["rest"], match.start("rest")
    if match["no"] in _BARE_NOT:
        timed = _TIME.match(clause)
        if not timed:
            return []
        whole = read.original(start, start + len(_SPLIT.split(clause)[0]))
        return [_ARTICLES.sub("", whole[timed.end() :].lower())]
    pieces = []
    at = start
    for piece in _SPLIT.split(clause):
        at = read.plain.index(piece, at)
        bare = _ARTICLES.sub("", piece)
        word = bare.split()[0] if bare else ""
        if word in _NOT_THINGS or _TIME.match(piece) or len(word) < 3:
            break
        offset = at + len(piece) - len(bare)
        pieces.append(read.original(offset, at + len(piece)).lower())
        at += len(piece)
    return pieces
