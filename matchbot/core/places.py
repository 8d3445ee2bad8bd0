"""Places: towns, boroughs, regions and postcodes by name, and which is near a point."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matchbot.core.need import Place
from matchbot.core.reading.plain import name_key

Row = Sequence[str]
_MAX_WORDS = 6
_EARTH_KM = 6371.0
_BRITISH_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_BRITISH_DISTRICT = re.compile(r"(?!M\d)[A-Z]{1,2}\d[A-Z\d]?")
"""LS6; not M2, which is a square metre."""
_DWARFS = 20
_MOTHER_TONGUES = {
    "nl": ("NL", "BE"),
    "fr": ("FR", "BE", "CH", "LU"),
    "de": ("DE", "AT", "CH", "LU", "BE"),
    "en": ("GB", "IE", "US"),
}


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the files. `kind` is town, borough, neighbourhood, postcode or a region's kind.

    `size` is the population of a town, else 0; `within` the town or region it lies in.
    """

    name: str
    country: str
    lat: float
    lon: float
    radius_km: float
    kind: str
    size: int = 0
    within: str = ""

    def as_place(self) -> Place:
        """The circle on the map, named so that it is clear without its town."""
        name = self.name
        apart = self.kind in ("borough", "neighbourhood") and self.within
        if apart and name_key(self.within) not in name_key(name) and self.kind == "borough":
            name = f"{self.within}-{name}"
        return Place(name, self.lat, self.lon, self.radius_km, self.country)


@dataclass(frozen=True, slots=True)
class Nearness:
    """What decides between places of one name: countries best first, and where the talk is."""

    countries: tuple[str, ...] = ()
    town: str = ""
    lat: float | None = None
    lon: float | None = None


def preferred_countries(language: str, country: str) -> tuple[str, ...]:
    """Countries a text in `language` on a platform of `country` is likely about, best first."""
    tongue = _MOTHER_TONGUES.get(language, ())
    first = (country,) if country in tongue or language == "en" or not tongue else ()
    return tuple(dict.fromkeys((*first, *tongue, country)))


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the earth between two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


class Places:
    """Places by folded name and by postcode. Rows are tuples of text in the files' columns.

    towns: name, country, lat, lon, population, radius_km, names, admin;
    regions: name, country, kind, lat, lon, radius_km, names, parent;
    boroughs: name, town, country, lat, lon, radius_km, names, kind;
    postcodes: postcode, place, town, country, lat, lon, radius_km.
    """

    def __init__(
        self,
        towns: Iterable[Row] = (),
        regions: Iterable[Row] = (),
        boroughs: Iterable[Row] = (),
        postcodes: Iterable[Row] = (),
    ) -> None:
        self._rows: list[tuple[str, Row]] = []
        self._names: dict[str, list[int]] = {}
        self._codes: dict[str, list[Row]] = {}
        for table, rows, names_at in (
            ("town", towns, 6), ("region", regions, 6), ("borough", boroughs, 6)
        ):  # fmt: skip
            for row in rows:
                self._add(table, row, row[names_at], within=row[1] if table == "borough" else "")
        for row in postcodes:
            self._codes.setdefault(row[0].replace(" ", "").upper(), []).append(row)
        self._firsts = _longest_by_first_word(self._names)
        self._by_letter: dict[str, list[str]] | None = None
        self._towns: tuple[KnownPlace, ...] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def _add(self, table: str, row: Row, names: str, within: str) -> None:
        at = len(self._rows)
        self._rows.append((table, row))
        spellings = [row[0], *names.split(";")] if names else [row[0]]
        if within:
            spellings += [f"{within} {row[0]}", f"{row[0]} {within}"]
        for key in {name_key(spelling) for spelling in spellings}:
            if key:
                self._names.setdefault(key, []).append(at)

    def named(self, name: str) -> tuple[KnownPlace, ...]:
        """All places that bear this name or also go by it, in the files' order."""
        return tuple(_known(*self._rows[at]) for at in self._names.get(name_key(name), ()))

    def longest_name(self, words: Sequence[str], at: int) -> int:
        """How many of the folded words from `at` on make the longest known name; 0 if none do."""
        longest = min(self._firsts.get(words[at], 0), len(words) - at)
        for count in range(longest, 0, -1):
            if " ".join(words[at : at + count]) in self._names:
                return count
        return 0

    def postcode(self, code: str, countries: Sequence[str] = ()) -> KnownPlace | None:
        """The smallest known area of a postcode, of the most preferred country."""
        for known in _code_areas(code.replace(" ", "").upper()):
            rows = self._codes.get(known)
            if rows:
                row = min(rows, key=lambda one: _rank(one[3], countries))
                name = row[1] if not row[2] or row[2] in row[1] else f"{row[1]}, {row[2]}"
                lat, lon, radius = float(row[4]), float(row[5]), float(row[6])
                return KnownPlace(name, row[3], lat, lon, radius, "postcode", 0, row[2])
        return None

    def like(self, name: str, countries: Sequence[str] = ()) -> tuple[KnownPlace, ...]:
        """Places whose name differs by a letter or two from this misspelt one; else empty."""
        key = name_key(name)
        if len(key) < 5:
            return ()
        if self._by_letter is None:
            self._by_letter = _by_letter(self._names)
        near = self._by_letter.get(key[0], [])
        allowed = 1 if len(key) < 8 else 2
        best = process.extract(key, near, scorer=OSA.distance, score_cutoff=allowed, limit=12)
        found = [(distance, place) for other, distance, _ in best for place in self.named(other)]
        found.sort(key=lambda pair: (pair[0], _rank(pair[1].country, countries), -pair[1].size))
        return tuple(place for _, place in found if _rank(place.country, countries) < 9)

    def resolve(self, found: Sequence[KnownPlace], near: Nearness) -> tuple[KnownPlace, ...]:
        """One place where country, town, size or distance decide between them, else several."""
        if len(found) < 2:
            return tuple(found)
        found = _of_one_country(found, near.countries)
        town = name_key(near.town)
        if here := [p for p in found if town and name_key(p.within) == town and _small(p)]:
            return (here[0],)
        towns = sorted((p for p in found if p.kind == "town"), key=lambda p: -p.size)
        if not towns:
            return _apart(found)
        if len(towns) == 1 or towns[0].size >= 4 * towns[1].size:
            return (towns[0],)
        if near.lat is not None and near.lon is not None:
            far = [distance_km(near.lat, near.lon, p.lat, p.lon) for p in towns]
            if min(far) < 60 and sorted(far)[1] > 2 * min(far):
                return (towns[far.index(min(far))],)
        return _apart(towns)

    def nearest(self, lat: float, lon: float, limit: int = 1) -> tuple[KnownPlace, ...]:
        """The towns nearest to a point, nearest first."""
        return tuple(
            sorted(self.towns(), key=lambda p: distance_km(lat, lon, p.lat, p.lon))[:limit]
        )

    def towns(self) -> tuple[KnownPlace, ...]:
        """All towns, in the files' order."""
        if self._towns is None:
            self._towns = tuple(_known(t, row) for t, row in self._rows if t == "town")
        return self._towns

    def boroughs(self, town: str) -> tuple[KnownPlace, ...]:
        """The boroughs of a town, without its neighbourhoods."""
        rows = (row for table, row in self._rows if table == "borough" and row[1] == town)
        return tuple(place for place in (_known("borough", row) for row in rows)
                     if place.kind == "borough")  # fmt: skip

    def country(self, code: str) -> KnownPlace | None:
        """A whole country by its ISO 3166 code."""
        for table, row in self._rows:
            if table == "region" and row[2] == "country" and row[1] == code:
                return _known(table, row)
        return None

    def find(self, name: str, near: Nearness) -> Place | None:
        """The one place meant by a name or postcode as written in a file; None if open."""
        found = self.resolve(self.named(name), near)
        if not found and any(c.isdigit() for c in name):
            known = self.postcode(name, near.countries)
            found = (known,) if known else ()
        return found[0].as_place() if len(found) == 1 else None


