"""Which of a platform's languages a text is in; steady through a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from matchbot.core.reading.language_words import SIGNS, WORDS
from matchbot.core.reading.plain import fold, word_set

if TYPE_CHECKING:
    from matchbot.core.knowledge import Knowledge

_CODES = {
    "nl": Language.DUTCH,
    "en": Language.ENGLISH,
    "fr": Language.FRENCH,
    "de": Language.GERMAN,
}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_READ = 1_000
_LINK = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_STATISTICS, _FULL_WEIGHT_FROM = 1.5, 5
"""How many marked words the letter statistics weigh, in a text of so many words."""
_SIGN, _VOCABULARY = 0.8, 0.6
"""What a sign and a word of the vocabulary weigh, in marked words."""
_SWITCHES = 1.2
_AHEAD = 0.25


def detect_language(
    text: str, enabled: Sequence[str], default: str = "", knowledge: Knowledge | None = None
) -> str:
    """The likeliest of the enabled languages; `default` (else the first) when nothing tells.

    With `knowledge`, the vocabulary's words count as marks and names of places do not count.
    """
    first = default if default in enabled else enabled[0]
    scores = _scores(_words_of(text), enabled, knowledge)
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] - scores[first] > _AHEAD else first


def choose_language(
    text: str, enabled: Sequence[str], current: str, knowledge: Knowledge | None = None
) -> str:
    """The language to go on in: `current` unless the text plainly is in another enabled one.

    One word or a name does not switch; a sentence does.
    """
    if current not in enabled:
        return detect_language(text, enabled, current, knowledge)
    words = _words_of(text)
    scores = _scores(words, enabled, knowledge)
    best = max(scores, key=lambda one: scores[one])
    marked = sum(word.lower() in _marks(best) for word in words)
    ahead = scores[best] - scores[current]
    plainly = len(words) >= 3 and marked >= 2 and ahead > _SWITCHES
    return best if plainly else current


def _words_of(text: str) -> list[str]:
    return _TOKEN.findall(_LINK.sub(" ", text[:_READ].replace("’", "'")))


def _scores(
    words: Sequence[str], enabled: Sequence[str], knowledge: Knowledge | None
) -> dict[str, float]:
    """Per language the marked words among these plus what the letter statistics say."""
    scores = dict.fromkeys(enabled, 0.0)
    if not words:
        return scores
    small = [word.lower() for word in words]
    joined = f" {' '.join(small)} "
    for code in enabled:
        marks = _marks(code)
        scores[code] += sum(marks.get(word, 0.0) for word in small)
        scores[code] += sum(_SIGN for sign in SIGNS[code] if sign in joined)
    if knowledge is not None:
        _add_vocabulary(scores, small, knowledge)
        words = [w for w in words if w[0].islower() or len(w) < 4 or not knowledge.places.named(w)]
    share = min(1.0, max(0, len(words) - 1) / (_FULL_WEIGHT_FROM - 1))
    for code, confidence in _statistics(" ".join(words).lower(), tuple(enabled)).items():
        scores[code] += _STATISTICS * confidence * share
    return scores


def _add_vocabulary(scores: dict[str, float], small: Sequence[str], knowledge: Knowledge) -> None:
    """Adds the words that the vocabulary has in one language only."""
    lexicon = knowledge.lexicon
    for word in small:
        numbers = lexicon.by_word.get(fold(word), ())
        spoken = {lexicon.phrases[number].language for number in numbers}
        for code in spoken & scores.keys():
            scores[code] += _VOCABULARY / len(spoken) ** 2


def _statistics(text: str, enabled: tuple[str, ...]) -> dict[str, float]:
    if len(enabled) < 2:
        return dict.fromkeys(enabled, 1.0)
    values = _detector(enabled).compute_language_confidence_values(text)
    codes = {language: code for code, language in _CODES.items()}
    return {codes[value.language]: value.value for value in values}


@lru_cache(maxsize=8)
def _detector(enabled: tuple[str, ...]) -> LanguageDetector:
    languages = [_CODES[code] for code in enabled]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()


@lru_cache(maxsize=8)
def _marks(code: str) -> dict[str, float]:
    """The words that mark a language; one that marks several counts for less."""
    known = {other: word_set(words) for other, words in WORDS.items()}
    return {
        word: 1.0 / sum(word in others for others in known.values()) ** 2 for word in known[code]
    }
