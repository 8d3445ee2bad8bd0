"""Which kinds of work a text may be about; none when nobody of the field would sell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from matchbot.core.matching.lexicon import Lexicon
from matchbot.core.matching.normalise import content_words, stem
from matchbot.core.need import KindGuess

if TYPE_CHECKING:
    from matchbot.core.knowledge import Knowledge

AT_MOST = 5
NEAREST = 50
LEAST = 0.35
TYPO_FROM, TYPO_LETTERS = 84.0, 5
PART_LETTERS = 4
STEM, COMPOUND_HEAD, COMPOUND_PART, TYPO = 0.95, 0.85, 0.7, 0.8
# Cosine of the sentence embedding below which two texts have nothing to do with each other, and
# from which they mean the same.
UNRELATED, SAME = 0.35, 0.85


def guess_kinds(what: str, language: str, knowledge: Knowledge) -> tuple[KindGuess, ...]:
    """Kinds that `what` may be about, best first, scores 0–1; empty when it is none of ours."""
    lexicon = knowledge.lexicon
    if not content_words(what) or not lexicon.phrases:
        return ()
    by_words = words_scores(what, language, lexicon)
    by_meaning = _meaning_scores(what, knowledge)
    joint = {
        kind: 1 - (1 - by_words.get(kind, 0.0)) * (1 - 0.7 * by_meaning.get(kind, 0.0))
        for kind in {*by_words, *by_meaning}
    }
    foreign = joint.pop("", 0.0)
    best = sorted(joint.items(), key=lambda pair: (-pair[1], pair[0]))
    if not best or foreign > best[0][1]:
        return ()
    kept = [(k, s) for k, s in best if s >= max(LEAST, best[0][1] * 0.6)]
    kinds = knowledge.vocabulary.kinds
    return tuple(KindGuess(k, round(s, 3), kinds[k].cpv) for k, s in kept[:AT_MOST])


def words_scores(what: str, language: str, lexicon: Lexicon) -> dict[str, float]:
    """For each kind the best agreement of its expressions with the words of `what`."""
    wanted = {w: _alike(w, language, lexicon) for w in dict.fromkeys(content_words(what))}
    likeness: dict[int, dict[str, float]] = {}
    for _word, alike in wanted.items():
        for part, score in alike.items():
            for number in lexicon.by_stem.get(part, ()):
                parts = likeness.setdefault(number, {})
                parts[part] = max(parts.get(part, 0.0), score)
    best: dict[str, float] = {}
    for number, parts in likeness.items():
        phrase = lexicon.phrases[number]
        covered = sum(parts.values()) / max(len(phrase.stems), 1)
        score = covered * covered
        best[phrase.kind] = max(best.get(phrase.kind, 0.0), score)
    return best


def _alike(word: str, language: str, lexicon: Lexicon) -> dict[str, float]:
    """Stems of the lexicon that `word` may stand for, with a likeness in 0–1."""
    found = {stem(word, lang): STEM for lang in (language, "nl", "en", "fr", "de")}
    found = {part: score for part, score in found.items() if part in lexicon.by_stem}
    if found:
        return found
    stemmed = stem(word, language)
    for part in _parts(word):
        if part in lexicon.by_stem:
            head = word.endswith(part) or stemmed.endswith(part)
            found[part] = COMPOUND_HEAD if head else COMPOUND_PART
    if not found and len(word) >= TYPO_LETTERS:
        for part, ratio, _ in process.extract(
            word, lexicon.by_word.keys(), scorer=fuzz.ratio, score_cutoff=TYPO_FROM, limit=3
        ):
            for number in lexicon.by_word[part]:
                for lang in (lexicon.phrases[number].language,):
                    found[stem(part, lang)] = TYPO * ratio / 100
    return found


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
