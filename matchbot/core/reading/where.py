"""Where: the place a text names, or the places it may mean."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from matchbot.core.need import Place
from matchbot.core.places import KnownPlace, Nearness, Places, preferred_countries
from matchbot.core.platform import Platform
from matchbot.core.reading import where_words as words
from matchbot.core.reading.plain import Plain, Span

_TOKEN = re.compile(r"[a-z0-9]+")
_EVERYWHERE = re.compile(words.EVERYWHERE)
_ANYWHERE = re.compile(words.ANYWHERE)
_RADIUS = re.compile(words.RADIUS)
_NO_PLACES = re.compile(words.NO_PLACES)
_CODES = [(countries.split(), re.compile(pattern)) for countries, pattern in words.CODES]
_CODE_BEFORE = re.compile(r"(?<!\w)\d{4,5}(?: ?[a-z]{2})?,? $")
"""A postcode before the name of its town, known or not: no amount."""
_EDGES = (",", ";", "/", "|", "(", ")", ":", "-", "*")
_PARTS = ("borough", "neighbourhood")
_ROMAN = (
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
).split()  # fmt: skip
_ARRONDISSEMENT = re.compile(
    r"\b(?P<before>paris|lyon|marseille) (?P<roman>[ivx]{1,5})e(?:r|me)?\b"
    r"|\b(?:(?P<city2>paris|lyon|marseille),? )?(?P<number>\d{1,2}) ?(?:er|e|eme)"
    r" (?:arrondissement|arrdt?|arr)\b\.?(?: (?:de|a) (?P<city>paris|lyon|marseille)\b)?"
)
_KM_PER_MILE = 1.609
_BIG_TOWN, _KNOWN_TOWN = 60_000, 20_000
_SURE, _LIKELY, _POSSIBLE = 3.0, 2.0, 1.0
_KNOWN_TO_VILLAGES = ("NL", "BE", "LU")
"""Elsewhere a small town without any sign is more often a person's name or a word."""
_GERMAN_TOWN = 50_000
"""German writes all nouns with a capital, so there only a town of this size stands out."""


@dataclass(frozen=True)
class PlaceFound:
    """A place, or several a name may mean, with the span of the given text it came from.

    `anywhere`: the text says that the place does not matter. `others`: where it names more.
    """

    place: Place | None
    span: Span | None
    choices: tuple[Place, ...] = ()
    anywhere: bool = False
    others: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    places: tuple[KnownPlace, ...]
    sure: float


def read_place(
    read: Plain, taken: list[Span], language: str, places: Places, platform: Platform,
    ordinary: Container[str] = (),
) -> PlaceFound:  # fmt: skip
    """The place a text names; `taken` are spans of the text that mean something else.

    `ordinary` holds words that are no misspelt names ("kantine").
    """
    plain = _NO_PLACES.sub(lambda match: "¤" * len(match[0]), read.masked(taken))
    anywhere = _ANYWHERE.search(plain)
    if anywhere:
        return PlaceFound(None, read.span(*anywhere.span()), anywhere=True)
    near = nearness(platform, places, language)
    whole = _whole_country(read, plain, places, near)
    if whole:
        return whole
    scan = _Scan(read, plain, places, near, language, ordinary)
    mentions = sorted(scan.mentions(), key=lambda m: (-m.sure, m.start))
    if not mentions:
        return PlaceFound(None, None)
    others = [read.span(m.start, m.end) for m in mentions if m.sure >= _LIKELY]
    others += [read.span(*match.span()) for match in _RADIUS.finditer(plain)]
    return replace(_chosen(read, plain, mentions, places, near), others=tuple(others))


def nearness(platform: Platform, places: Places, language: str) -> Nearness:
    """What decides between places of one name on this platform in this language."""
    countries = preferred_countries(language, platform.country)
    home = [p for p in places.named(platform.place) if p.country == platform.country]
    lat, lon = (home[0].lat, home[0].lon) if home else (None, None)
    return Nearness(countries, platform.place, lat, lon)


def _chosen(
    read: Plain, plain: str, mentions: list[_Mention], places: Places, near: Nearness
) -> PlaceFound:
    best = _smaller_within(mentions[0], mentions)
    code = _CODE_BEFORE.search(plain[: best.start])
    best = replace(best, start=code.start()) if code else best
    span = read.span(best.start, best.end)
    found = places.resolve(best.places, near)
    if not found:
        return PlaceFound(None, None)
    if len(found) > 1:
        found = _hinted(found, plain) or found
    if len(found) > 1:
        choices = tuple(_told_apart(place) for place in found[:5])
        return PlaceFound(None, span, choices)
    place = found[0].as_place()
    radius = _RADIUS.search(plain)
    if radius:
        km = float(radius[1]) * (_KM_PER_MILE if radius[2].startswith("mi") else 1)
        place = replace(place, radius_km=round(km, 1))
    return PlaceFound(place, span)


