"""What people would use instead of matchbot, each the way its documentation suggests."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from matchbot.core.matching.normalise import fold, words

#: From the texts of the offerings and their language to a search by text.
Search = Callable[[str, int], Sequence[int]]
Build = Callable[[Sequence[str], str], Search]
SNOWBALL = {"nl": "dutch", "en": "english", "fr": "french", "de": "german"}
STOPWORDS = {"nl": "dutch", "en": "english", "fr": "french", "de": "german"}


@dataclass(frozen=True)
class Peer:
    """A peer by name; `at_most` is how many offerings it is still asked about (slow ones)."""

    name: str
    build: Build
    at_most: int = 1_000_000


def rapidfuzz_search(scorer: Any) -> Build:
    """`rapidfuzz.process.extract` with its default processor."""
    from rapidfuzz.utils import default_process

    def build(texts: Sequence[str], language: str) -> Search:
        ready = [default_process(text) for text in texts]

        def search(text: str, limit: int) -> Sequence[int]:
            found = process.extract(default_process(text), ready, scorer=scorer, limit=limit)
            return [int(place) for _, _, place in found]

        return search

    return build


def fts5(tokenize: str) -> Build:
    """SQLite FTS5 ranked by its bm25, the need's words (or three letters) joined by OR."""

    def build(texts: Sequence[str], language: str) -> Search:
        table = sqlite3.connect(":memory:")
        table.execute(f"CREATE VIRTUAL TABLE offerings USING fts5(body, tokenize='{tokenize}')")
        rows = ((place, fold(text)) for place, text in enumerate(texts))
        table.executemany("INSERT INTO offerings(rowid, body) VALUES (?, ?)", rows)

        def search(text: str, limit: int) -> Sequence[int]:
            parts = words(text)
            if tokenize.startswith("trigram"):
                parts = list(dict.fromkeys(w[i : i + 3] for w in parts for i in range(len(w) - 2)))
            if not parts:
                return []
            asked = " OR ".join(f'"{part}"' for part in parts)
            sql = "SELECT rowid FROM offerings WHERE offerings MATCH ? ORDER BY rank LIMIT ?"
            return [int(row[0]) for row in table.execute(sql, (asked, limit))]

        return search

    return build


def bm25s_search(texts: Sequence[str], language: str) -> Search:
    """bm25s with the stopwords and Snowball stemmer of the language."""
    import bm25s
    import snowballstemmer

    stemmer = snowballstemmer.stemmer(SNOWBALL[language])

    def tokens(many: Sequence[str]) -> Any:
        return bm25s.tokenize(
            list(many),
            stopwords=STOPWORDS[language],
            stemmer=stemmer.stemWords,
            show_progress=False,
        )

    index = bm25s.BM25()
    index.index(tokens(texts), show_progress=False)

    def search(text: str, limit: int) -> Sequence[int]:
        found, _ = index.retrieve(
            tokens([text]), k=min(limit, len(texts)), show_progress=False, n_threads=1
        )
        return [int(place) for place in found[0]]

    return search


def tantivy_search(*, fuzzy: bool) -> Build:
    """tantivy with the stemmer of the language; `fuzzy` also takes terms one letter away."""

    def build(texts: Sequence[str], language: str) -> Search:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("place", stored=True, indexed=True, fast=True)
        tokenizer = "default" if fuzzy else f"{language}_stem"
        schema.add_text_field("body", tokenizer_name=tokenizer)
        built = schema.build()
        index = tantivy.Index(built)
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        analyzer = analyzer.filter(tantivy.Filter.lowercase())
        analyzer = analyzer.filter(tantivy.Filter.stemmer(SNOWBALL[language]))
        index.register_tokenizer(f"{language}_stem", analyzer.build())
        writer = index.writer(heap_size=100_000_000, num_threads=1)
        for place, text in enumerate(texts):
            writer.add_document(tantivy.Document(place=place, body=text))
        writer.commit()
        index.reload()
        searcher = index.searcher()

        def search(text: str, limit: int) -> Sequence[int]:
            asked = " ".join(words(text))
            if fuzzy:
                parts = [
                    (tantivy.Occur.Should, tantivy.Query.fuzzy_term_query(
                        built, "body", word, distance=1 if len(word) > 3 else 0))
                    for word in asked.split()
                ]  # fmt: skip
                query = tantivy.Query.boolean_query(parts)
            else:
                query, _ = index.parse_query_lenient(asked, ["body"])
            found = searcher.search(query, limit).hits
            return [int(searcher.doc(address)["place"][0]) for _, address in found]

        return search

    return build


PEERS = (
    Peer("rapidfuzz WRatio", rapidfuzz_search(fuzz.WRatio), at_most=100_000),
    Peer("rapidfuzz token_set_ratio", rapidfuzz_search(fuzz.token_set_ratio), at_most=100_000),
    Peer("SQLite FTS5 words", fts5("unicode61 remove_diacritics 2")),
    Peer("SQLite FTS5 trigram", fts5("trigram"), at_most=100_000),
    Peer("bm25s, Snowball", bm25s_search),
    Peer("tantivy bm25, stemmer", tantivy_search(fuzzy=False)),
    Peer("tantivy fuzzy", tantivy_search(fuzzy=True)),
)
