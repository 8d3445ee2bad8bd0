"""Every letter of the platform as a subject and its blocks: one small function each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matchbot.adapters.letters.answers import answer, passed_on, stranger, unclear
from matchbot.adapters.letters.blocks import (
    Buttons,
    Code,
    Paragraph,
    Quote,
    Small,
)
from matchbot.adapters.letters.digests import digest, found, nothing_new
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.adapters.letters.insight import coach, demand, figures, label
from matchbot.adapters.letters.leads import (
    introduction,
    lead,
    outcome,
    partner,
    receipt,
    reminder,
    wise_week,
    withdrawn,
)
from matchbot.adapters.letters.sisters import handover
from matchbot.adapters.letters.window import application, offering
from matchbot.core.said import say
from matchbot.flows.records import Letter


def draft(letter: Letter, speak: Speak) -> Draft:
    """The letter's words. Raises KeyError for a template that does not exist."""

    def t(key: str, **facts: Any) -> str:
        return speak(say(key, **facts))

    return LETTERS[letter.template](letter, t, speak)


def _confirm(letter: Letter, t: Say, speak: Speak) -> Draft:
    facts = letter.facts
    aim = t(f"letter.confirm.for_{facts['aim']}")
    return Draft(
        t("letter.confirm.subject", code=facts["code"]),
        aim,
        (
            Paragraph(t("letter.hello")),
            Paragraph(aim),
            Code(facts["code"]),
            Paragraph(t("letter.confirm.or_link")),
            Buttons(((t("letter.confirm.button"), facts["link"]),)),
            Small(t("letter.confirm.not_you")),
        ),
    )


def _subscribe(letter: Letter, t: Say, speak: Speak) -> Draft:
    facts = letter.facts
    return Draft(
        t("letter.subscribe.subject"),
        t("letter.subscribe.ask"),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t("letter.subscribe.ask")),
            Quote(facts["consent"]),
            Buttons(((t("letter.subscribe.button"), facts["link"]),)),
            Small(t("letter.confirm.not_you")),
        ),
    )


def _login(letter: Letter, t: Say, speak: Speak) -> Draft:
    return Draft(
        t("letter.login.subject"),
        t("letter.login.intro"),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t("letter.login.intro")),
            Buttons(((t("letter.login.button"), letter.facts["link"]),)),
            Small(t("letter.login.not_you")),
        ),
    )


def _task(letter: Letter, t: Say, speak: Speak) -> Draft:
    facts = letter.facts
    return Draft(
        t("letter.task.subject", kind=t(f"task.{facts['kind']}")),
        t("letter.task.intro", kind=t(f"task.{facts['kind']}")),
        (
            Paragraph(t("letter.task.intro", kind=t(f"task.{facts['kind']}"))),
            Quote(facts["text"]),
            Small(t("letter.task.subject_id", subject=facts["subject"])),
        ),
    )


LETTERS: dict[str, Callable[[Letter, Say, Speak], Draft]] = {
    "confirm": _confirm,
    "subscribe": _subscribe,
    "lead": lead,
    "reminder": reminder,
    "receipt": receipt,
    "withdrawn": withdrawn,
    "introduction_buyer": introduction("buyer"),
    "introduction_wise": introduction("wise"),
    "partner": partner,
    "handover": handover,
    "outcome": outcome,
    "wise_week": wise_week,
    "digest": digest,
    "nothing_new": nothing_new,
    "found": found,
    "answer": answer,
    "stranger": stranger,
    "passed_on_to_buyer": passed_on("buyer"),
    "passed_on_to_wise": passed_on("wise"),
    "unclear": unclear,
    "demand": demand,
    "coach": coach,
    "label": label,
    "figures": figures,
    "login": _login,
    "application": application,
    "offering": offering,
    "task": _task,
}
