"""What a text is by its meaning: the sort of talk whose examples it comes closest to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from matchbot.core.matching.vectors import remembered
from matchbot.core.need import Talk
from matchbot.core.reading.talk_examples import EXAMPLES

if TYPE_CHECKING:
    from matchbot.core.knowledge import Embedder

_LONGEST = 300
_CLOSE, _AHEAD = 0.4, 0.1
"""The least likeness to the examples of a sort of talk, and by how much it must beat needs."""
_CLOSE_WITH_FACTS, _AHEAD_WITH_FACTS = 0.45, 0.2
_ACTED_ON: frozenset[Talk] = frozenset({"complaint", "human", "stop"})
_CLOSE_TO_ACT, _CLEAR_TO_ACT = 0.45, 0.05
"""After these something is done, so they must also be clear of the other sorts of talk."""
_BESIDE_NEED = 0.03
"""A text that is no closer than this to any other sort of talk than to needs may be one."""
_NEAREST = 2


@dataclass(frozen=True)
class _Examples:
    talks: tuple[Talk, ...]
    vectors: Any


def meant_talk(text: str, embedder: Embedder | None, with_facts: bool) -> Talk | None:
    """What a text without a telling word is most likely; None when nothing can be said.

    "need" says that nothing else is likelier; what it is about must bear it out.

    `with_facts`: it holds facts of a need, so that more must speak against one. Long texts are
    never judged: they say several things.
    """
    if embedder is None or len(text) > _LONGEST or not text.strip():
        return None
    examples = _examples(embedder)  # type: ignore[arg-type]  # hashed as itself, as every object
    likeness = examples.vectors @ _unit(np.asarray(embedder.embed([text]), np.float32))[0]
    best = {talk: _nearest(likeness, examples.talks, talk) for talk in EXAMPLES}
    need = best.pop("need")
    talk = max(best, key=lambda one: best[one])
    close, ahead = (
        (_CLOSE_WITH_FACTS, _AHEAD_WITH_FACTS) if with_facts else (_CLOSE, _AHEAD)
    )  # fmt: skip
    if best[talk] - need <= _BESIDE_NEED:
        return "need"
    if best[talk] < close or best[talk] - need < ahead:
        return None
    return "other" if talk in _ACTED_ON and not _clear(talk, best) else talk


def _clear(talk: Talk, best: dict[Talk, float]) -> bool:
    second = max(likeness for other, likeness in best.items() if other != talk)
    return best[talk] >= _CLOSE_TO_ACT and best[talk] - second >= _CLEAR_TO_ACT


def _nearest(likeness: Any, talks: tuple[Talk, ...], talk: Talk) -> float:
    """The mean of the nearest examples: one alone may be near by chance."""
    of_talk = np.sort(likeness[[at for at, one in enumerate(talks) if one == talk]])
    return float(of_talk[-_NEAREST:].mean())


@lru_cache(maxsize=4)
def _examples(embedder: Embedder) -> _Examples:
    pairs = [(talk, said) for talk, text in EXAMPLES.items() for said in text.split("\n") if said]
    vectors = np.asarray(remembered(embedder, [said for _, said in pairs]), np.float32)
    return _Examples(tuple(talk for talk, _ in pairs), _unit(vectors))


def _unit(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