def _smaller_within(best: _Mention, mentions: list[_Mention]) -> _Mention:
    """The borough in "in Amsterdam, in Noord": a part of the named town says more."""
    towns = {place.name for place in best.places}
    for other in mentions:
        small = [p for p in other.places if p.kind in ("borough", "neighbourhood", "postcode")]
        inside = tuple(p for p in small if p.within in towns or p.name in towns)
        if other is not best and inside and other.sure >= _LIKELY:
            return replace(other, places=inside)
    return best


def _hinted(found: tuple[KnownPlace, ...], plain: str) -> tuple[KnownPlace, ...]:
    """Those whose region or country stands in the text too."""
    return tuple(p for p in found if len(p.within) > 2 and p.within.lower() in plain)[:1]


def _told_apart(known: KnownPlace) -> Place:
    place = known.as_place()
    within = known.within or known.country
    return place if within in place.name else replace(place, name=f"{place.name} ({within})")


def _whole_country(read: Plain, plain: str, places: Places, near: Nearness) -> PlaceFound | None:
    for match in _EVERYWHERE.finditer(plain):
        named = next((n for k, n in match.groupdict().items() if n and k != "own"), "")
        code = next((c for c, n in words.COUNTRY_NAMES.items() if named in n.split()), "")
        if match["own"]:
            code = near.countries[0]
        country = places.country(code) if code else None
        found = country or _region(places, named)
        if found:
            return PlaceFound(found.as_place(), read.span(*match.span()))
    return None


def _region(places: Places, name: str) -> KnownPlace | None:
    """The region or town of this name, never a part of a town: "heel Zuid-Holland"."""
    whole = [place for place in places.named(name) if place.kind not in _PARTS] if name else []
    return whole[0] if whole else None


class _Scan:
    """One walk over the words of a text for the names of places."""

    def __init__(
        self, read: Plain, plain: str, places: Places, near: Nearness, language: str,
        ordinary: Container[str],
    ) -> None:  # fmt: skip
        self.read, self.plain, self.places, self.near = read, plain, places, near
        self.language, self.ordinary = language, ordinary
        self.tokens = list(_TOKEN.finditer(plain))
        self.texts = [token[0] for token in self.tokens]

    def mentions(self) -> Iterator[_Mention]:
        """Each place named, not overlapping; postcodes first."""
        yield from _postcodes(self.read, self.plain, self.places, self.near)
        yield from _arrondissements(self.plain, self.places)
        at = 0
        while at < len(self.texts):
            count = self.places.longest_name(self.texts, at) or bool(self._contracted(at))
            mention, count = self._named(at, count)
            if mention:
                yield mention
            at += max(count, 1)

    def _named(self, at: int, count: int) -> tuple[_Mention | None, int]:
        while count:
            name = " ".join(self.texts[at : at + count])
            start, end = self.tokens[at].start(), self.tokens[at + count - 1].end()
            if "\n" not in self.plain[start:end] and not name.isdigit() and len(name) > 1:
                found = (count == 1 and self._contracted(at)) or self.places.named(name)
                sure = self._sureness(name, at, count, found)
                if sure:
                    return _Mention(start, end, found, sure), count
            count -= 1
        return self._misspelt(at), 1

    def _contracted(self, at: int) -> tuple[KnownPlace, ...]:
        """What "au Havre" and "du Mans" name: places with an article."""
        french = self.language == "fr" and at > 0 and self.texts[at - 1] in ("au", "du")
        return self.places.named(f"le {self.texts[at]}") if french else ()

    def _apart(self, at: int, count: int) -> bool:
        """Whether a name stands by itself between commas or the like: "lunch, Best, 40 man"."""
        before = self.plain[: self.tokens[at].start()].rstrip(" ")
        after = self.plain[self.tokens[at + count - 1].end() :].lstrip(" ")
        return before.endswith(_EDGES) and (
            not after or after.startswith((*_EDGES, ".", "!", "?", "\n"))
        )

    def _capital(self, at: int) -> bool:
        return self.read.text[self.read.starts[self.tokens[at].start()]].isupper()

    def _sureness(self, name: str, at: int, count: int, found: tuple[KnownPlace, ...]) -> float:
        """How likely a known name means its place here; 0 when it does not."""
        if _negated(self.texts, at):
            return 0.0
        before, capital = _before(self.texts, at), self._capital(at)
        if not capital and at and self.texts[at - 1] in words.DEFINITE:
            return 0.0
        cue = _SURE if before in words.STRONG or (capital and self._apart(at, count)) else 0.0
        cue = cue or (_LIKELY if before in words.WEAK else 0.0)
        if not (capital or cue) and name in self.ordinary:  # "hagen knippen"
            return 0.0
        origin = _origin(self.texts, at, count)
        own = any(p.within == self.near.town for p in found if p.kind in _PARTS)
        if name in words.also_words(self.language) or len(name) < 4:
            return cue if capital and cue and (cue == _SURE or own or origin) else 0.0
        if origin:
            return _SURE + 1
        if count > 1 and self.texts[at] in words.STRONG:  # "région bruxelloise" is its own cue
            return _SURE
        size = max((p.size for p in found if p.kind == "town"), default=_KNOWN_TOWN)
        if capital:
            return cue or self._by_capital(size, own, found)
        if cue == _SURE:
            return cue - 0.5
        return _POSSIBLE if size >= _BIG_TOWN or own or (cue and size >= _KNOWN_TOWN) else 0.0

    def _by_capital(self, size: int, own: bool, found: tuple[KnownPlace, ...]) -> float:
        part = all(p.kind in _PARTS for p in found)
        if self.language == "de":
            return _LIKELY if size >= _GERMAN_TOWN or own or part else 0.0
        if size >= _KNOWN_TOWN:
            return _LIKELY
        return _POSSIBLE if any(p.country in _KNOWN_TO_VILLAGES for p in found) else 0.0

    def _misspelt(self, at: int) -> _Mention | None:
        """A name with a slip in it: only after a cue, or with a capital after a lesser one."""
        word, before, capital = self.texts[at], _before(self.texts, at), self._capital(at)
        cued = before in words.STRONG or (capital and before in (*words.ORIGIN, *words.TOWARDS))
        if not cued or len(word) < 5 or not word.isalpha() or word in self.ordinary:
            return None
        least = _KNOWN_TOWN if capital and self.language != "de" else _BIG_TOWN
        near = self.places.like(word, self.near.countries)
        found = tuple(p for p in near if p.kind == "town" and p.size >= least)[:1]
        sure = _LIKELY if capital else _POSSIBLE
        start, end = self.tokens[at].span()
        return _Mention(start, end, found, sure) if found and not _negated(self.texts, at) else None


