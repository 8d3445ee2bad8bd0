"""The letter to a sister platform about a buyer who asked us to pass the need on."""

from __future__ import annotations

from matchbot.adapters.letters.blocks import Facts, Heading, Paragraph, Quote
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.adapters.letters.leads import need_facts
from matchbot.core.discretion import buyers_words
from matchbot.flows.records import Letter


def handover(letter: Letter, t: Say, speak: Speak) -> Draft:
    """What is needed, who asks, and which of their offerings fit."""
    facts, contact = letter.facts, letter.facts["contact"]
    need, named = facts["need"], {"platform": facts["platform"]}
    who = (("organisation", contact.organisation), ("name", contact.name), ("email", contact.email))
    intro = t("letter.handover.intro", **named)
    return Draft(
        t("letter.handover.subject", what=need.what or need.text[:80], **named),
        intro,
        (
            Paragraph(t("letter.hello_name", name=letter.to_name)),
            Paragraph(intro),
            need_facts(facts, t),
            Quote(buyers_words(need)),
            Heading(t("letter.handover.yours")),
            Facts(tuple((f"{o.title} – {o.wise}", o.url) for o in facts["offers"])),
            Heading(t("letter.handover.who")),
            Facts(tuple((t(f"field.{name}"), value) for name, value in who if value)),
            Paragraph(t("letter.handover.next")),
        ),
    )
