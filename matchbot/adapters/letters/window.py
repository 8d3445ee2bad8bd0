"""Letters to WISEs about what they asked of the platform: to join, or to show an offering."""

from __future__ import annotations

from matchbot.adapters.letters.blocks import Buttons, Paragraph, Quote
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.flows.records import Letter


def application(letter: Letter, t: Say, speak: Speak) -> Draft:
    """Where an application stands, with the operator's words.

    Nothing of what was typed into the form stands in it: the address may be somebody else's.
    """
    facts = letter.facts
    said = t(f"letter.application.{facts['state']}")
    return Draft(
        t("letter.application.subject"),
        said,
        (
            Paragraph(t("letter.hello")),
            Paragraph(said),
            *([Quote(facts["text"])] if facts["text"] else []),
            Buttons(((t("letter.application.button"), facts["link"]),)),
        ),
    )


def offering(letter: Letter, t: Say, speak: Speak) -> Draft:
    """What became of an offering that waited."""
    facts = letter.facts
    said = t(f"letter.offering.{facts['verdict']}", title=facts["title"])
    return Draft(
        t("letter.offering.subject", title=facts["title"]),
        said,
        (
            Paragraph(t("letter.hello")),
            Paragraph(said),
            *([Quote(facts["text"])] if facts["text"] else []),
            Buttons(((t("letter.offering.button"), facts["link"]),)),
        ),
    )