def _before(texts: list[str], at: int) -> str:
    """The word before a name, an article or "de buurt van" passed over."""
    back = at - 1
    while back > 0 and texts[back] in words.ARTICLES and at - back < 4:
        if texts[back - 1] not in words.STRONG and texts[back - 1] not in words.ARTICLES:
            break
        back -= 1
    return texts[back] if back >= 0 else ""


def _origin(texts: list[str], at: int, count: int) -> bool:
    """Whether the name is where something starts: "van Zuid naar Haarlem"."""
    after = texts[at + count : at + count + 3]
    return at > 0 and texts[at - 1] in words.ORIGIN and any(w in words.TOWARDS for w in after)


def _negated(texts: list[str], at: int) -> bool:
    return any(word in words.NEGATED for word in texts[max(0, at - 2) : at])


def _arrondissements(plain: str, places: Places) -> Iterator[_Mention]:
    """le 13e arrondissement de Paris, Lyon 3e arr., Paris XIVe."""
    for match in _ARRONDISSEMENT.finditer(plain):
        roman = match["roman"]
        number = _ROMAN.index(roman) + 1 if roman in _ROMAN else int(match["number"] or 0)
        city = match["city"] or match["city2"] or match["before"] or "paris"
        found = places.named(f"{city} {number}{'er' if number == 1 else 'e'}")
        if found:
            yield _Mention(match.start(), match.end(), found[:1], _SURE + 0.5)


def _postcodes(read: Plain, plain: str, places: Places, near: Nearness) -> Iterator[_Mention]:
    for countries, pattern in _CODES:
        wanted = [code for code in near.countries if code in countries]
        wanted += [code for code in countries if code not in wanted]
        for match in pattern.finditer(plain):
            if _is_postcode(read, plain, match, countries):
                code = match[0] if countries == ["NL"] else match[1]
                known = places.postcode(re.sub("^[bfd]-", "", code), wanted)
                if known and known.country in wanted:
                    yield _Mention(match.start(), match.end(), (known,), _SURE + 0.5)


def _is_postcode(read: Plain, plain: str, match: re.Match[str], countries: list[str]) -> bool:
    written = read.original(*match.span())
    if countries == ["NL"]:
        letters = match[2]
        return letters not in words.NO_CODE_LETTERS or (written[-2:].isupper() and letters != "kg")
    if countries == ["GB"]:
        return written.isupper()
    before = _TOKEN.findall(plain[max(0, match.start() - 25) : match.start()])[-2:]
    cued = any(word in words.STRONG or word in words.CODE_CUES for word in before)
    alone = plain.strip() == match[0].strip()
    named = re.match(r",? [A-Z]", read.text[read.ends[match.end() - 1] :][:3]) is not None
    return cued or alone or (named and "FR" in countries)