def _known(table: str, row: Row) -> KnownPlace:
    if table == "town":
        size = int(float(row[4] or 0))
        return KnownPlace(row[0], row[1], float(row[2]), float(row[3]), float(row[5]), "town",
                          size, row[7])  # fmt: skip
    if table == "region":
        return KnownPlace(row[0], row[1], float(row[3]), float(row[4]), float(row[5]), row[2],
                          0, row[7])  # fmt: skip
    return KnownPlace(
        row[0], row[2], float(row[3]), float(row[4]), float(row[5]), row[7], 0, row[1]
    )


def _code_areas(code: str) -> Iterator[str]:
    """The areas a postcode lies in, the smallest first: 3511AB, 3511, 351, 35; SE19GF, SE1, SE.

    Four digits alone may be a year, round numbers an amount: these are known in full or not at all.
    """
    yield code
    digits = code.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if digits.isdigit() and (digits != code or (len(code) == 5 and not code.endswith("00"))):
        longest = 4 if digits != code else 3
        yield from (digits[:length] for length in range(longest, 1, -1))
    elif _BRITISH_CODE.fullmatch(code):
        yield code[:-3]
        yield code[: 1 + code[1].isalpha()]
    elif _BRITISH_DISTRICT.fullmatch(code):
        yield code[: 1 + code[1].isalpha()]


def _rank(country: str, countries: Sequence[str]) -> int:
    return countries.index(country) if country in countries else 8


def _of_one_country(found: Sequence[KnownPlace], countries: Sequence[str]) -> Sequence[KnownPlace]:
    """Those of the most preferred country, unless a town of another preferred one dwarfs them.

    A German who writes "Groningen" in Amsterdam means the city, not Gröningen in the Harz.
    """
    least = min(_rank(place.country, countries) for place in found)
    first = [place for place in found if _rank(place.country, countries) == least]
    towns = [p for p in found if p.kind == "town" and p.country in countries]
    largest = max(towns, key=lambda p: p.size, default=None)
    if largest is None or any(p.kind != "town" for p in first):
        return first
    dwarfed = all(largest.size >= _DWARFS * p.size for p in first)
    return [largest] if dwarfed else first


def _small(place: KnownPlace) -> bool:
    return place.kind in ("borough", "neighbourhood")


def _apart(found: Sequence[KnownPlace]) -> tuple[KnownPlace, ...]:
    """Without those that lie in one another: a town and its borough of one name are one place."""
    kept: list[KnownPlace] = []
    for place in found:
        if all(distance_km(place.lat, place.lon, k.lat, k.lon) > 5 for k in kept):
            kept.append(place)
    return tuple(kept)


def _longest_by_first_word(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in names:
        first, _, rest = key.partition(" ")
        count = min(1 + rest.count(" ") + 1 if rest else 1, _MAX_WORDS)
        if count > longest.get(first, 0):
            longest[first] = count
    return longest


def _by_letter(names: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key in names:
        if len(key) > 3:
            grouped.setdefault(key[0], []).append(key)
    return grouped
