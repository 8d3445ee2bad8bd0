"""The vectors kept on disk: embedded once, whole again after a cut, refused when foreign."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matchbot.adapters.embedding import EmbeddingFileBroken, SentenceEmbedder

TEXTS = ["lunch", "ramen wassen", "fietsen repareren"]


class Counting(SentenceEmbedder):
    """An embedder that remembers which texts it was asked to embed."""

    def __init__(self, cache: Path) -> None:
        super().__init__(cache)
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Any:
        self.asked += texts
        return super().embed(texts)


def test_a_text_is_embedded_once_ever(tmp_path: Path) -> None:
    first = Counting(tmp_path / "vectors")
    vectors = first.remember(TEXTS)
    again = Counting(tmp_path / "vectors")
    assert np.allclose(again.remember(TEXTS), vectors)
    assert (first.asked, again.asked) == (TEXTS, [])


@pytest.mark.parametrize("cut", [1, 100, 527])
def test_a_file_cut_in_the_middle_of_a_record_goes_on_whole(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "vectors"
    vectors = Counting(file).remember(TEXTS)
    file.write_bytes(file.read_bytes()[:-cut])
    after_the_cut = Counting(file)
    after_the_cut.remember(TEXTS)
    last = Counting(file)
    assert np.allclose(last.remember(TEXTS), vectors)
    assert (after_the_cut.asked, last.asked) == (TEXTS[2:], [])


def test_a_foreign_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("something else")
    with pytest.raises(EmbeddingFileBroken, match="vectors"):
        SentenceEmbedder(tmp_path / "vectors")


def test_an_empty_text_means_nothing() -> None:
    assert not SentenceEmbedder().embed(["", "  "]).any()


def test_a_text_is_embedded_once_also_where_no_file_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("")
    embedder = Counting(tmp_path / "no folder" / "vectors")
    vectors = embedder.remember(TEXTS)
    assert np.allclose(embedder.remember(TEXTS), vectors)
    assert embedder.asked == TEXTS


def test_what_another_process_kept_meanwhile_is_found(tmp_path: Path) -> None:
    one, other = Counting(tmp_path / "vectors"), Counting(tmp_path / "vectors")
    other.remember(TEXTS[:1])
    one.remember(TEXTS)
    other.remember(TEXTS)
    assert (one.asked, other.asked) == (TEXTS[1:], TEXTS[:1])
