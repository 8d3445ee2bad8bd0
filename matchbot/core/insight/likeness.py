"""How much the texts of WISEs are alike: what is kept each year is a number, never a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

from matchbot.core.matching.normalise import stems
from matchbot.core.offering import Catalogue

#: Fewer WISEs than this would tell of one another.
LEAST_WISES = 5
PLATFORM = ""


def likeness(catalogue: Catalogue) -> dict[str, float]:
    """The mean likeness (0–1) of each WISE's texts to those of the others; "" the mean of all.

    Cosine of the words of a WISE's titles and descriptions, weighted by tf-idf: 1 + ln(tf) times
    ln(n / df), n being the number of WISEs with texts (Salton and Buckley 1988). Empty when they
    are too few.
    """
    bags = {wise: bag for wise, bag in _bags(catalogue).items() if bag}
    if len(bags) < LEAST_WISES:
        return {}
    among = Counter(word for bag in bags.values() for word in bag)
    vectors = {wise: _unit(bag, among, len(bags)) for wise, bag in bags.items()}
    together: dict[str, float] = {}
    for vector in vectors.values():
        for word, weight in vector.items():
            together[word] = together.get(word, 0.0) + weight
    mean = {wise: _to_others(vector, together, len(bags)) for wise, vector in vectors.items()}
    return {**mean, PLATFORM: round(sum(mean.values()) / len(mean), 4)}


def _bags(catalogue: Catalogue) -> dict[str, Counter[str]]:
    bags: dict[str, Counter[str]] = {}
    for one in catalogue.offerings.values():
        text = f"{one.title} {one.description}"
        bags.setdefault(one.wise, Counter()).update(stems(text, one.language))
    return bags


def _unit(bag: Mapping[str, int], among: Mapping[str, int], wises: int) -> dict[str, float]:
    weighed = {word: (1 + log(count)) * log(wises / among[word]) for word, count in bag.items()}
    length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {word: weight / length for word, weight in weighed.items()}


def _to_others(vector: Mapping[str, float], together: Mapping[str, float], wises: int) -> float:
    """The sum over all, less the WISE itself, is the sum over the others."""
    itself = sum(weight * weight for weight in vector.values())
    summed = sum(weight * together[word] for word, weight in vector.items())
    return round(max(summed - itself, 0.0) / (wises - 1), 4)
