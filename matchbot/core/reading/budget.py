"""How much for: the money a text says the buyer has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from matchbot.core.need import Budget, Per
from matchbot.core.reading.numbers import NUMBER, SCALE, number_value

_MOST = 1_000_000_000
_CURRENCIES = {
    "EUR": r"€|(?<![a-z])(?:eur|euros?|euri|cents?|ct|centimes?)\b",
    "GBP": r"£|(?<![a-z])(?:gbp|pounds?|quid|pond|pence)\b",
    "CHF": r"(?<![a-z])(?:chf\b|fr\.-|franken\b|francs?\b)",
    "USD": r"\$|(?<![a-z])(?:usd|dollars?)\b",
}
_SMALL_COIN = re.compile(r"cents?|ct|centimes?|pence")
_COINS = 100
_MONEY = "|".join(_CURRENCIES.values())
_AMOUNT = rf"({NUMBER})({SCALE}|mio\b)?(?:,-+|\.-+)?"
_TO = r" ?(?:-+|/|tot(?: en met)?|t/m|to|a|bis(?: zu)?|et|en|and|und|ou|of|or|oder) ?"
_BUDGET_WORD = (
    r"(?:budget(?:ten|s)?|begroting|kosten|prijs|price|cost|prix|cout|tarif|tarief|preis|ballpark"
    r"|spend|besteden|uitgeven|te besteden|enveloppe|kostenrahmen|richtprijs|richtbedrag|bedrag)"
)
_LINK = (
    r"(?:[ :=?]+(?:is|van|of|is|est|de|von|liegt|ligt|bei|ca\.?|circa|rond|de|about|around|op|max"
    r"|maximaal|maximum|environ|etwa|roughly|approx\.?|ongeveer|zo'n|onder|up to|d'environ|um|die"
    r"|der|betragt|maximal|hochstens|about|autour|nou|laten|zeggen|zeg|let's|say|disons|sagen|our|we|have|ons|notre|unser|per|p|pp|p\.p\.?"
    r"|persoon|person|personne|the|totaal|total|bedraagt|tot|bis|zu|haben|wir|hebben)\b\.?)*[ :=]*"
)
_RANGE = re.compile(
    rf"(?:(?P<c1>{_MONEY}) ?)?(?<![\w.,]){_AMOUNT} ?(?P<c2>{_MONEY})?(?P<to>{_TO})"
    rf"(?:(?P<c3>{_MONEY}) ?)?{_AMOUNT} ?(?P<c4>{_MONEY})?"
)
_SINGLE = re.compile(rf"(?:(?P<c1>{_MONEY}) ?)?(?<![\w.,]){_AMOUNT}(?: ?(?P<c2>{_MONEY}))?")
_CUE = re.compile(rf"{_BUDGET_WORD}{_LINK}$")
_BETWEEN = re.compile(r"(?:tussen|between|entre|zwischen|van|von|from|de)(?: de)? ?$")
_LOOSE_JOINTS = ("et", "en", "and", "und", "ou", "of", "or", "oder", "/")
_UNIT_AFTER = re.compile(
    r" ?(?:pers|man\b|gasten|mensen|people|guests|stuks|pieces|uur\b|uren|hours?\b|h\b|heures?"
    r"|dagen|days|jours|tage|m2|kg\b|weken|weeks|maanden|months|gaste|leute|stuck|invites|%)"
)
_NO_NOUN = re.compile(
    r"\W*(?:$|\n|(?:p\.?p|per|pro|par|excl|incl|ex|ht|ttc|zzgl|inkl|max|total|totaal|all|budget|for"
    r"|voor|pour|fur|in|te|to|om|als|is|or|of|en|and|et|und|tops|hors|plus|netto|available|en tout"
    r"|beschikbaar|hebben|we|wij|met|with|avec|mit|on|op|by)\b|[.,;:!?)])"
)
_TOTAL = re.compile(
    r"\b(?:totaal|total|all-?in|insgesamt|gesamt|en tout|tout compris|alles bij elkaar)\b"
)
_MAX = re.compile(
    r"(?:max\.?|maximaal|maximum|maximal|maximale|hooguit|hoogstens|ten hoogste|niet meer dan|tot"
    r"|onder(?: de)?|minder dan|binnen(?: de)?|up to|under|below|at most|no more than|not more than"
    r"|less than|within|moins de|jusqu'a|au plus|pas plus de|sous(?: les)?|unter|bis(?: zu)?"
    r"|hochstens|nicht mehr als|weniger als|maximum de|plafond de|(?:niet|geen cent) (?:duurder|hoger) dan"
    r"|nicht (?:teurer|hoher) als|nicht uber|pas plus cher que|not exceeding|not to exceed"
    r"|ne depass\w+ pas)(?: van| of| von| de| ca\.?)? ?$"
)
_MIN = re.compile(
    r"(?:min\.?|minimaal|minimum|vanaf|ten minste|minstens|meer dan|from|at least|more than|over"
    r"|starting at|a partir de|au moins|plus de|des|ab|mindestens|mehr als|minimum de|boven de"
    r"|upwards of|above)(?: van| of| von)? ?$"
)
_PERS: list[tuple[Per, str]] = [
    ("person", r"p\.? ?p\.?(?![\w])|per persoon|per pers\b|per deelnemer|per gast|per medewerker"
     r"|per (?:kind|child|lid|bezoeker|cursist|leerling|eter|member|visitor|pupil|plate|cover)\b|per couvert|de man\b|per man\b|per (?:person|head|guest|attendee|delegate|employee)"
     r"|a head\b|each person|pp\b|/ ?pers(?:oon|on|onne)?\b|/ ?p\b|par (?:personne|tete|pers\b"
     r"|convive|participant|salarie|enfant|invite|collaborateur|agent|collegue|couvert|eleve)|pro (?:person|kopf|gast|teilnehmer|mitarbeiter|nase|kind|kollege|kollegin|besucher|schuler)"
     r"|p\. ?p\.|/ ?(?:person|kopf|tete|head|gast|guest|deelnemer|convive|kop)\b|je (?:person|gast|teilnehmer)|per collega"),
    ("piece", r"per stuk|p/st\b|/ ?stuk|/ ?st\b|per (?:pakket|doos|kist|krat|exemplaar|flyer|tas"
     r"|shirt|box|unit|piece|item|bag|crate|hamper|raam|window)|a piece|apiece|each\b|/ ?piece"
     r"|/ ?unit|(?:la |par |l')(?:piece|unite)|/ ?(?:piece|unite)|pro stuck|je stuck|das stuck"
     r"|/ ?stuck|par (?:colis|panier|coffret|exemplaire)|pro (?:paket|exemplar|kiste)"
     r"|p\.?st\.?\b|^ ?piece\b|\ba pop\b|(?:stuk|stuks|stuck|unit|unitaire)s?-?(?:prijs|price|preis)"
    r"|prix unitaire|\bstuck (?:max|hochstens|maximal|fur|bis|unter|nicht)"
     r"|/ ?stk|pro stk|elk\b|per boks"),
    ("hour", r"per uur|/ ?u(?:ur)?\b|(?:per|an) hour|/ ?h(?:r|our|eure)?\b|an hour|par heure"
     r"|de l'heure|l'heure|pro stunde|die stunde|/ ?(?:stunde|std)\b|p/u\b|je stunde|uurtarief"
     r"|hourly|stundlich|per hr"),
    ("month", r"per maand|/ ?m(?:aa)?nd\b|p/?m\b|maandelijks|per month|a month|/ ?month|monthly"
     r"|/ ?mo\b|par mois|/ ?mois|mensuel(?:lement|le)?s?|pro monat|im monat|/ ?monat|monatlich"
     r"|elke maand|pcm\b|p/?mth\b|p\.m\.(?= |$)"),
    ("year", r"per jaar|/ ?jaar|jaarlijks|per year|a year|/ ?(?:year|yr)|annually|yearly|per annum"
     r"|p\.?a\.?\b|par an\b|/ ?an\b|annuel(?:lement|le)?s?|l'an\b|pro jahr|im jahr|/ ?jahr"
     r"|jahrlich|elk jaar"),
]  # fmt: skip
_PER = [(per, re.compile(rf"(?:(?<![a-z])|(?=/))(?:{pattern})")) for per, pattern in _PERS]
_EXCL = re.compile(
    r"\b(?:excl?(?:l?usief|usive|uding|l)?\.?|exkl(?:usive)?\.?|zonder|before|plus|zzgl\.?"
    r"|zuzuglich|ohne|hors)(?: of)? ?(?:de |der )?(?:btw|vat|mwst|tva|ust|taxes?|mehrwertsteuer)\b"
    r"|\bh\.?t\.?(?![a-z])|\+ ?(?:btw|vat|mwst|tva)\b|\bnetto\b|\bnet of vat\b|\bex[. -]{0,2}(?:btw"
    r"|vat)"
    r"|\bexcl\b|\bex(?= ?(?:$|[.,;)\n]))"
)
_INCL = re.compile(
    r"\b(?:incl?(?:usief|usive|uding|l)?\.?|inkl(?:usive)?\.?|met|including|inclusive of|avec|y"
    r" compris)(?: of)? ?(?:la |de |der )?(?:btw|vat|mwst|tva|ust|taxes?|mehrwertsteuer)\b"
    r"|\b(?:incl\.?|inclusief|inclusive|inkl\.?|inklusive)(?= ?(?:$|[.,;)\n]))|\bt\.?t\.?c\.?(?![a-z])|\bbrutto\b|toutes taxes comprises|\b(?:btw|vat|tva) (?:incl"
    r"|comprise)"
)
_EACH = re.compile(r"\d(?: [a-z-]+){1,3} a ?$|\b(?:je|jeweils) ?$")
"""Of "50 Präsentkörbe à 40 Euro", folded, and "sechs Bänke, je 150 Euro"."""
_IN_ALL = re.compile(r"\b(?:samen|totaal|insgesamt|zusammen|altogether|en tout)(?: \w+\.?)? ?$")
_WRITTEN_AS_MONEY = re.compile(r"\d[,.]-+$")
"""The ",-" of "600,-"."""
_TAXED = re.compile(
    r" ?,?\(?(?:(?:incl|excl|inkl|exkl|ex)[. -]{0,2}(?:btw\b|vat\b|mwst|ust\b|tva\b|$|[,;)\n])"
    r"|h\.?t\b|ttc\b|netto\b|brutto\b|zzgl\b|(?:\+|plus) ?(?:btw|vat|mwst)\b)"
)
"""Only money is with or without tax."""
_EACH_THING = re.compile(
    r" ?(?:€|eur|euros?|£|pounds?|gbp)? ?(?:(?:excl?|incl?|ht|ttc|netto)\.? ?)?"
    r"(?:per|par|pro|je|la|le|l'|het|das|die|der) ?(?!(?:dag|day|jour|journee|tag|dagdeel|week|woche"
    r"|semaine|keer|time|fois|mal|event|evenement|sessie|session|seance|nacht|night|nuit|meest|plus"
    r"|total|max|km|m2|kg)\b)[a-z]{3,}(?=\W|$)"
)
_A_THING = re.compile(r" ?an? [a-z]{3,}")
"""Of "£40 a bike"; "40 euro a Lille" is a place."""
_NO_BUDGET = re.compile(
    r"(?:omzet|revenue|turnover|korting|boete|rabatt|chiffre d'affaires) .{0,12}$"
)
_GAP = re.compile(r"[ ,(]*")
_MAX_AFTER = re.compile(r" ?,?\(? ?(?:max\b|maximum|maximaal|maximal|tops|at most|hooguit)")


@dataclass(frozen=True)
class BudgetFound:
    """A budget with its place in the plain text."""

    budget: Budget
    start: int
    end: int


def read_budget(plain: str) -> BudgetFound | None:
    """The first budget in a folded text without look-alikes; offsets count in that text."""
    ranges = (_from_range(plain, match) for match in _RANGE.finditer(plain))
    singles = (_from_single(plain, match) for match in _SINGLE.finditer(plain))
    return next((found for found in chain(ranges, singles) if found), None)


def _from_range(plain: str, match: re.Match[str]) -> BudgetFound | None:
    first, first_scale, second, second_scale = match.group(2, 3, 7, 8)
    money = [match[name] for name in ("c1", "c2", "c3", "c4") if match[name]]
    before, joint = plain[max(0, match.start() - 60) : match.start()], match["to"].strip()
    between = _BETWEEN.search(before)
    loose = joint in _LOOSE_JOINTS and not between and not (match["c3"] or match["c4"])
    if loose or not (money or _CUE.search(before) or (second_scale and _ends(plain, match))):
        return None
    low = number_value(first, first_scale or second_scale or "")
    high = number_value(second, second_scale or "")
    if money and _SMALL_COIN.fullmatch(money[-1]):
        low, high = low / _COINS, high / _COINS
    if not 0 < low < high <= _MOST:
        return None
    return _found(plain, match.span(), low, high, money[0] if money else "")


def _from_single(plain: str, match: re.Match[str]) -> BudgetFound | None:
    before, money = plain[max(0, match.start() - 60) : match.start()], match["c1"] or match["c2"]
    value = number_value(match[2], match[3] or "")
    if money and _SMALL_COIN.fullmatch(money):
        value /= _COINS
    if (
        not 0 < value <= _MOST
        or re.search(r"(?:^|[\s€$£:])-$", before)
        or _NO_BUDGET.search(before)
    ):
        return None
    if not money and not _said_without_currency(plain, match, before, value):
        return None
    if _MIN.search(before) and not _MAX.search(before):
        return _found(plain, match.span(), value, None, money or "")
    return _found(plain, match.span(), None, value, money or "")


def _said_without_currency(plain: str, match: re.Match[str], before: str, value: float) -> bool:
    """Whether a bare number is money: "budget 800", "ballpark 2k", "max 20 p.p."."""
    if _UNIT_AFTER.match(plain, match.end()):
        return False
    if _CUE.search(before) or _WRITTEN_AS_MONEY.search(match[0]):
        return True
    if _TAXED.match(plain, match.end()):
        return True
    if _IN_ALL.search(before) and _MAX.search(before):
        return _ends(plain, match)
    if match[3] and match[3].strip() in ("k", "grand"):
        return _ends(plain, match)
    per_person = _PER[0][1].match(plain, min(match.end() + 1, len(plain)))
    return bool(per_person and value >= 5 and (_MAX.search(before) or _MIN.search(before)))


def _ends(plain: str, match: re.Match[str]) -> bool:
    """Whether no noun follows, so that "2k" is money and not two thousand flyers."""
    return bool(_NO_NOUN.match(plain, match.end()))


def _found(
    plain: str, span: tuple[int, int], low: float | None, high: float | None, money: str
) -> BudgetFound:
    start, end = span
    after = re.split(
        r"[\n;!?]|(?<!\bp)(?<!mwst)(?<!\bust)(?<!\btva)(?<!\bbtw)(?<!excl)(?<!incl)(?<!inkl)(?<!zzgl)(?<!\bmax)\. [a-z]|\d",
        plain[end : end + 45],
    )[0]
    near = re.split(r"[\n;!?\d]", plain[max(0, start - 22) : start])[-1]
    if high is None and _MAX_AFTER.match(after):
        low, high = None, low
    each: Per = "piece" if _EACH.search(plain[max(0, start - 40) : start]) else "total"
    per: Per = (
        "total"
        if _TOTAL.search(after)
        else _per(after) or _per(near) or _thing(after, money) or each
    )
    budget = Budget(low, high, _currency(money), per, _vat(f"{near} # {plain[end : end + 60]}"))
    return BudgetFound(budget, _with_limit(plain, start), _with_terms(plain, end))


def _vat(words: str) -> Literal["incl", "excl"] | None:
    return "excl" if _EXCL.search(words) else "incl" if _INCL.search(words) else None


def _with_limit(plain: str, start: int) -> int:
    """Where the words "max" or "vanaf" before a sum begin, else the sum."""
    window = max(0, start - 40)
    limit = _MAX.search(plain, window, start) or _MIN.search(plain, window, start)
    return limit.start() if limit else start


def _with_terms(plain: str, end: int) -> int:
    """Where "p.p. excl. btw" after a sum ends, else the sum."""
    terms = [_MAX_AFTER, _EXCL, _INCL, *(pattern for _, pattern in _PER)]
    for _ in range(4):
        at = _GAP.match(plain, end)
        found = [m.end() for term in terms if at and (m := term.match(plain, at.end()))]
        if not found:
            break
        end = max(found)
    return end


def _per(words: str) -> Per | None:
    places = [(found.start(), per) for per, pattern in _PER if (found := pattern.search(words))]
    return min(places)[1] if places else None


def _thing(after: str, money: str) -> Per | None:
    """Whether a sum is for each of a thing that stands in no list: "60 euros par vélo"."""
    english = money.startswith(("£", "pound", "quid", "gbp"))
    return "piece" if _EACH_THING.match(after) or (english and _A_THING.match(after)) else None


def _currency(money: str) -> str:
    matching = (c for c, pattern in _CURRENCIES.items() if re.match(pattern, money))
    return next(matching, "EUR") if money else "EUR"
