"""Numbers said in words, in four languages: where they stand in a text and their digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from text_to_num import text2num

_PARTS = {
    "nl": "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien"
    "|zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig"
    "|negentig|honderd|duizend|en",
    "en": "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    "|ninety|hundred|thousand",
    "fr": "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze"
    "|seize|vingts?|trente|quarante|cinquante|soixante|septante|nonante|cents?|mille|et",
    "de": "eins?|eine|zwei|drei|vier|funf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwolf|zwoelf"
    "|dreizehn|vierzehn|sechzehn|siebzehn|zwanzig|dreissig|vierzig|sechzig|siebzig|achtzig|neunzig"
    "|hundert|tausend|und",
}
_FILLER = {"nl": "een|en", "en": "one|and", "fr": "un|une|et|neuf", "de": "eins?|eine|und"}
# "neuf" is also new, "een" and "un" are mostly articles: alone they are no number.
_UMLAUTS = (("fuenf", "fünf"), ("funf", "fünf"), ("zwoelf", "zwölf"), ("zwolf", "zwölf"),
            ("dreissig", "dreißig"))  # fmt: skip
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_COUNTS = {"honderd": 100, "honderden": 100, "duizend": 1000, "hundred": 100, "thousand": 1000,
           "hundert": 100, "tausend": 1000, "centaines": 100, "milliers": 1000,
           "dozijn": 12, "dozen": 12, "dutzend": 12, "dizaines": 10, "douzaines": 12}  # fmt: skip
_LOOSE = {
    "nl": [
        (r"(?:een )?paar (honderd|duizend)\b", 2),
        (r"enkele (honderden|duizend)\b", 3),
        (r"(?:een|1) (dozijn)\b", 1),
        (r"(?:een )?half dozijn\b()", 6),
    ],
    "en": [
        (r"(?:a )?couple (?:of )?(hundred|thousand|dozen)\b", 2),
        (r"(?:a )?few (hundred|thousand|dozen)\b", 3),
        (r"\b(?:two|2) (dozen)\b", 2),
        (r"\b(?:three|3) (dozen)\b", 3),
        (r"half a dozen\b()", 6),
        (r"\ban? (dozen|hundred|thousand)\b", 1),
    ],
    "fr": [(r"quelques (centaines|milliers|dizaines)\b(?: d[e'] ?)?", 3)],
    "de": [
        (r"(?:ein )?paar (hundert|tausend|dutzend)\b", 2),
        (r"einige (hundert|tausend|dutzend)\b", 3),
        (r"ein halbes dutzend\b()", 6),
        (r"ein (dutzend)\b", 1),
    ],
}
_TALS = re.compile(rf"\b(?:een )?((?:{_PARTS['nl']})+)tal\b")
_AINES = re.compile(rf"\b(?:une|un) ({'|'.join(_ROUND)})(?: de\b| d')?")
_TOGETHER = re.compile(
    r"\bz'n (?:(\w*(?:tien|twintig|dertig|veertig|vijftig|zestig|honderd))en|(drie|vier|vijv|zess"
    r"|zeven|acht|neg|elv|twaalv)en)\b"
)
_SHORT = {"vijv": "vijf", "zess": "zes", "neg": "negen", "elv": "elf", "twaalv": "twaalf"}
_ZU = {
    "zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9,
    "zehnt": 10, "elft": 11, "zwolft": 12, "zwanzigst": 20, "dreissigst": 30,
}  # fmt: skip
_ZU_DRITT = re.compile(rf"\bzu ({'|'.join(_ZU)})\b")
_MULTIPLES = re.compile(
    r"\b(\d{1,3}(?:[.,]\d)?) ?(duizend|thousand|tausend|mille|dozijn|dutzend|douzaines|hundred)\b"
)
_ANDERHALF = re.compile(r"\banderhalve?\b|\banderthalb\b")


def _pattern(language: str) -> re.Pattern[str]:
    word = f"(?:{_PARTS[language]})+"
    joint = "[ -]" if language != "de" else " "
    middle = f"{joint}(?:and )?" if language == "en" else joint
    return re.compile(rf"(?<![a-z]){word}(?:{middle}{word})*(?![a-z])")


_RUNS = {language: _pattern(language) for language in _PARTS}
_ALONE = {language: re.compile(rf"(?:(?:{words})[ -]?)+") for language, words in _FILLER.items()}
_LOOSE_RUNS = {
    language: [(re.compile(pattern), times) for pattern, times in rows]
    for language, rows in _LOOSE.items()
}


def number_words(plain: str, language: str) -> list[tuple[int, int, str]]:
    """Start, end and digits of each number in words of a folded text, in order, none"
    " overlapping."""
    found = sorted(_found(plain, language if language in _PARTS else "en"))
    kept: list[tuple[int, int, str]] = []
    for start, end, digits in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, digits))
    return kept


def _found(plain: str, language: str) -> Iterator[tuple[int, int, str]]:
    for pattern, times in _LOOSE_RUNS[language]:
        for match in pattern.finditer(plain):
            yield *match.span(), str(times * _COUNTS.get(match[1], 1))
    for match in _MULTIPLES.finditer(plain):
        value = float(match[1].replace(",", ".")) * _COUNTS.get(match[2], 1000)
        yield *match.span(), f"{value:.0f}"
    if language == "fr":
        for match in _AINES.finditer(plain):
            gap = " " if match[0].endswith("'") else ""
            yield *match.span(), f"{_ROUND[match[1]]}{gap}"
    if language == "nl":
        for match in _TALS.finditer(plain):
            yield from _run(match.start(), match.end(), match[1], language)
        for match in _TOGETHER.finditer(plain):
            words = match[1] or _SHORT.get(match[2], match[2])
            for start, end, digits in _run(*match.span(), words, language):
                yield start, end, f"{digits} personen"
    if language == "de":
        for match in _ZU_DRITT.finditer(plain):
            yield *match.span(), f"{_ZU[match[1]]} personen"
    for match in _ANDERHALF.finditer(plain):
        yield *match.span(), "1.5"
    for match in _RUNS[language].finditer(plain):
        yield from _run_without_filler(match.start(), match[0], language)


def _run_without_filler(start: int, words: str, language: str) -> Iterator[tuple[int, int, str]]:
    """The number in a run such as "een vijfentwintig" or "drie en": filler at its ends is off."""
    edge = re.match(rf"(?:(?:{_FILLER[language]})[ -])+", words)
    if edge:
        start, words = start + edge.end(), words[edge.end() :]
    words = re.sub(r"[ -](?:en|et|und)$", "", words)
    if words and not _ALONE[language].fullmatch(words):
        yield from _run(start, start + len(words), words, language)


def _run(start: int, end: int, words: str, language: str) -> Iterator[tuple[int, int, str]]:
    for folded, spelled in _UMLAUTS if language == "de" else ():
        words = words.replace(folded, spelled)
    try:
        yield start, end, str(text2num(words, language))
    except ValueError:
        return
