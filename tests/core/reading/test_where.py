"""Where is read in four languages; words that are also names of places need a sign."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchbot.core.knowledge import Knowledge
from matchbot.core.platform import Platform
from matchbot.core.reading.plain import read_plain
from matchbot.core.reading.where import PlaceFound, read_place


@pytest.fixture
def where(knowledge: Knowledge) -> type[Where]:
    Where.knowledge = knowledge
    return Where


class Where:
    knowledge: Knowledge

    @classmethod
    def of(cls, language: str, text: str, platform: Platform | None = None) -> PlaceFound:
        read = read_plain(text, language)
        at_home = platform or cls.knowledge.platform
        ordinary = cls.knowledge.lexicon.by_word
        return read_place(read, [], language, cls.knowledge.places, at_home, ordinary)


PLACES = [
    ("nl", "lunch in Noord", "Amsterdam-Noord"),
    ("nl", "borrel in Amsterdam Noord", "Amsterdam-Noord"),
    ("nl", "verhuizing van Zuid naar Haarlem", "Amsterdam-Zuid"),
    ("en", "moving from Rotterdam to Delft", "Rotterdam"),
    ("fr", "déménagement de Toulouse à Bordeaux", "Toulouse"),
    ("de", "Umzug von Hamburg nach Bremen", "Hamburg"),
    ("nl", "schoonmaak kantoor amsterdam", "Amsterdam"),
    ("nl", "in de buurt van Amersfoort", "Amersfoort"),
    ("nl", "lunch in Amstrdam", "Amsterdam"),
    ("nl", "timmerman in den bosch", "'s-Hertogenbosch"),
    ("nl", "bloemen in 's-Gravenhage", "Den Haag"),
    ("en", "flowers in The Hague", "Den Haag"),
    ("fr", "des fleurs à La Haye", "Den Haag"),
    ("en", "a reception in Brussels", "Brussel"),
    ("fr", "une réception à Bruxelles", "Brussel"),
    ("de", "Reparatur in Köln", "Köln"),
    ("nl", "glazenwasser in Best", "Best"),
    ("nl", "lunch in Echt", "Echt"),
    ("fr", "laver les vitres à Nice", "Nice"),
    ("de", "Catering in Essen", "Essen"),
    ("en", "window cleaner in Reading", "Reading"),
    ("fr", "un laveur de vitres à Lens", "Lens"),
    ("en", "in Amsterdam, somewhere in Noord", "Amsterdam-Noord"),
    ("fr", "traiteur à Saint-Denis", "Saint-Denis"),
    ("en", "a workshop in Hebden Bridge", "Hebden Bridge"),
    ("de", "Hecken schneiden in Ahrensburg", "Ahrensburg"),
    ("de", "Stadtführung Kreuzberg für 25 Personen", "Kreuzberg"),
    ("de", "Umzug nach Biberach", "Biberach an der Riß"),
    ("fr", "pour nos agents, région bruxelloise", "Brussels Hoofdstedelijk Gewest"),
    ("en", "lunch at Leeds Town Hall", "Leeds"),
]


@pytest.mark.parametrize(("language", "text", "name"), PLACES)
def test_a_place_is_read_by_any_of_its_names(
    where: type[Where], language: str, text: str, name: str
) -> None:
    found = where.of(language, text)
    assert found.place is not None
    assert found.place.name == name


def test_noord_is_the_borough_of_the_platforms_town(where: type[Where]) -> None:
    place = where.of("nl", "in Noord").place
    assert place is not None
    assert (place.lat, place.lon) == pytest.approx((52.40, 4.92), abs=0.01)
    assert 3 <= place.radius_km <= 5


NO_PLACES = [
    ("nl", "Beste mensen, wij zoeken de beste schoonmaker"),
    ("nl", "echt lekker eten voor 20 mensen"),
    ("nl", "een open bar"),
    ("en", "a nice lunch"),
    ("en", "Reading glasses"),
    ("fr", "un sens de la fête"),
    ("de", "Essen für 30 Personen"),
    ("de", "Wie wird das Wetter?"),
    ("nl", "niet in Amsterdam"),
    ("nl", "locatie maakt niet uit"),
    ("en", "location doesn't matter"),
    ("fr", "à distance OK"),
    ("de", "Ort egal"),
    ("nl", "schoonmaak op kantoor"),
    ("nl", "1500 in totaal"),
]


@pytest.mark.parametrize(("language", "text"), NO_PLACES)
def test_a_word_that_is_also_a_name_is_no_place_without_a_sign(
    where: type[Where], language: str, text: str
) -> None:
    found = where.of(language, text)
    assert found.place is None
    assert found.choices == ()


COUNTRIES = [
    ("nl", "heel Nederland", "NL"),
    ("en", "all over the UK", "GB"),
    ("fr", "dans toute la France", "FR"),
    ("de", "in ganz Deutschland", "DE"),
    ("de", "deutschlandweit", "DE"),
    ("nl", "landelijk", "NL"),
    ("de", "bundesweit", "DE"),
]


@pytest.mark.parametrize(("language", "text", "country"), COUNTRIES)
def test_a_whole_country_has_its_centre_and_a_radius_that_covers_it(
    where: type[Where], language: str, text: str, country: str
) -> None:
    place = where.of(language, text).place
    assert place is not None
    assert place.country == country
    assert place.radius_km >= 150


def test_within_so_many_kilometres_is_the_radius(where: type[Where]) -> None:
    for language, text in [
        ("en", "within 10 km of Leeds"),
        ("nl", "straal van 10 km rond Haarlem"),
        ("fr", "dans un rayon de 10 km autour de Lille"),
        ("de", "im Umkreis von 10 km um Mannheim"),
    ]:
        place = where.of(language, text).place
        assert place is not None
        assert place.radius_km == 10


def test_a_postcode_is_a_place(where: type[Where]) -> None:
    dutch = where.of("nl", "bezorgen op 1031 KL").place
    french = where.of("fr", "un buffet dans le 75019").place
    belgian = where.of("fr", "à 1030 Schaerbeek").place
    assert dutch is not None and dutch.lat == pytest.approx(52.39, abs=0.02)
    assert french is not None and "Paris" in french.name
    assert belgian is not None and belgian.country == "BE"


def test_a_name_of_several_places_is_asked_back_with_candidates(where: type[Where]) -> None:
    far_from_all = replace(where.knowledge.platform, place="Groningen")
    found = where.of("nl", "lunch in Valkenburg", far_from_all)
    assert found.place is None
    assert len(found.choices) == len({choice.name for choice in found.choices}) == 2


def test_of_several_places_the_one_near_the_platform_is_meant(where: type[Where]) -> None:
    near_one = replace(where.knowledge.platform, place="Maastricht")
    place = where.of("nl", "lunch in Valkenburg", near_one).place
    assert place is not None
    assert place.lat == pytest.approx(50.86, abs=0.05)


def test_a_name_that_fits_nowhere_near_is_no_place(where: type[Where]) -> None:
    assert where.of("de", "Putzen – Mecklenburg-Vorpommern Netz Küste-West").place is None


def test_the_span_is_where_the_name_stands(where: type[Where]) -> None:
    text = "Lunch für 🎉 Gäste in Köln."
    span = where.of("de", text).span
    assert span is not None
    assert text[slice(*span)] == "Köln"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Können wir bei Ihnen bestellen?"),
        ("fr", "30 chaises pour la salle de réunion"),
        ("en", "who comes first in the list?"),
        ("en", "a talk by Shirley Banks"),
    ],
)
def test_a_word_or_name_that_is_also_a_small_town_is_no_place(
    where: type[Where], language: str, text: str
) -> None:
    assert where.of(language, text).place is None
