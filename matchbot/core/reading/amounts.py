"""How many: people, pieces, hours, days, square metres, kilos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matchbot.core.need import Quantity, Unit
from matchbot.core.reading.numbers import NUMBER, SCALE, number_value
from matchbot.core.reading.plain import word_set

_MOST = 100_000_000
_UNITS: list[tuple[Unit, str]] = [
    ("persons",
     "personen persoon personeelsleden pers pers. p pax man mensen gasten deelnemers collega's"
     " collegas collega medewerkers medewerksters werknemers bezoekers aanwezigen genodigden"
     " cursisten leerlingen studenten kinderen vrijwilligers bewoners inwoners hoofden eters"
     " koppen couverts lunchers ambtenaren relaties stagiairs kandidaten leden ouderen buren"
     " professionals teamleden uitzendkrachten krachten couvert zzp'ers mannen vrouwen dames heren ouders"
     " jongeren senioren klanten helpers helper ladies seniors customers parents clients helfer"
     " helfern frauen manner kunden eltern people"
     " persons person guests guest attendees participants colleagues employees staff visitors"
     " delegates heads head adults children kids students volunteers residents members workers"
     " covers seats pupils headcount trainees ppl personnes personne invites convives"
     " participants collaborateurs salaries collegues employes agents couverts visiteurs enfants"
     " benevoles eleves adultes gens tetes stagiaires etudiants habitants membres residents leute"
     " gaste gast teilnehmer teilnehmende teilnehmerinnen mitarbeiter mitarbeitende"
     " mitarbeiterinnen mitarbeitenden kollegen kolleginnen besucher besucherinnen kinder kopfe"
     " tn erwachsene schuler studierende beschaftigte menschen personal ehrenamtliche gasten"
     " teilnehmern mitarbeitern kindern leuten bewohner mitglieder"
     " raadsleden bestuurders directeuren ondernemers sprekers docenten leraren leerkrachten"
     " verpleegkundigen patienten clienten lopers fietsers peuters kleuters tieners meisjes"
     " jongens vrienden huisgenoten gezinnen toeristen exposanten managers councillors directors"
     " trustees governors parishioners singers speakers teachers nurses patients runners cyclists"
     " toddlers teenagers girls boys friends neighbours families tourists exhibitors apprentices"
     " interns pensioners elus conseillers enseignants professeurs infirmiers patients coureurs"
     " bambins filles garcons amis voisins familles touristes exposants apprentis adherents"
     " beneficiaires dirigeants retraites lehrer lehrerinnen lehrkrafte pflegekrafte patienten"
     " laufer jugendliche madchen jungen freunde nachbarn familien touristen aussteller azubis"
     " auszubildende rentner fuhrungskrafte vorstande redner commerciaux cadres ingenieurs techniciens maires"
     " chauffeurs consultants engineers developers verkopers monteurs accountants vertreter"
     " formateurs formatrices intervenants animateurs educateurs musiciens artistes ouvriers chercheurs"
     " locataires musikanten muzikanten artiesten trainers trainern trainer coaches begeleiders referenten"
     " dozenten kunstler musiker handwerker betreuer mieter musicians artists carers tenants cooks"
     " ingenieure monteure ploegleden bestuursleden clubleden"),
    ("hours",
     "uur uren u uurtje uurtjes hours hour hrs hr h heures heure stunden stunde std std."),
    ("days",
     "dagen dag werkdagen werkdag dagdelen dagdeel ochtenden middagen days day workdays mornings"
     " afternoons jours jour journees journee demi-journees matinees tage tag tagen werktage"
     " werktagen arbeitstage vormittage"),
    ("m2",
     "m2 qm sqm kvm quadratmeter quadratmetern vierkante square metres metre"),
    ("kg", "kg kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm"),
    ("pieces", "st stk stks pcs pc stuks stuk stuck pieces piece exemplaren exemplaires exemplare"),
    ("other", "hectare hectares hektar ha liter liters litre litres litern m3 kuub hectoliter kubikmeter"),
]  # fmt: skip
_NOT_PIECES = word_set(
    "weken week maanden maand jaar jaren minuten minuut seconden kwartalen kwartaal keer maal x km"
    " euro eur euros nachten nacht nights night nuits nuit nachte jarig jarige sterren graden procent stage verdieping verdiepingen etage etages bouwlaag bouwlagen lagen floors storey storeys niveau niveaux etagen stockwerk stockwerke geschoss geschosse obergeschosse avonden avond evenings evening soirs soirees abende abenden weeks months month years year"
    " minutes minute seconds quarters times miles degrees percent star stars floor th nd rd"
    " semaines semaine mois ans an annees annee fois minutes euros degres etoiles eme er e ieme"
    " wochen woche monate monat monaten jahre jahr jahren minuten mal sterne grad stock prozent"
    " de het een the a le la les des der die das in op en of or and et ou und oder te tot to van"
    " voor for pour fur per par pro is zijn are sont sind to at on met with avec mit bij om als"
    " uhr am pm o'clock januari februari maart april mei juni juli augustus september oktober"
    " november december january february march may june july august october janvier fevrier mars"
    " avril mai juin juillet aout septembre octobre novembre decembre januar februar marz"
    " dezember jan feb mrt apr jun jul aug sep sept okt oct nov dec excl incl ht ttc btw vat we"
    " wij ik i je nous wir ich u maar but mais aber ook also aussi auch dus so zo graag please cm"
    " mm meter meters metre metres m l talen languages langues sprachen"
    " kwh mb gb mbps inch watt ieder elk each every maximaal max maximum minimaal ten by bis"
    " until from vanaf ab about rond um wegens liefst preferably moet zal komt zullen hebben hebt"
    " kunnen kan can could would will should would lot level fte cpv ink"
)
_OPEN = r"(?<![\w.,/€£$¤-])"
_TO = r" ?(?:-+|tot(?: en met)?|t/m|to|a|bis(?: zu)?|of|or|ou|oder|en|and|et|und) ?"
_ONE = rf"({NUMBER})({SCALE})?"
_NUMBERS = re.compile(
    rf"{_OPEN}{_ONE}(?:(?P<joint>{_TO}){_ONE})?(?!\d|[.,]\d|[€£$¤%])\+?(?:-?ish\b)?"
)
_WORD = re.compile(r"( ?-?\(?(?:¤¤ )?)([a-z][a-z'.-]*2?)")
_MAX = re.compile(
    r"(?:max\.?|maximaal|maximum|maximal|hooguit|hoogstens|niet meer dan|tot(?: aan)?|up to|at most"
    r"|no more than|less than|minder dan|moins de|jusqu'a|au plus|au maximum|hochstens|bis zu"
    r"|nicht mehr als|weniger als|under|unter|onder de) ?(?:ca\.? ?)?$"
)
_MIN = re.compile(
    r"(?:min\.?|minimaal|minimum|ten ?minste|minstens|meer dan|at least|more than|over|vanaf|au"
    r" moins"
    r"|plus de|minimum de|mindestens|mehr als|ab|from|a partir de) ?$"
)
_BETWEEN = re.compile(r"(?:tussen(?: de)?|between|entre|zwischen|van|von|from|de) ?$")
_LOOSE = ("en", "and", "et", "und")
_OF = re.compile(
    rf"\b(?:een |ein |un )?(man|stuk|persoon|uur|dag|doos|kilo|uurtje|gast) of ({NUMBER})(?!\w)"
)
_OF_UNITS: dict[str, Unit] = {"man": "persons", "persoon": "persons", "gast": "persons",
    "uur": "hours", "uurtje": "hours", "dag": "days", "kilo": "kg"}  # fmt: skip
_FOR = re.compile(
    r"(?:voor|for|pour|fur|fuer|met|with|zijn|are|sommes|sind|of us|serves|aantal|number|nombre"
    r"|anzahl"
    r"|groep van|group of|team of|team van|groupe de|gruppe von|totaal|equipe de|toch|instead|doe maar|serons|seront|on est|on sera|expect(?:ing|ed)?|verwachten|verwacht|rekenen op|reken op|attendons"
    r"|attendus|comptons|compte sur|erwarten|erwartet|rechnen|kommen|komen|come|wij zijn met|zitten"
    r"|make it"
    r"|maak er)"
    r"(?: (?:onze|ons|our|nos|unsere|about|around|ongeveer|circa|ca\.?|zo'n|zon|rond de|environ"
    r"|etwa"
    r"|ungefahr|roughly|some|approx\.?|max\.?|naar schatting|een|die|the|de|a|en|van|nu))*"
    r" ?[:=]? ?$"
)
_RUN = re.compile(
    r"\b(?:oplage|tirage|auflage|print run|aantal stuks|stuckzahl)(?: van| de| von| of)?"
    r" ?:? ?(?:ca\.? |circa |about |environ |etwa |ongeveer )?$"
)
_LABEL = re.compile(
    r"(?:^|[\n.;,(]) ?(?:aantal |number of |nombre d[e'] ?|anzahl (?:der )?)?([a-z']+)"
    r" ?: ?(?:ca\.? |circa |about |environ |etwa |ongeveer )?$"
)
_TIMES = re.compile(
    r" ?x (?!(?:per|in|a|par|pro|je|week|weekly|jaar|year|an|maand|month|mois|monat|woche|wekelijks"
    r"|semaine|wochentlich|monatlich|elke|each|every|de|the|la|der|die)\b)(?=[a-z])"
    r"|(?= (?:of (?:them|those|'?em)|ervan|d'entre|davon)\b)"
)
"""What makes pieces of a number: "60 x lunch box", "150 of them"."""
_COMING = re.compile(
    r" [a-z'-]+ (?:who |die |qui |zullen |will )?(?:be )?(?:coming|attending|joining|komen|aanwezig|erbij|viennent"
    r"|presents|attendus|kommen|anwesend|dabei)\b"
)
"""Who comes is a person, whatever the noun: "45 choristers coming"."""
_GROUP = re.compile(
    r"\b(?:groep|group|team|gezelschap|clubje|ploeg|party|equipe|groupe|gruppe) (?:van|of|de|von|mit)"
    r"(?: (?:ongeveer|about|around|environ|etwa|zo'n|circa|ca\.?))? ?$"
)
"""What consists of people, whatever follows the number: "ons team van 12 verhuist"."""
_TIMES_BEFORE = re.compile(r"(?:\d|[a-z]{4,}) ?x ?$")
_OF_US = re.compile(r" (?:of us|van ons|d'entre nous|von uns)\b")
_IN_ALL = re.compile(r"\b(?:totaal|total|altogether|insgesamt|zusammen|samen)[ :]{1,2}(?:ca\.? )?$")
_TONNES = re.compile(r" ?(?:tonnen|tonnes|tons?|tonne)\b")
_KG_A_TONNE = 1000
_SQUARE_FEET = re.compile(r" ?(?:sq\.? ?ft|sqft|square feet)\b\.?")
_STOP_AFTER = re.compile(
    r" ?(?:$|[.,;:!?)\n¤]|(?:op|in|te|on|at|in|le|la|am|im|in|a|graag|please|bij|with|met|and|en"
    r"|et|und"
    r"|om|for|voor|budget|max|tussen|from|vanaf|,|instead|ipv|dus|svp|bitte|maximaal|incl|next|this"
    r"|volgende|de|du|nachste|ou|of|or|to|too|we|wij)\b)"
)
_TURNOVER = re.compile(
    r"(?<![a-z])(?:x|keer|times|fois|mal|per|verdieping|etage|floor|versie|version|nr|no) ?$"
)


@dataclass(frozen=True)
class AmountFound:
    """A quantity with its place in the plain text; the digits end at `number_end`."""

    quantity: Quantity
    start: int
    end: int
    number_end: int


_UNIT_OF: dict[str, Unit] = {word: unit for unit, words in _UNITS for word in words.split()}
_AREA_SECOND = {"vierkante": ("meter", "meters"), "square": ("metres", "meters", "metre", "meter"),
    "metres": ("carres",), "metre": ("carre",)}  # fmt: skip
_FIRST_CLASS = ("persons", "pieces", "m2", "kg", "other")


def read_amount(plain: str) -> AmountFound | None:
    """The quantity of a folded text in which look-alikes, dates and money are blanked.

    People, pieces, surface, weight and other measures go before hours and days.
    """
    found = sorted(_found(plain), key=lambda one: (_order(plain, one), one.start))
    return found[0] if found else None


def _order(plain: str, one: AmountFound) -> int:
    if _IN_ALL.search(plain[max(0, one.start - 20) : one.start]):
        return -1
    return 0 if one.quantity.unit in _FIRST_CLASS else 1


def _found(plain: str) -> Iterator[AmountFound]:
    for match in _OF.finditer(plain):
        unit = _OF_UNITS.get(match[1], "pieces")
        noun = _unit_after(plain, match.end()) if match[1] == "stuk" else None
        quantity = Quantity(number_value(match[2]), noun[0] if noun else unit)
        yield AmountFound(quantity, match.start(), match.end(), match.end())
    for match in _NUMBERS.finditer(plain):
        found = _read(plain, match)
        if found:
            yield found


def _read(plain: str, match: re.Match[str]) -> AmountFound | None:
    before = plain[max(0, match.start() - 40) : match.start()]
    if _TURNOVER.search(before) and not _TIMES_BEFORE.search(before):
        return None
    unit, end = (
        _grouped(plain, match, before)
        or _unit_after(plain, match.end())
        or _bare(plain, match, before)
        or (None, 0)
    )
    if unit is None:
        return None
    if tonnes := _TONNES.match(plain, match.end()):
        weight = number_value(match[1], match[2] or "") * _KG_A_TONNE
        return _one(weight, "kg", before, (match.start(), tonnes.end(), match.end()))
    first = number_value(match[1], match[2] or "")
    if not match["joint"]:
        return _one(first, unit, before, (match.start(), end, match.end()))
    second = number_value(match[4], match[5] or "")
    joint = match["joint"].strip()
    if (joint in _LOOSE and not _BETWEEN.search(before)) or not first < second:
        return _one(second, unit, before, (match.start(4), end, match.end()))
    if not 0 < second <= _MOST:
        return None
    middle = Quantity((first + second) / 2, unit, first, second)
    return AmountFound(middle, match.start(), end, match.end())


def _one(
    value: float, unit: Unit, before: str, offsets: tuple[int, int, int]
) -> AmountFound | None:
    if not 0 < value <= _MOST:
        return None
    high = value if _MAX.search(before) else None
    low = value if high is None and _MIN.search(before) else None
    return AmountFound(Quantity(value, unit, low, high), *offsets)


def _unit_after(plain: str, at: int) -> tuple[Unit, int] | None:
    """The unit in the next words, an adjective or two skipped; any other noun is pieces."""
    if feet := _SQUARE_FEET.match(plain, at):
        return "other", feet.end()
    noun: tuple[Unit, int] | None = None
    if coming := _COMING.match(plain, at):
        return "persons", coming.end()
    if us := _OF_US.match(plain, at):
        return "persons", us.end()
    if times := _TIMES.match(plain, at):
        noun, at = ("pieces", times.end()), times.end()
    for _ in range(3):
        match = _WORD.match(plain, at)
        word = match[2].rstrip(".'") if match else ""
        if not match or (not match[1] and word not in _UNIT_OF) or word in _NOT_PIECES:
            return noun
        unit = _UNIT_OF.get(word)
        if (unit in ("m2", "kg") and noun) or (unit in ("hours", "days") and noun):
            return noun
        if unit:
            return _area(plain, word, match.end()) if word in _AREA_SECOND else (unit, match.end())
        noun = noun or (("pieces", match.end()) if len(word) > 2 else None)
        if match[2].endswith(".") or noun is None:
            return noun
        at = match.end()
    return noun


def _area(plain: str, word: str, at: int) -> tuple[Unit, int] | None:
    following = _WORD.match(plain, at)
    return ("m2", following.end()) if following and following[2] in _AREA_SECOND[word] else None


def _labelled(before: str) -> Unit | None:
    """The unit said before a number: "guests: 120", "oplage 750"."""
    if _RUN.search(before):
        return "pieces"
    match = _LABEL.search(before)
    return _UNIT_OF.get(match[1]) if match else None


def _grouped(plain: str, match: re.Match[str], before: str) -> tuple[Unit, int] | None:
    """The people of "een groep van 12"; their own name belongs to it."""
    if not _GROUP.search(before):
        return None
    named = _unit_after(plain, match.end())
    return named if named and named[0] == "persons" else ("persons", match.end())


def _bare(plain: str, match: re.Match[str], before: str) -> tuple[Unit, int] | None:
    """A number without a noun: "voor 40 graag" are people, a message that is one number counts."""
    alone = not plain[: match.start()].strip() and not plain[match.end() :].strip(" .!?\n")
    if alone:
        return "other", match.end()
    if labelled := _labelled(before):
        return labelled, match.end()
    if _TIMES_BEFORE.search(before):  # "kerstpakketten x 120"
        return "pieces", match.end()
    if re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return None
    if _FOR.search(before) and _STOP_AFTER.match(plain, match.end()):
        return "persons", match.end()
    return None
