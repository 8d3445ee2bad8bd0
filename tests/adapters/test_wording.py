"""The wording: the same in all languages, nothing missing, nothing too much."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import matchbot
from matchbot.adapters.wording import GettextWording
from matchbot.adapters.wording.catalogue import FOLDER, WordingError
from matchbot.channels.telegram.channel import COMMANDS as TELEGRAM_COMMANDS
from matchbot.core.application import ApplicationState, Asks
from matchbot.core.dialogue.events import OUTCOMES
from matchbot.core.dialogue.question import ANSWERS
from matchbot.core.editing import OFFERING_FIELDS, WISE_FIELDS
from matchbot.core.insight.charts import CHARTS
from matchbot.core.insight.coach import REASONS
from matchbot.core.insight.growth import KINDS_OF_WORK
from matchbot.core.insight.impact import FIGURES
from matchbot.core.lead import LeadState
from matchbot.core.need import Budget, Need, Per, Period, Place, Quantity, Unit
from matchbot.core.offering import FIGURES as FIGURES_ASKED
from matchbot.core.offering import PriceUnit
from matchbot.core.said import say
from matchbot.flows.dossier import COLUMNS
from matchbot.flows.leads import DECLINE_REASONS

LANGUAGES = ("nl", "en", "fr", "de")
PACKAGE = Path(matchbot.__file__).parent
#: say("key"), t("key"), Said("key"), visit.t("key"): their first argument is a key.
SPEAKERS = {"say", "t", "Said"}
_KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)*")
_IN_TEMPLATE = re.compile(r"""\bt\(\s*["']([a-z0-9_.]+)["']\s*([~%+]?)""")
_QUOTED = re.compile(r"""["']([a-z][a-z0-9_.]*)["']""")


@lru_cache
def messages(language: str) -> dict[str, Message]:
    with (FOLDER / language / "LC_MESSAGES" / "matchbot.po").open(encoding="utf-8") as file:
        return {_id(m): m for m in read_po(file, locale=language) if m.id}


def _id(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def places(message: Message) -> set[str]:
    return {name for form in forms(message) for _, name, _, _ in Formatter().parse(form) if name}


@lru_cache
def trees() -> list[ast.AST]:
    return [ast.parse(p.read_text(encoding="utf-8")) for p in sorted(PACKAGE.rglob("*.py"))]


@lru_cache
def templates() -> list[str]:
    found = sorted(p for p in PACKAGE.rglob("*.j2"))
    return [p.read_text(encoding="utf-8") for p in found]


def prefix(node: ast.JoinedStr) -> str:
    """What an f-string begins with."""
    first = node.values[0]
    return str(first.value) if isinstance(first, ast.Constant) else ""


def spoken() -> Iterator[ast.expr]:
    """The first argument of every say(…), t(…) and Said(…) of the code."""
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                method = getattr(node.func, "attr", "")
                if getattr(node.func, "id", "") in SPEAKERS or method == "t":
                    yield from _branches(node.args[0])


def _branches(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    else:
        yield node


def test_there_are_calls_to_look_at() -> None:
    assert len(list(spoken())) > 100
    assert len(templates()) > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_the_same_things(language: str) -> None:
    assert set(messages(language)) == set(messages("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_is_filled_in_and_reviewed(language: str) -> None:
    empty = [key for key, m in messages(language).items() if not all(forms(m)) or m.fuzzy]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_uses_the_same_facts_as_the_english(language: str) -> None:
    english = messages("en")
    other = {
        key: (places(m), places(english[key]))
        for key, m in messages(language).items()
        if key in english and places(m) - {"count"} != places(english[key]) - {"count"}
    }
    assert other == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_a_plural_has_one_in_each_language(language: str) -> None:
    english = messages("en")
    assert [
        k for k, m in messages(language).items() if m.pluralizable != english[k].pluralizable
    ] == []


#: What keys are made from, where the code puts one together: beginning → its possible endings.
MADE_FROM: dict[str, set[str]] = {
    "ask.": set(ANSWERS),
    "ask.email_": {"need", "subscription"},
    "ask.where_": {"need", "subscription"},
    "compare.": {
        "price",
        "amount",
        "lead_days",
        "place",
        "areas",
        "labels",
        "fits",
        "against",
    },
    "dossier.": set(COLUMNS),
    "choice.outcome.": {"win", "wait", "lose"},
    "demand.idea.done_": {"widen", "no"},
    "field.": {"organisation", "name", "email", "wise", "website", "price"},
    "impact.column.": set(FIGURES) - {"year"},
    "impact.share.": {chart.name for chart in CHARTS if chart.share},
    "impact.source.": {chart.name for chart in CHARTS},
    "impact.title.": {chart.name for chart in CHARTS},
    "join.ask_": set(get_args(Asks)),
    "join.state_": set(get_args(ApplicationState)),
    "lacking.": {"organisation", "name", "email"},
    "letter.": {
        *(f"{letter}.subject" for letter in ("lead", "reminder", "receipt", "outcome")),
        *(f"{letter}.subject_many" for letter in ("lead", "reminder")),
    },
    "figures.field.": set(FIGURES_ASKED),
    "letter.coach.idea_": set(REASONS),
    "letter.coach.reason_": set(REASONS),
    "letter.application.": {"new", "asked", "approved", "refused"},
    "letter.confirm.for_": {"leads", "subscription", "need", "offering", "elsewhere"},
    "letter.introduction.intro_": {"buyer", "wise"},
    "letter.introduction.next_": {"buyer", "wise"},
    "letter.introduction.partners_": {"buyer", "wise"},
    "letter.introduction.subject_": {"buyer", "wise"},
    "letter.offering.": {"approve", "ask", "refuse"},
    "letter.passed_on.intro_": {"buyer", "wise"},
    "letter.passed_on.subject_": {"buyer", "wise"},
    "letter.unclear.intro_": {"closed", "several", "waiting", "waiting_one", "words"},
    "linked.": {"ask_now", "say_now"},
    "linked.answered_": {"mail", "telegram", "web"},
    "linked.write_": {"ask", "refuse"},
    "need.": {
        *"what when where how_many budget without rhythm reserved why".split(),
    },
    "outcome.": set(OUTCOMES),
    "per.": {*get_args(Per), *get_args(PriceUnit)} - {"total"},
    "sister.trouble.": {
        *"bad_address bad_signature down feed_elsewhere key_changed long_line no_card no_feed".split(),
        *"no_http no_https no_key no_signature old overtaken private_address redirect".split(),
        *"status too_large too_slow unknown_key".split(),
    },
    "state.": set(get_args(LeadState)),
    "table.": {"offering", "wise", "score", "why"},
    "task.": {
        "complaint",
        "human",
        "wise_without_address",
        "outcome_disputed",
        "silent_telegram",
        "silent_mail",
        "silent_letters",
        "sister",
    },
    "telegram.command.": set(TELEGRAM_COMMANDS),
    "unit.": set(get_args(Unit)),
    "vat.": {"incl", "excl"},
    "web.bad.": {
        *"alt choice date email min_above_max needed no_photo number range too_long too_many".split(),
        *"too_many_pixels website whole".split(),
    },
    "web.field.": {
        *(
            name
            for name in (*OFFERING_FIELDS, *WISE_FIELDS)
            if name[-3:] not in {"_nl", "_en", "_fr", "_de"}
        ),
        "cpv",
        "lat",
        "lon",
        "since",
    },
    "web.home.example": {"1", "2", "3"},
    "web.lead.reason.": set(DECLINE_REASONS),
    "web.offering.": set(),  # the web's own tests look at each of these pages
    "web.people.": {*KINDS_OF_WORK, "total", "moved"},
    "web.state.": set(get_args(LeadState)),
}


def test_every_key_that_the_code_speaks_exists() -> None:
    keys = set(messages("en"))
    spoken_whole = {n.value for n in spoken() if isinstance(n, ast.Constant)}
    made = {start + end for start, ends in MADE_FROM.items() for end in ends}
    assert sorted((spoken_whole | made) - keys) == []


def test_every_key_that_is_put_together_says_what_it_is_made_from() -> None:
    starts = {prefix(node) for node in spoken() if isinstance(node, ast.JoinedStr)}
    assert starts - set(MADE_FROM) == set()


def test_what_is_spoken_brings_all_facts_of_its_text() -> None:
    lacking = {
        (key, fact)
        for key, facts in spoken_with_facts()
        for fact in places(messages("en")[key]) - facts
    }
    assert lacking == set()


def spoken_with_facts() -> Iterator[tuple[str, set[str]]]:
    """Key and names of the facts of every say(key, fact=…) that names them one by one."""
    for tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "say":
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue
            facts = {str(keyword.arg) for keyword in node.keywords}
            for key in _branches(node.args[0]):
                if isinstance(key, ast.Constant):
                    yield key.value, facts


def test_every_key_that_a_template_speaks_exists() -> None:
    keys = set(messages("en"))
    missing = []
    for text in templates():
        for key, joined in _IN_TEMPLATE.findall(text):
            found = any(k.startswith(key) for k in keys) if joined else key in keys
            missing += [] if found else [key]
    assert missing == []


def test_no_text_is_there_for_nobody() -> None:
    used, starts = set[str](), set[str]()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
            if isinstance(node, ast.JoinedStr) and "." in prefix(node):
                starts.add(prefix(node))
    for text in templates():
        used |= set(_QUOTED.findall(text))
        starts |= {key for key, joined in _IN_TEMPLATE.findall(text) if joined}
    starts -= {start for start, ends in MADE_FROM.items() if ends}
    used |= {start + end for start, ends in MADE_FROM.items() for end in ends}
    unused = [k for k in messages("en") if k not in used and not k.startswith(tuple(starts))]
    assert unused == []


#: Second words for a thing that has one already (the glossary of docs/dialogue.md).
SECOND_WORDS = {
    "nl": r"inkoper|\bklanten?\b|(?<![{/])\bleads?\b",
    "en": r"customer|\bWISEs?\b(?!\})",
    "fr": r"courriel|par mail|lettre hebdomadaire|métiers|adhésion|sollicit|qu'en est-il",
    "de": r"einkäufer|\bkunden?\b|\bbetriebe?\b|überblick|sozialunternehm|bedarf|gütesiegel"
    r"|(?<!e-)\bmails?\b",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_word(language: str) -> None:
    second = re.compile(SECOND_WORDS[language], re.IGNORECASE)
    found = [k for k, m in messages(language).items() if any(map(second.search, forms(m)))]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_small_words_with_dots(language: str) -> None:
    assert [k for k in messages(language) if not _KEY.fullmatch(k)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "lunch, 40 personen, in Noord, zaterdag 12 december 2026, hoogstens € 800, zonder vlees"),
        ("en", "lunch, 40 people, in Noord, Saturday 12 December 2026, at most €800, without vlees"),
        ("fr", "lunch, 40 personnes, Noord, samedi 12 décembre 2026, au plus 800 €, sans vlees"),
        ("de", "lunch, 40 Personen, in Noord, Samstag, 12. Dezember 2026, höchstens 800 €, ohne vlees"),
    ],
)  # fmt: skip
def test_a_need_is_told_in_the_form_of_the_language(language: str, text: str) -> None:
    day = date(2026, 12, 12)
    need = Need(
        "…", "lunch", place=Place("Noord", 52.4, 4.9, 4), when=Period(day, day),
        quantity=Quantity(40, "persons"), budget=Budget(max=800), without=("vlees",),
    )  # fmt: skip
    said = GettextWording().text(say("form.plain", value=need), language)
    assert said.replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (True, "ja", "yes"),
        (None, "", ""),
        (("a", "b", "c"), "a, b en c", "a, b and c"),
        ((), "", ""),
        (Quantity(1, "persons"), "1 persoon", "1 person"),
        (Quantity(19, "pieces", 18, 20), "18 tot 20 stuks", "18 to 20 pieces"),
        (Quantity(25, "kg", min=25), "minstens 25 kilo", "at least 25 kilos"),
        (Budget(500, 800, per="person", vat="excl"),
         "€ 500 tot € 800 per persoon zonder btw", "€500 to €800 per person excl. VAT"),
        (Period(date(2026, 12, 1), date(2026, 12, 31)), "december 2026", "December 2026"),
        (Period(date(2026, 12, 30), date(2027, 1, 2)),
         "30 december 2026 t/m 2 januari 2027", "30 December 2026 to 2 January 2027"),
    ],
)  # fmt: skip
def test_a_fact_has_the_form_of_its_language(value: object, nl: str, en: str) -> None:
    wording = GettextWording()
    told = [wording.text(say("form.plain", value=value), language) for language in ("nl", "en")]
    assert [t.replace("\xa0", " ") for t in told] == [nl, en]


@pytest.mark.parametrize(
    ("language", "one_day", "some_days"),
    [
        ("nl", "dinsdag 1 december 2026", "1 t/m 5 december 2026"),
        ("en", "Tuesday 1 December 2026", "1 to 5 December 2026"),
        ("fr", "mardi 1er décembre 2026", "du 1er au 5 décembre 2026"),
        ("de", "Dienstag, 1. Dezember 2026", "1. bis 5. Dezember 2026"),
    ],
)
def test_a_day_has_the_form_of_its_language(language: str, one_day: str, some_days: str) -> None:
    first = date(2026, 12, 1)
    values = (first, Period(first, date(2026, 12, 5)))
    told = [GettextWording().text(say("form.plain", value=v), language) for v in values]
    assert told == [one_day, some_days]


@pytest.mark.parametrize(
    ("language", "whole", "cents"),
    [
        ("nl", "€ 3.000", "€ 1.500,50"),
        ("en", "€3,000", "€1,500.50"),
        ("fr", "3 000 €", "1 500,50 €"),
        ("de", "3.000 €", "1.500,50 €"),
    ],
)
def test_an_amount_has_the_form_of_its_language(language: str, whole: str, cents: str) -> None:
    told = [
        GettextWording().text(say("form.plain", value=Budget(max=amount)), language)
        for amount in (3000, 1500.5)
    ]
    amounts = [re.sub(r"[\xa0\u202f]", " ", t) for t in told]
    assert [amounts[0].endswith(whole), amounts[1].endswith(cents)] == [True, True], amounts


def test_a_moment_is_told_in_the_platforms_zone(now: datetime) -> None:
    wording = GettextWording("Europe/Amsterdam")
    assert "09:00" in wording.text(say("form.plain", value=now.astimezone()), "en")


def test_a_language_that_we_do_not_speak_gets_english() -> None:
    assert GettextWording().text(say("word.yes"), "xx") == "yes"


def test_a_missing_text_is_an_error_that_names_it() -> None:
    with pytest.raises(WordingError, match=r"no\.such\.key"):
        GettextWording().text(say("no.such.key"), "nl")


def test_braces_in_what_people_write_are_left_as_they_are() -> None:
    hostile = "{platform.__class__} %s {0}"
    assert GettextWording().text(say("form.plain", value=hostile), "nl") == hostile
