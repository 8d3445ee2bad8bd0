"""Words as the matcher compares them: without accents, case, endings and glue."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

LANGUAGES = ("nl", "en", "fr", "de")
_SNOWBALL = {"nl": "dutch", "en": "english", "fr": "french", "de": "german"}
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "’": "'"})
#: Accents and the like, each a mark of its own after the letter it belongs to.
_MARKS = re.compile(
    f"[{''.join(chr(c) for c in range(0x300, 0x10000) if unicodedata.combining(chr(c)))}]+"
)
_LONGEST_TEXT = 20_000
_LONGEST_WORD = 40

STOPWORDS = frozenset(
    # Dutch
    "de het een en of van voor met in op te ten ter tot bij aan door uit over om naar is zijn wij we "
    "ik u uw onze ons hun die dat dit deze er als ook niet geen wel nog maar dan zo per via wat wie "
    "waar hoe kan kunnen zou zouden wil willen graag zoek zoeken zoekt nodig hebben heb heeft wordt "
    "worden was waren iemand iets even onder tussen tijdens zonder moet moeten moest mogen zullen jullie "
    "betaalbaar betaalbare "
    # English
    "the a an and or of for with at on to by from as is are be was were we you your our us i it its "
    "this that these those there their them who what where how can could would will want need needs "
    "needed looking please some any not no but than so per via have has had someone something into "
    "under between during without including related well also too must should anything "
    # French
    "le la les un une des du et ou d l au aux pour avec dans en sur par de est sont etre nous vous "
    "votre vos notre nos je il elle on ce cet cette ces qui que quoi dont ne pas plus se sa son ses "
    "leur leurs cherche cherchons besoin avons voudrais faut sous entre sans chez lors ainsi relatif "
    "relative relatifs relatives divers diverses sais sait savoir allez allons veux voulons doit "
    "doivent quelque quelques chose avez "
    # German
    "der die das den dem des ein eine einen einem einer eines und oder von vom fur mit im am zum zur "
    "zu auf bei aus nach durch uber ist sind war wir ihr ihre ich sie es man wer was wo wie kann "
    "konnen mochte mochten suche suchen brauche brauchen benotigen nicht kein keine als auch noch "
    "sowie unter zwischen wahrend ohne inkl bzw muss mussen soll sollen sollten etwas haben hat".split()
)

_local = threading.local()


def fold(text: str) -> str:
    """`text` in lower case without accents, control characters and typographic variants."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).casefold()
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))


def words(text: str) -> list[str]:
    """The folded words of `text` in order; single letters and overlong strings are left out."""
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).casefold()
    return [_folded(w) for w in _WORD.findall(plain) if 1 < len(w) <= _LONGEST_WORD]


def folded_words(folded: str) -> list[str]:
    """The same of a text that is folded already."""
    return [w for w in _WORD.findall(folded) if 1 < len(w) <= _LONGEST_WORD]


# Words come again and again, texts do not: folding is remembered by word.
_folded = lru_cache(maxsize=300_000)(fold)


def content_words(text: str) -> list[str]:
    """The words of `text` that carry meaning: no stopwords, no bare numbers."""
    return [w for w in words(text) if w not in STOPWORDS and not w.isdigit()]


@lru_cache(maxsize=500_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; in a language without a stemmer the word itself."""
    name = _SNOWBALL.get(language)
    if name is None or len(word) < 4:
        return word
    # Snowball stemmers keep the current word on themselves, so each thread has its own.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if name not in stemmers:
        stemmers[name] = snowballstemmer.stemmer(name)
    return fold(str(stemmers[name].stemWord(word)))


def stems(text: str, language: str) -> list[str]:
    """The stems of the content words of `text`, in order."""
    return [stem(word, language) for word in content_words(text)]


@lru_cache(maxsize=300_000)
def grams(word: str, shortest: int = 3, longest: int = 5) -> tuple[str, ...]:
    """The character n-grams inside a word, its edges marked by a space."""
    edged = f" {word} "
    return tuple(
        edged[start : start + size]
        for size in range(shortest, longest + 1)
        for start in range(max(0, len(edged) - size + 1))
    )
