"""Words about places in four languages: cues, words that are also names, a whole country."""

from __future__ import annotations

from functools import cache

from matchbot.core.reading.plain import word_set

STRONG = word_set(
    "in te bij nabij rond rondom omgeving regio buurt omstreken gemeente stad provincie locatie"
    " plaats near around region area city town vicinity neighbourhood neighborhood borough"
    " location within outside at a au aux vers pres proche autour region ville commune quartier"
    " secteur lieu departement arrondissement agglomeration banlieue chez bei nahe umgebung raum"
    " gegend stadt stadtteil bezirk ort region im umkreis standort kreis bundesland waar where ou"
    " wo adres binnenstad centrum filiaal vestiging kantoor office bureau buro postcode plz wijk"
    " stadsdeel lieferung abholung levering livraison delivery"
)
"""After one of these, possibly with an article, a known name is a place."""

WEAK = word_set(
    "van uit naar op to from for voor de du des en sur dans pour von aus nach fur auf zu the aan"
    " langs via door door across depuis jusqu deliver delivered leveren bezorgen"
)
"""These go before places and before much else."""

ARTICLES = word_set("de het den the la le les l der die das dem d 's s van of de du omgeving")
DEFINITE = word_set("the het la le les der die das dem")
"""Before a word in small letters these say that it is one: "in the list"."""

ORIGIN = ("van", "vanuit", "uit", "from", "de", "depuis", "von", "aus", "vanaf")
TOWARDS = ("naar", "to", "a", "vers", "nach", "au")

_COMPASS = (
    "noord oost zuid west noordoost zuidoost centrum north east south center centre central nord"
    " est sud ouest ost sued mitte zentrum dam haven havengebied station park europa artis arena"
    " rai markt museum port post plan spa tour bar as mal bus is la le die de het een den van ter"
    " eu"
)
_ALSO = {
    "nl": "best echt beek boom brand burg putten houten laren leer lot made mook open over rot"
    " heel haar hem haren halle waren wald stein ver dijk din dom ede ham hat loon maas mere meer"
    " mol buren ouder pan pijp rees zand see son wijk hoek hoorn hout kerk linne maar moor nu op"
    " vaart veen ven wit zwart bon bel bad wil bern linz zug cork traun baar thun palma roma sofia"
    " florence valencia bray swords chur bergen kampen goes goor heer heerde rijn rijen sluis"
    " split tilt waal haps lent losser neer oss rips leek waarde grave lier peer geel menen balen"
    " nes hulst linden winter vries wage oude nieuw oud bos kruis stad dorp horst heide hall"
    " ouder diest stand engelen drunen ommen nice essen lens tours orange"
    " groet halen komen champagne lege schuren wissen sandwich sachsen",
    "en": "reading bath nice sandwich rugby sale stone street ware ash barking barrow bell black"
    " blue bright bury deal diss eye ford hay hook hove march rye settle battle split bridge hall"
    " lot made open over rot plus best may barry nelson beer bon chard wells poole looe leek wing"
    " hope much ample mold mould tours lens orange sens son essen halle cork swords bray"
    " florence sofia roma palma valencia baden banks carry champagne change church fully hard law"
    " pace sand send zoo hard bruck",
    "fr": "lens sens nice tours vie mer bourg croix cure foix gap vitre bon orange vire son sal"
    " grasse cannes halle vannes voiron gray dole lit loos ham bains rue pont marche salon vif"
    " agen digne revel auch condom die caen essen baar cork florence valence palma sion"
    " reunion aire champagne bains celles champ change chasse etoile forges fumel ligne mers monnaie"
    " monts murs nay par passage plate portes salles sandwich villeneuve vols au ay",
    "de": "essen halle wald wesel waren weil stade stein zell regen rot neu norden oder lage leben"
    " lauf horn hof forst kehl bad buch mehr baden wiesen zug thun sitten steine sorge winter"
    " wissen auch berg bergen linden brand burg stadt haar wetter wanne singen lehrte kamen hagen"
    " moor rust ried sand see sinn ems traun bern linz sofia florence bruchsal selm linne rain hall ort"
    " albert altstadt au baume buchen change eine hatten ehnen hard kuchen mengen neustadt nordstadt oststadt"
    " rohr rue saal sandwich schotten stelle sudstadt sulz weststadt",
}


@cache
def also_words(language: str) -> frozenset[str]:
    """Names that in this language are first of all words: places only after a cue, capitalised."""
    return word_set(f"{_COMPASS} {_ALSO.get(language, '')}")


