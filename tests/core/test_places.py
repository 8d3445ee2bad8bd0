"""Places are found by name, postcode and nearness; loading them is quick."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from matchbot.adapters.places_files import PlacesFileError, load_places
from matchbot.core.places import Nearness, Places, distance_km, preferred_countries

SHIPPED = Path(__file__).parents[2] / "catalogue" / "places"
TOWNS = [
    ("Veen", "NL", "52.0", "5.0", "50000", "4", "", "Utrecht"),
    ("Veen", "NL", "51.0", "6.0", "45000", "4", "", "Limburg"),
    ("Veen", "BE", "50.5", "4.5", "90000", "4", "Véen-sur-Mer;Vean", "Namur"),
    ("Grootstad", "NL", "52.1", "5.1", "800000", "9", "Big City;La Grande", "Utrecht"),
]
BOROUGHS = [("Noord", "Grootstad", "NL", "52.2", "5.1", "4", "North End", "borough")]
REGIONS = [("Nederland", "NL", "country", "52.2", "5.3", "170", "the Netherlands", "")]
POSTCODES = [
    ("1031", "Noord", "Grootstad", "NL", "52.21", "5.12", "1"),
    ("1031", "Ailleurs", "", "BE", "50.1", "4.1", "3"),
]


@pytest.fixture
def places() -> Places:
    return Places(TOWNS, REGIONS, BOROUGHS, POSTCODES)


def test_a_place_goes_by_all_its_names(places: Places) -> None:
    for name in ("Grootstad", "big city", "LA GRANDE"):
        assert [place.name for place in places.named(name)] == ["Grootstad"]


def test_accents_and_dashes_do_not_matter(places: Places) -> None:
    assert [place.country for place in places.named("veen sur mer")] == ["BE"]


def test_a_borough_is_named_with_its_town(places: Places) -> None:
    found = places.find("Noord", Nearness(("NL",), "Grootstad"))
    assert found is not None
    assert found.name == "Grootstad-Noord"


def test_a_name_in_two_countries_is_the_preferred_ones(places: Places) -> None:
    found = places.find("Veen", Nearness(("BE", "NL")))
    assert found is not None
    assert found.country == "BE"


def test_a_large_town_of_another_likely_country_outweighs_a_village_of_its_name() -> None:
    city = ("Groningen", "NL", "53.2", "6.6", "181000", "7", "", "Groningen")
    village = ("Gröningen", "DE", "51.9", "11.2", "6000", "3", "", "Sachsen-Anhalt")
    places, german = Places([city, village]), preferred_countries("de", "NL")
    found = places.resolve(places.named("Groningen"), Nearness(german))
    assert [p.name for p in found] == ["Groningen"]
    found = places.resolve(places.named("Groningen"), Nearness(("DE",)))
    assert [p.name for p in found] == ["Gröningen"]


def test_two_towns_of_like_size_stay_two(places: Places) -> None:
    assert len(places.resolve(places.named("Veen"), Nearness(("NL",)))) == 2


def test_of_two_towns_the_one_near_the_platform_is_meant(places: Places) -> None:
    near = Nearness(("NL",), "Grootstad", 52.1, 5.1)
    assert [p.within for p in places.resolve(places.named("Veen"), near)] == ["Utrecht"]


def test_a_slip_in_a_name_is_forgiven_in_long_names_only(places: Places) -> None:
    assert places.like("Grootsad", ("NL",))[0].name == "Grootstad"
    assert places.like("Vean2", ("NL",)) == () or places.like("Ven", ("NL",)) == ()
    assert places.like("Grotstak", ("NL",)) != places.like("Rotterdam", ("NL",))


def test_a_postcode_is_of_the_preferred_country(places: Places) -> None:
    dutch, belgian = places.postcode("1031 KL", ("NL",)), places.postcode("1031", ("BE", "NL"))
    assert dutch is not None and dutch.country == "NL"
    assert belgian is not None and belgian.country == "BE"
    assert places.postcode("9999", ("NL",)) is None


def test_the_nearest_town_comes_first(places: Places) -> None:
    assert places.nearest(52.09, 5.11)[0].name == "Grootstad"


def test_distance_is_in_kilometres() -> None:
    assert distance_km(52.3730, 4.8924, 52.0908, 5.1222) == pytest.approx(35, abs=1.5)


def test_a_french_text_is_likely_about_france_whatever_the_platform() -> None:
    assert preferred_countries("fr", "NL")[0] == "FR"
    assert preferred_countries("fr", "BE")[0] == "BE"
    assert preferred_countries("en", "NL")[0] == "NL"


def test_a_file_with_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text("name,land\nVeen,NL\n", encoding="utf-8")
    with pytest.raises(PlacesFileError, match=r"towns\.csv"):
        load_places(tmp_path)


def test_a_missing_file_is_an_empty_table(tmp_path: Path) -> None:
    assert len(load_places(tmp_path)) == 0


def test_the_shipped_places_are_thousands() -> None:
    assert len(load_places(SHIPPED)) > 5_000


def test_every_borough_lies_by_its_town() -> None:
    with (SHIPPED / "boroughs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = load_places(SHIPPED)
    for row in rows:
        towns = [p for p in places.named(row["town"]) if p.kind == "town"]
        near = [distance_km(float(row["lat"]), float(row["lon"]), p.lat, p.lon) for p in towns]
        assert min(near) < 30, row["name"]


@pytest.mark.parametrize(
    ("code", "countries", "town"),
    [
        ("3511 AB", ("NL",), "Utrecht"),
        ("9712CP", ("NL",), "Groningen"),
        ("10115", ("DE",), "Berlin"),
        ("33000", ("FR",), "Bordeaux"),
        ("LS1 4DY", ("GB",), "Leeds"),
        ("M1 2AB", ("GB",), "Manchester"),
    ],
)
def test_a_postcode_of_another_large_town_is_that_town(
    code: str, countries: tuple[str, ...], town: str
) -> None:
    found = load_places(SHIPPED).postcode(code, countries)
    assert found is not None
    assert town in found.name


@pytest.mark.parametrize("code", ["2027", "2500", "50000", "12", "M2"])
def test_a_year_and_a_round_number_are_no_postcode(code: str) -> None:
    found = load_places(SHIPPED).postcode(code, ("NL", "DE", "GB"))
    assert found is None or found.country == "BE"
