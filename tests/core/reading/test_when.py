"""Reading dates: phrases of when_phrases.tsv, said on Monday 2026-11-23, and any text at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchbot.core.need import Period
from matchbot.core.reading.when import WhenFound, read_when
from matchbot.core.reading.when.feasts import coming_feast
from matchbot.core.reading.when.lexicon import LANGUAGES, phrases
from matchbot.core.reading.when.marks import KINDS

TODAY = date(2026, 11, 23)
SHEET = Path(__file__).with_name("when_phrases.tsv")
ROWS = [tuple(line.split("\t")) for line in SHEET.read_text("utf-8").splitlines()[1:]]
LANGUAGE = st.sampled_from(sorted(LANGUAGES))
WORDS = sorted({phrase for words in LANGUAGES.values() for phrase, _ in phrases(words)})
PIECES = st.sampled_from(
    [*WORDS, "1", "3.", "12/12", "2027", "31", "99", ",", "-", ".", "/", "9999"]
)


def read(text: str, language: str = "nl", country: str = "NL") -> WhenFound:
    return read_when(text, language, TODAY, country)


def day(text: str) -> Period:
    return Period(date.fromisoformat(text), date.fromisoformat(text))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_phrase_means_its_period(language: str) -> None:
    misread = []
    for _, phrase, start, end, note in (row for row in ROWS if row[0] == language):
        expected = Period(date.fromisoformat(start), date.fromisoformat(end)) if start else None
        result = read(phrase, language)
        if (result.period, result.recurring) != (expected, note.startswith("recurring")):
            misread.append((phrase, result.period))
    assert misread == []


@pytest.mark.parametrize(
    ("language", "before", "words", "after"),
    [
        ("nl", "Lunch voor 40 man op ", "12 december", " in Amsterdam-Noord"),
        ("nl", "Een zaal, ", "volgende week dinsdag", ", voor 12 mensen"),
        ("en", "Lunch for 40 on ", "Tuesday 15 December", " please, quote by Friday"),
        ("fr", "Un traiteur pour 40 personnes, ", "fin janvier",
         " à Paris"),
        ("de", "Mittagessen für 40 Personen ", "bis zum 15. Februar", " in Köln"),
    ],
)  # fmt: skip
def test_the_span_holds_the_words_of_the_date(
    language: str, before: str, words: str, after: str
) -> None:
    result = read(before + words + after, language)
    assert result.span == (len(before), len(before) + len(words))
    assert result.span in result.taken


@pytest.mark.parametrize(
    ("language", "text", "taken"),
    [
        ("nl", "40 broodjes om 12 uur op 3 maart", ["12 uur", "3 maart"]),
        ("nl", "20 uur per week schoonmaak", ["per week"]),
        ("nl", "een contract van 6 maanden", ["6 maanden"]),
        ("nl", "3 dagen lang 2 man", ["3 dagen lang"]),
        ("en", "12 chairs at 14:30, reply by 1 December", ["14:30", "by 1 December"]),
        ("de", "5 Tische von 9 bis 17 Uhr", ["9 bis 17 Uhr"]),
        ("fr", "tous les 2 mois, 30 repas", ["tous les 2 mois"]),
    ],
)
def test_what_is_about_time_is_taken_and_amounts_are_not(
    language: str, text: str, taken: list[str]
) -> None:
    assert [text[start:end] for start, end in read(text, language).taken] == taken


def test_a_plain_date_wins_over_a_feast_or_today() -> None:
    assert read("Vandaag zoeken wij kerstlunch voor Kerst, op 18 december").period == day(
        "2026-12-18"
    )


def test_a_closer_date_within_the_first_one_wins() -> None:
    assert read("in december, liefst 12 december").period == day("2026-12-12")


def test_days_come_first_except_where_the_month_does() -> None:
    assert read("3/5", "en").period == day("2027-05-03")
    assert read("3/5", "en", "US").period == day("2027-03-05")


def test_a_date_said_today_may_be_today() -> None:
    assert read("23 november").period == day("2026-11-23")


def test_29_february_waits_for_a_leap_year() -> None:
    assert read("29 februari").period == day("2028-02-29")


def test_characters_nobody_sees_do_not_matter() -> None:
    assert read("12 de\u200bcem\u00adber").period == day("2026-12-12")
    assert read("12 de\u0301cembre", "fr").period == day("2026-12-12")


def test_a_language_without_a_table_is_read_as_english() -> None:
    assert read("next Tuesday", "xx").period == day("2026-11-24")


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_word_of_a_table_has_one_meaning_and_a_known_kind(language: str) -> None:
    meanings: dict[str, set[object]] = {}
    for phrase, entry in phrases(LANGUAGES[language]):
        assert entry.kind in KINDS
        meanings.setdefault(phrase, set()).add(entry)
    assert [phrase for phrase, entries in meanings.items() if len(entries) > 1] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_feast_of_a_table_comes_within_a_year(language: str) -> None:
    for name in set(LANGUAGES[language].feasts) - {"advent"}:
        start = coming_feast(name, TODAY, language, "NL").start
        assert 0 < (start - TODAY).days < 380


@given(text=st.text() | st.lists(PIECES, max_size=12).map(" ".join), language=LANGUAGE)
def test_any_text_is_read(text: str, language: str) -> None:
    result = read(text, language)
    assert (result.period is None) == (result.span is None)
    if result.period is not None:
        assert result.period.start <= result.period.end
        assert result.period.end >= TODAY
    for start, end in result.taken:
        assert 0 <= start < end <= len(text)
    if result.span is not None:
        assert 0 <= result.span[0] < result.span[1] <= len(text)