EVERYWHERE = (
    r"\b(?:heel|geheel|door heel|in heel|verspreid over) (?P<nl>[a-z]+(?:-[a-z]+)*)\b|\b(?:all"
    r" over|across|throughout|anywhere in|everywhere in|the whole of|whole of|nationwide in)"
    r" (?:the )?(?P<en>[a-z]+(?:-[a-z]+)*(?: kingdom)?)\b|\b(?:toute la|tout le|partout en|partout"
    r" au|dans toute la|l'ensemble de la) (?P<fr>[a-z]+(?:-[a-z]+)*)\b|\b(?:ganz|gesamt|in ganz)"
    r" (?P<de>[a-z]+(?:-[a-z]+)*)\b|\b(?P<en2>uk|britain|england|scotland"
    r"|wales)[- ]wide\b|\b(?P<de2>[a-z]+)weit\b|\b(?P<own>landelijk|landelijke dekking"
    r"|door het hele land|in het hele land|nationaal|nationwide|countrywide|across the country|all"
    r" over the country|dans toute la france|sur tout le territoire|niveau national|im ganzen"
    r" land)\b"
)
COUNTRY_NAMES = {
    "NL": "nederland netherlands holland pays-bas niederlande niederlanden",
    "BE": "belgie belgium belgique belgien",
    "DE": "duitsland germany allemagne deutschland bundes",
    "FR": "frankrijk france frankreich",
    "GB": "uk britain kingdom engeland england angleterre grossbritannien vk",
    "LU": "luxemburg luxembourg",
    "AT": "oostenrijk austria autriche osterreich",
    "CH": "zwitserland switzerland suisse schweiz",
    "IE": "ierland ireland irlande irland",
}

ANYWHERE = (
    r"(?:locatie|plaats|plek|waar)[^.!?\n]{0,25}(?:maakt (?:ons )?niet uit|niet belangrijk|is"
    r" vrij)|maakt niet uit waar|\bop afstand\b|(?:location|place|where)[^.!?\n]{0,25}(?:does"
    r" ?n.?t matter|not important|does not matter|is flexible)|doesn't matter where"
    r"|\bremote(?:ly)?\b|a distance|peu importe (?:le lieu|la ville|ou|l'endroit)|lieu indifferent"
    r"|n'importe ou|\begal wo\b|(?:ort|standort)[^.!?\n]{0,15}(?:egal|spielt keine rolle)|\bort"
    r" ist egal|\bremote moglich|\bortsunabhangig|\bthuiswerk|work from anywhere|en teletravail"
)
RADIUS = (
    r"(?:binnen|straal van|tot|maximaal|max\.?|within|radius of|up to|less than|dans un rayon de"
    r"|rayon de|a moins de|umkreis von|im umkreis|in einem umkreis von|innerhalb von|maximal)"
    r" ?(?:een straal van |ca\.? )?(\d{1,3}) ?(km|kilometers?|kilometres?|kilometern?|miles?"
    r"|mijl)\b"
)
NO_PLACES = r"\b(?:town|city|village|parish|church) halls?\b|\bsalles? de reunions?\b"
"""Rooms whose name holds that of a place."""
NEGATED = ("niet", "geen", "not", "pas", "nicht", "except", "behalve", "sauf", "ausser", "outside")

CODES = (
    ("NL", r"(?<![\w¤])([1-9]\d{3}) ?([a-z]{2})(?![\w'])"),
    ("GB", r"(?<!\w)([a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})(?!\w)"),
    ("GB", r"(?<!\w)((?:e|ec|n|nw|se|sw|w|wc|m|b|l|ls|bs|g|eh|cf|ne|ng|s)\d{1,2})(?![\w-])"),
    ("FR DE", r"(?<![\w.,€$£+-])((?:f-|d-)?\d{5})(?![\w€$£%]|[.,]\d)"),
    ("BE NL AT CH LU", r"(?<![\w.,€$£+-])((?:b-)?[1-9]\d{3})(?![\w€$£%]|[.,]\d)"),
)
CODE_CUES = ("dans", "sur", "in", "en", "op", "le", "naar", "nach", "to")
"""Before a number that may be a postcode: "dans le 75019"."""
NO_CODE_LETTERS = word_set(
    "in op en of te we is na er kg st km cm mm um ab zu an im am to at or on by ml m2 eu ex it uw"
    " al om de le la un du et ou au je tu il pp pa ht per ca nl be fr uk ik u so no as pm sa sd ss"
)
