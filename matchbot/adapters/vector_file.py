"""Vectors of texts on disk, so that each text is embedded once ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

_KEY_BYTES = 16
#: Read so many at a time: a file of a million vectors is half a gigabyte.
_AT_ONCE = 8_192


class VectorFile:
    """8-bit vectors behind a line that names their model; those of other models are foreign.

    Nothing of it stays in memory. A process killed while writing leaves half a record at the end;
    it is not read, and cut off before the next is written.
    """

    def __init__(self, path: Path, model: str, dimensions: int) -> None:
        self.path = path
        self._first_line = f"matchbot-vectors-{model}-1\n".encode()
        self._record = np.dtype([("head", "<u8"), ("tail", "<u8"), ("vector", "i1", (dimensions,))])

    def is_foreign(self) -> bool:
        """True for a file that is there and holds something else."""
        if not self.path.exists():
            return False
        with self.path.open("rb") as file:
            return file.read(len(self._first_line)) != self._first_line

    def find(self, keys: Collection[bytes]) -> dict[bytes, Any]:
        """By key the vectors that are there. A foreign or missing file has none."""
        if not keys or self.is_foreign() or not self.path.exists():
            return {}
        heads = np.array([int.from_bytes(key[:8], "little") for key in keys], dtype="<u8")
        found: dict[bytes, Any] = {}
        for records in self._records():
            likely = records[np.isin(records["head"], heads)]
            for record in likely:
                key = record["head"].tobytes() + record["tail"].tobytes()
                if key in keys:
                    found[key] = record["vector"].copy()
        return found

    def _records(self) -> Iterator[Any]:
        with self.path.open("rb") as file:
            file.seek(len(self._first_line))
            while content := file.read(self._record.itemsize * _AT_ONCE):
                yield np.frombuffer(
                    content, self._record, count=len(content) // self._record.itemsize
                )

    def append(self, keys: Sequence[bytes], vectors: Any) -> None:
        """Add vectors (int8, one row a key). Raises OSError where nothing can be written."""
        records = np.zeros(len(keys), dtype=self._record)
        split = np.frombuffer(b"".join(keys), dtype="<u8").reshape(len(keys), 2)
        records["head"], records["tail"], records["vector"] = split[:, 0], split[:, 1], vectors
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            if file.tell() == 0:
                file.write(self._first_line)
            half = (file.tell() - len(self._first_line)) % self._record.itemsize
            file.truncate(file.tell() - half)
            file.write(records.tobytes())


def vector_key(text: str) -> bytes:
    """The key a text's vector is kept under."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=_KEY_BYTES).digest()
