"""The vocabulary file is loaded whole, or refused with the place of every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchbot.adapters.vocabulary_file import VocabularyFileError, load_vocabulary

GOOD = """
[catering]
cpv = ["55520000-1"]
near = ["coffee"]
[catering.nl]
label = "Catering"
words = ["lunch", "borrel"]
[catering.en]
label = "Catering"

[coffee]
[coffee.nl]
label = "Koffie"
"""


def load(folder: Path, text: str) -> VocabularyFileError:
    file = folder / "vocabulary.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyFileError) as refused:
        load_vocabulary(file)
    return refused.value


def test_kinds_come_in_the_files_order_with_words_by_language(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.toml"
    file.write_text(GOOD, encoding="utf-8")
    kinds = load_vocabulary(file).kinds
    assert list(kinds) == ["catering", "coffee"]
    assert kinds["catering"].words["nl"] == ("lunch", "borrel")
    assert kinds["catering"].words["en"] == ()
    assert kinds["catering"].near == ("coffee",)
    assert kinds["coffee"].label("fr") == "coffee"


FAULTS = [
    (GOOD.replace("55520000-1", "5552"), "line 2, kind catering, cpv: '5552'"),
    (GOOD.replace('near = ["coffee"]', 'near = ["cofee"]'), "kind catering, near: 'cofee'"),
    (GOOD.replace('label = "Koffie"', ""), "line 12, kind coffee.nl, label: missing"),
    (GOOD.replace("words =", "wrods ="), "line 5, kind catering.nl, wrods: unknown field"),
    (GOOD.replace('"lunch"', "3"), "line 5, kind catering.nl, words: must be a list of texts"),
    (GOOD.replace("[coffee]\n", "[coffee]\ncolour = 'brown'\n"), "kind coffee, colour: unknown"),
    ("catering = 3", "kind catering: stands outside a kind's table"),
    ("[Big Kind]", "not valid TOML"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_fault_is_told_with_line_kind_and_field(tmp_path: Path, text: str, said: str) -> None:
    assert said in str(load(tmp_path, text))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("55520000-1", "5552").replace('label = "Koffie"', "")
    assert len(load(tmp_path, wrong).problems) == 2
