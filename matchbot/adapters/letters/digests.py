"""The weekly digest, the monthly word when nothing was new, and a find for a saved need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from matchbot.adapters.letters.blocks import Block, Buttons, Heading, Item, Paragraph, Small
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.adapters.wording.forms import price
from matchbot.core.matching.match import Match
from matchbot.core.offering import Offering, Wise
from matchbot.core.subscription import Wish
from matchbot.flows.records import Letter

Group = tuple[str, Sequence[tuple[Offering, Wise]]]


def digest(letter: Letter, t: Say, speak: Speak) -> Draft:
    """What is new, best kind first, each WISE introduced once."""
    facts = letter.facts
    blocks = tuple(_groups(facts["groups"], facts["offerings"], letter.language, speak))
    items = [block for block in blocks if isinstance(block, Item)]
    count, wish = len(items) + facts["rest"], _wish(facts["wishes"])
    intro = t(
        "letter.digest.intro_wish" if wish else "letter.digest.intro_all", count=count, wish=wish
    )
    rest = t("letter.digest.rest", count=facts["rest"]) if facts["rest"] else t("letter.digest.all")
    return Draft(
        t("letter.digest.subject", count=count, title=items[0].title),
        intro,
        (
            Paragraph(t("letter.hello")),
            Paragraph(intro),
            *blocks,
            Buttons(((rest, facts["offerings"]),)),
            *_foot(letter, t),
        ),
    )


def nothing_new(letter: Letter, t: Say, speak: Speak) -> Draft:
    """Nothing was new for a month: is the wish too narrow?"""
    facts = letter.facts
    wish = _wish(facts["wishes"])
    intro = t(
        "letter.nothing_new.intro_wish" if wish else "letter.nothing_new.intro_all", wish=wish
    )
    widen = (
        Paragraph(t("letter.nothing_new.ask")),
        Buttons(((t("letter.nothing_new.widen"), facts["preferences"]),)),
    )
    return Draft(
        t("letter.nothing_new.subject"),
        intro,
        (
            Paragraph(t("letter.hello")),
            Paragraph(intro),
            *(widen if wish else ()),
            *_foot(letter, t),
        ),
    )


def found(letter: Letter, t: Say, speak: Speak) -> Draft:
    """An offering that fits a saved need turned up: which, and why; the only letter about it."""
    facts = letter.facts
    need, matches = facts["need"], facts["found"]
    what = need.what or need.text
    intro = t("letter.found.intro", what=what, count=len(matches))
    items = [_found(match, facts["offerings"], letter.language, speak) for match in matches]
    return Draft(
        t("letter.found.subject", what=what, wise=matches[0].wise.name),
        intro,
        (
            Paragraph(t("letter.hello")),
            Paragraph(intro),
            *items,
            Paragraph(t("letter.found.next")),
            Small(t("letter.found.why", at=facts["confirmed_at"].date())),
            Buttons(
                (
                    (t("letter.found.preferences"), facts["preferences"]),
                    (t("letter.found.stop"), facts["unsubscribe"]),
                )
            ),
        ),
    )


def _found(match: Match, site: str, language: str, speak: Speak) -> Item:
    offering, wise = match.offering, match.wise
    parts = (wise.name, offering.place or wise.place, price(offering, language, speak))
    return Item(
        offering.title_in(language),
        ", ".join(part for part in parts if part),
        "\n".join(f"- {speak(reason.said)}" for reason in match.best_reasons()),
        f"{site}/{offering.id}",
    )


def _foot(letter: Letter, t: Say) -> tuple[Block, ...]:
    facts = letter.facts
    return (
        Small(t("letter.digest.why", at=facts["confirmed_at"].date())),
        Buttons(
            (
                (t("letter.digest.preferences"), facts["preferences"]),
                (t("letter.digest.stop"), facts["unsubscribe"]),
            )
        ),
    )


def _wish(wishes: Sequence[Wish]) -> tuple[str, ...]:
    """The words of all wishes; none when one of them is everything."""
    texts = tuple(dict.fromkeys(wish.text or wish.place for wish in wishes))
    return texts if all(texts) else ()


def _groups(groups: Sequence[Group], site: str, language: str, speak: Speak) -> Iterator[Block]:
    introduced = set[str]()
    for label, pairs in groups:
        if label:
            yield Heading(label)
        for offering, wise in pairs:
            yield _item(offering, wise, site, language, speak, wise.id not in introduced)
            introduced.add(wise.id)


@lru_cache(maxsize=4096)
def _item(
    offering: Offering, wise: Wise, site: str, language: str, speak: Speak, introduce: bool
) -> Item:
    parts = (wise.name, offering.place or wise.place, price(offering, language, speak))
    about = (wise.about_en if language == "en" else "") or wise.about
    return Item(
        offering.title_in(language),
        ", ".join(part for part in parts if part),
        _short(offering.description_in(language)),
        f"{site}/{offering.id}",
        _short(about, 140) if introduce else "",
    )


def _short(text: str, limit: int = 220) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",.;") + " …"
