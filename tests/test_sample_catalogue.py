"""The sample catalogue is whole, varied, and plainly made up."""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from matchbot.adapters.catalogue_files import CatalogueReading, Rules, read_catalogue
from matchbot.adapters.vocabulary_file import load_vocabulary
from matchbot.core.vocabulary import Vocabulary

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "catalogue" / "amsterdam-sample"
SHARED = Path(os.environ.get("MATCHBOT_SHARED_DATA") or ROOT.parent / "shared" / "data")
CPV = SHARED / "cpv.tsv"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(ROOT / "catalogue" / "vocabulary.toml")


@pytest.fixture(scope="module")
def sample() -> CatalogueReading:
    return read_catalogue(SAMPLE)


def test_the_sample_has_no_fault_and_only_kinds_of_the_vocabulary(
    vocabulary: Vocabulary,
) -> None:
    assert read_catalogue(SAMPLE, rules=Rules(kinds=vocabulary.kinds)).findings == ()


def test_there_are_about_sixty_wises_with_240_offerings(sample: CatalogueReading) -> None:
    assert 55 <= len(sample.catalogue.wises) <= 70
    assert len(sample.catalogue.offerings) >= 240
    selling = {offering.wise for offering in sample.catalogue.offerings.values()}
    assert selling == set(sample.catalogue.wises)


def test_nearly_every_kind_of_the_vocabulary_is_sold(
    sample: CatalogueReading, vocabulary: Vocabulary
) -> None:
    sold = {kind for one in sample.catalogue.offerings.values() for kind in one.kinds}
    assert len(sold & set(vocabulary.kinds)) >= 60


def test_a_third_of_the_offerings_is_also_in_english(sample: CatalogueReading) -> None:
    english = [
        one for one in sample.catalogue.offerings.values() if one.language == "en" or one.title_en
    ]
    assert len(english) / len(sample.catalogue.offerings) >= 1 / 3


def test_something_is_new_this_week_and_most_is_not(sample: CatalogueReading) -> None:
    new = Counter(
        one.since is not None and one.since.isoformat() >= "2026-11-09"
        for one in sample.catalogue.offerings.values()
    )
    assert 10 <= new[True] <= 30


def test_addresses_are_only_under_example() -> None:
    found = 0
    for file in SAMPLE.iterdir():
        text = file.read_text(encoding="utf-8")
        for host in re.findall(r"(?:@|https?://|\bwww\.)([\w.-]+\w)", text):
            assert host.endswith(".example"), f"{file.name}: {host}"
            found += 1
        assert not re.search(r"\b[\w-]+\.(?:nl|com|org|eu|net)\b", text)
        without_codes_and_dates = re.sub(r"\d{8}-\d|\d{4}-\d\d-\d\d", "", text)
        assert not re.search(r"(?:\+31|\b0)[\d -]{8,}\d", without_codes_and_dates)
    assert found > 100


def test_the_platform_says_that_it_is_a_sample(sample: CatalogueReading) -> None:
    assert sample.platform is not None
    assert sample.platform.sample
    assert sample.platform.languages == ("nl", "en", "fr", "de")
    assert ".example" in sample.platform.contact
    assert "made up" in (SAMPLE / "README.md").read_text(encoding="utf-8")


def test_no_two_offerings_of_different_wises_are_written_alike(sample: CatalogueReading) -> None:
    written = [
        (one.id, one.wise, trigrams(f"{one.title} {one.description}"))
        for one in sample.catalogue.offerings.values()
    ]
    alike = [
        (a, b)
        for (a, wise_a, one), (b, wise_b, other) in itertools.combinations(written, 2)
        if wise_a != wise_b and len(one & other) > 0.6 * len(one | other)
    ]
    assert alike == []


def trigrams(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.lower())
    plain = f" {' '.join(words)} "
    return frozenset(plain[at : at + 3] for at in range(len(plain) - 2))


def test_wises_stand_by_id_and_offerings_by_wise_then_id(sample: CatalogueReading) -> None:
    assert list(sample.catalogue.wises) == sorted(sample.catalogue.wises)
    order = [(one.wise, one.id) for one in sample.catalogue.offerings.values()]
    assert order == sorted(order)


@pytest.mark.skipif(not CPV.exists(), reason="the shared data (cpv.tsv) is not here")
def test_the_cpv_codes_of_the_sample_exist(sample: CatalogueReading) -> None:
    official = {line.split("\t")[0] for line in CPV.read_text(encoding="utf-8").splitlines()}
    used = {code for one in sample.catalogue.offerings.values() for code in one.cpv}
    assert used and used <= official
