"""Which kinds of work a text may be about; none when nobody of the field would sell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from matchbot.core.matching.lexicon import Lexicon
from matchbot.core.matching.normalise import LANGUAGES, content_words, stem
from matchbot.core.need import KindGuess

if TYPE_CHECKING:
    from matchbot.core.knowledge import Knowledge

AT_MOST = 5
NEAREST = 50
LEAST = 0.35
UNSURE = 0.5
BESIDE_BEST = 0.6
MEANING = 0.7
TYPO_FROM, TYPO_LETTERS = 84.0, 5
PART_LETTERS = 4
STEM, COMPOUND_HEAD, COMPOUND_PART, TYPO = 0.95, 0.85, 0.7, 0.8
# Cosine of the sentence embedding below which two texts have nothing to do with each other, and
# from which they mean the same.
UNRELATED, SAME = 0.35, 0.85


def guess_kinds(what: str, language: str, knowledge: Knowledge) -> tuple[KindGuess, ...]:
    """Kinds that `what` may be about, best first, scores 0–1; empty when it is none of ours."""
    ours, foreign = weighed(what, language, knowledge)
    if not ours or foreign >= ours[0][1]:
        return ()
    kept = [(k, s) for k, s in ours if s >= max(LEAST, ours[0][1] * BESIDE_BEST)]
    kinds = knowledge.vocabulary.kinds
    return tuple(KindGuess(k, round(s, 3), kinds[k].cpv) for k, s in kept[:AT_MOST])


def strangeness(what: str, language: str, knowledge: Knowledge) -> float:
    """How sure it is that no WISE sells this: 1 known to be foreign, UNSURE when nothing is known.

    0 without a vocabulary: then nobody can tell.
    """
    if not knowledge.lexicon.phrases:
        return 0.0
    ours, foreign = weighed(what, language, knowledge)
    return 1.0 if foreign >= max(LEAST, ours[0][1] if ours else 0.0) else UNSURE


def weighed(
    what: str, language: str, knowledge: Knowledge
) -> tuple[list[tuple[str, float]], float]:
    """Every kind that `what` touches with its score, best first, and the score of "not ours"."""
    lexicon = knowledge.lexicon
    if not content_words(what) or not lexicon.phrases:
        return [], 0.0
    by_words = words_scores(what, language, lexicon, knowledge.index.meant)
    by_meaning = _meaning_scores(what, knowledge)
    joint = {
        kind: 1 - (1 - by_words.get(kind, 0.0)) * (1 - MEANING * by_meaning.get(kind, 0.0))
        for kind in {*by_words, *by_meaning}
    }
    foreign = joint.pop("", 0.0)
    return sorted(joint.items(), key=lambda pair: (-pair[1], pair[0])), foreign


def words_scores(
    what: str, language: str, lexicon: Lexicon, meant: Callable[[str], str] | None = None
) -> dict[str, float]:
    """For each kind the best agreement of its expressions with the words of `what`.

    `meant` gives the known word for a misspelt one.
    """
    wanted = {w: _alike(w, language, lexicon, meant) for w in dict.fromkeys(content_words(what))}
    likeness: dict[int, dict[str, float]] = {}
    for _word, alike in wanted.items():
        for part, score in alike.items():
            for number in lexicon.by_stem.get(part, ()):
                parts = likeness.setdefault(number, {})
                parts[part] = max(parts.get(part, 0.0), score)
    best: dict[str, float] = {}
    for number, parts in likeness.items():
        phrase = lexicon.phrases[number]
        covered = len(parts) / max(len(phrase.stems), 1)
        score = covered * covered * sum(parts.values()) / len(parts)
        best[phrase.kind] = max(best.get(phrase.kind, 0.0), score)
    return best


def _alike(
    word: str, language: str, lexicon: Lexicon, meant: Callable[[str], str] | None
) -> dict[str, float]:
    """Stems of the lexicon that `word` may stand for, with a likeness in 0–1."""
    found = _known_stems(word, language, lexicon, STEM)
    if found:
        return found
    known_word = meant(word) if meant else word
    if known_word != word:
        found = _known_stems(known_word, language, lexicon, TYPO)
        if found:
            return found
    elif len(word) >= TYPO_LETTERS:
        for known, ratio, _ in process.extract(
            word, lexicon.by_word.keys(), scorer=fuzz.ratio, score_cutoff=TYPO_FROM, limit=3
        ):
            for number in lexicon.by_word[known]:
                found[stem(known, lexicon.phrases[number].language)] = TYPO * ratio / 100
    for part in _parts(word):
        if part in lexicon.by_stem:
            head = word.endswith(part) or stem(word, language).endswith(part)
            score = COMPOUND_HEAD if head else COMPOUND_PART
            # A short piece inside a long word is more often chance than a part of its meaning.
            score *= min(1.0, 2.5 * len(part) / len(word))
            found[part] = max(found.get(part, 0.0), score)
    return found


def _known_stems(word: str, language: str, lexicon: Lexicon, score: float) -> dict[str, float]:
    every = {stem(word, lang) for lang in (language, *LANGUAGES)}
    return {part: score for part in every if part in lexicon.by_stem}


def _parts(word: str) -> set[str]:
    """All strings of at least PART_LETTERS letters inside a word."""
    return {
        word[start:end]
        for start in range(len(word) - PART_LETTERS + 1)
        for end in range(start + PART_LETTERS, len(word) + 1)
    }


def _meaning_scores(what: str, knowledge: Knowledge) -> Mapping[str, float]:
    """For each kind how close in meaning its nearest expression is."""
    lexicon = knowledge.lexicon
    if knowledge.embedder is None or lexicon.vectors is None:
        return {}
    vector = np.asarray(knowledge.embedder.embed([what]))[0]
    close = np.clip((lexicon.vectors.closeness(vector) - UNRELATED) / (SAME - UNRELATED), 0.0, 1.0)
    best: dict[str, float] = {}
    nearest = (
        np.argpartition(-close, NEAREST)[:NEAREST] if len(close) > NEAREST else range(len(close))
    )
    for number in nearest:
        kind = lexicon.phrases[int(number)].kind
        best[kind] = max(best.get(kind, 0.0), float(close[number]))
    return best
