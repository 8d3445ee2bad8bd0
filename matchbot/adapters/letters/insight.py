"""Letters that tell a WISE what the platform's figures say, and ask it for its own."""

from __future__ import annotations

from typing import Any

from matchbot.adapters.letters.blocks import Block, Buttons, Heading, Paragraph, Small
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.flows.records import Letter


def demand(letter: Letter, t: Say, speak: Speak) -> Draft:
    """What buyers near its kinds asked for in vain, each with a link to widen an offering or say no."""
    ideas = letter.facts["ideas"]
    blocks: list[Block] = []
    for idea in ideas:
        told = {"count": idea["count"], "what": idea["what"], "part": idea["part"]}
        title = idea["offering"].title_in(letter.language)
        blocks.append(Paragraph(t("letter.demand.idea", title=title, **told)))
        blocks.append(Buttons(((t("letter.demand.button", part=idea["part"]), idea["link"]),)))
    first = ideas[0]
    return Draft(
        t("letter.demand.subject", what=first["what"], part=first["part"]),
        t("letter.demand.intro"),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t("letter.demand.intro")),
            *blocks,
            Small(t("letter.demand.why")),
        ),
    )


def coach(letter: Letter, t: Say, speak: Speak) -> Draft:
    """At most two things that would help a WISE to be found; its words stay its own."""
    told = [_suggestion(one, letter.language, t) for one in letter.facts["suggestions"]]
    return Draft(
        t("letter.coach.subject"),
        t("letter.coach.intro"),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t("letter.coach.intro")),
            *(block for blocks in told for block in blocks),
            Small(t("letter.coach.why")),
        ),
    )


def _suggestion(one: dict[str, Any], language: str, t: Say) -> tuple[Block, ...]:
    told = {"count": one["buyers"], "of": one["of"], "words": one["words"]}
    return (
        Heading(one["offering"].title_in(language)),
        Paragraph(t(f"letter.coach.reason_{one['reason']}", **told)),
        Paragraph(t(f"letter.coach.idea_{one['reason']}")),
    )


def figures(letter: Letter, t: Say, speak: Speak) -> Draft:
    """A WISE's own figures of a year: three minutes, without an account."""
    year = str(letter.facts["year"])
    return Draft(
        t("letter.figures.subject", year=year),
        t("letter.figures.intro", year=year),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t("letter.figures.intro", year=year)),
            Buttons(((t("letter.figures.button"), letter.facts["link"]),)),
            Paragraph(t("letter.figures.chat")),
            Small(t("letter.figures.why")),
        ),
    )


def label(letter: Letter, t: Say, speak: Speak) -> Draft:
    """A label of the WISE runs out soon."""
    held = letter.facts["label"]
    intro = t("letter.label.intro", label=held.label, day=held.expires, source=held.source or "?")
    return Draft(
        t("letter.label.subject", label=held.label, day=held.expires),
        intro,
        (Paragraph(t("letter.hello")), Paragraph(intro), Small(t("letter.label.why"))),
    )
