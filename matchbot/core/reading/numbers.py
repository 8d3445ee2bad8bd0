"""Numbers in digits, and the look-alikes that are no facts: phones, times, references, links."""

from __future__ import annotations

import re

NUMBER = r"(?:\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
"""A number as people write it: 1500, 1.500,50, 1 500, 2,5."""

SCALE = (
    r"(?: ?(?:k|duizend|thousand|tausend|mille|dozijn|dutzend|douzaines|miljoen|million|grand)\b)"
)
"""What multiplies a number: 2k, 2 duizend."""

_SCALES = {"dozijn": 12, "dutzend": 12, "douzaines": 12,
           "miljoen": 1_000_000, "million": 1_000_000}  # fmt: skip
_REFERENCE = (
    r"(?:order|bestelling|offerte|factuur|referentie|kenmerk|dossier|zaak|po|ref|"
    r"reference|invoice|quote|ticket|case|commande|facture|devis|auftrag|bestellung|"
    r"rechnung|angebot|vorgang|project|perceel|lot|kostenplaats|kamer|room|raum|salle|"
    r"zaal|lokaal|kvk|btw|vat|iban|siret|siren|klantnummer|ordernummer|bestelnummer|"
    r"factuurnummer|projectnummer|dossiernummer|offertenummer|auftragsnummer|"
    r"rechnungsnummer|kundennummer|huisnummer|nummer|number|numero)"
)
_MARK = r"(?:nr|nrs|nummer|number|no|n°|numero|num|#|id|code)"
_NO_FACTS = [
    r"https?://\S+|www\.\S+|\b[a-z0-9-]+\.(?:nl|com|org|eu|fr|de|be|net|example|uk)\b(?:/\S*)?",
    r"\S+@\S+",
    r"\b[a-z]{2}\d{2} ?[a-z]{4}(?: ?\d){10,}",
    r"\b(?:t|tel|telefoon|telefoonnummer|telephone|phone|mobiel|mobile|mob|m|gsm|fax|telefon|handy"
    r"|call|bel|appelez|whatsapp)\b ?[.:]* ?[+(]?\d[\d ()./-]{5,}\d",
    r"(?<![\w.,])(?:\+|00)\d[\d ()./-]{6,}\d",
    r"(?<![\w.,])\(?0\d{1,4}\)?[ /.-]?(?:\d[ .-]?){5,9}\d?(?!\d)",
    rf"\b{_REFERENCE} ?\.?-? ?(?:{_MARK} ?[.:]* ?|[:#] ?)#?[a-z]{{0,4}}[-/]?"
    r"\d[\w./-]*",
    rf"\b{_REFERENCE} ?[a-z]{{0,4}}[-/]?\d[\d/-]*(?=\s*(?:[.,;:)!?\n]|$|-))",
    rf"\b{_MARK}[.:]? ?#? ?[a-z]{{0,4}}[-/]?\d[\w./-]*|#\d+",
    r"\b\d{1,2}[:h]\d{2}(?: ?(?:uur|u|h|uhr|am|pm)\b)?(?! ?\d{3})",
    r"\b\d{1,2}\.\d{2} ?(?:uur|u|uhr|am|pm|h)\b",
    r"(?<!\d )\b(?:om|vanaf|tot|rond|around|at|from|until|till|vers|des|jusqu'a|um|ab|gegen|bis|von"
    r"|tussen|between|entre|zwischen|a|de|van|before|after|voor|na|omstreeks) \d{1,2}"
    r"(?: ?(?:-|tot|en|and|to|bis|und|a|et) ?\d{1,2})? ?(?:uur|u|h|heures?|uhr|o'clock|am|pm)\b"
    r"(?! (?:per|par|pro|a|each|elke)\b)",
    r"\b(?:[01]?\d|2[0-4])(?: ?- ?\d{1,2})? ?(?:am|pm|o'clock|uhr|a\.m\.|p\.m\.)(?!\w)",
    r"\b\d+(?:[.,]\d+)? ?(?:%|procent|percent|pour cent|prozent|°)",
    r"\b\d+(?:[.,]\d+)? ?(?:km|kilometers?|kilometres?|kilometern?|miles?|mijl)\b",
    r"\b[a-z]+(?:straat|laan|weg|plein|kade|gracht|dijk|singel|strasse|platz|allee) \d+ ?[a-z]?\b",
    r"\b\d+(?: ?bis)?,? (?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|allee|impasse) ",
    r"\b\d+ [a-z]+ (?:street|road|avenue|lane|square)\b",
    r"\b\d{1,2} ?(?:x|keer|times|fois|mal) ?(?:p|per|pro|par|/) ?/?[a-z]+",
    r"\biso[ -]?\d+(?::\d+)?|\bco2\b|\ba[3-6]\b|\bb2b\b|\b24/7\b|\bcovid-?19\b|\b4g\b|\b5g\b",
]
_LOOK_ALIKES = re.compile("|".join(f"(?:{pattern})" for pattern in _NO_FACTS))


def number_value(written: str, scale: str = "") -> float:
    """The value of digits matched by NUMBER, times what SCALE matched ("2,5", "k" → 2500)."""
    digits = written.replace(" ", "").replace("'", "")
    commas, points = digits.rfind(","), digits.rfind(".")
    if commas >= 0 and points >= 0:
        decimal = "," if commas > points else "."
        digits = digits.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub("[.,]", "", digits)
    else:
        digits = digits.replace(",", ".")
    return float(digits) * (_SCALES.get(scale.strip(), 1000) if scale.strip() else 1)


def without_look_alikes(plain: str) -> str:
    """The folded text, same length, with phones, links, references and times blanked by ¤."""
    return _LOOK_ALIKES.sub(lambda match: "¤" * len(match[0]), plain)
