"""Every letter of the platform as a subject and its blocks: one small function each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matchbot.adapters.letters.blocks import (
    Block,
    Buttons,
    Code,
    Facts,
    Heading,
    Item,
    Paragraph,
    Quote,
    Small,
)
from matchbot.adapters.wording.forms import price
from matchbot.core.need import Need, told_facts
from matchbot.core.said import Said, say
from matchbot.flows.records import Letter

Say = Callable[..., str]


@dataclass(frozen=True)
class Draft:
    """A letter before its frame: subject, the line a mailbox shows beside it, the blocks."""

    subject: str
    preview: str
    blocks: tuple[Block, ...]


def draft(letter: Letter, speak: Callable[[Said], str]) -> Draft:
    """The letter's words. Raises KeyError for a template that does not exist."""

    def t(key: str, **facts: Any) -> str:
        return speak(say(key, **facts))

    return LETTERS[letter.template](letter, t, speak)


def _need_facts(need: Need, t: Say) -> Facts:
    """The need as a WISE reads it in ten seconds; what was not said is left out."""
    told = told_facts(need)
    return Facts(tuple((t(f"need.{name}"), t("form.plain", value=value)) for name, value in told))


def _confirm(letter: Letter, t: Say, speak: Callable[[Said], str]) -> Draft:
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


def _lead(letter: Letter, t: Say, speak: Callable[[Said], str]) -> Draft:
    facts = letter.facts
    need, offering = facts["need"], facts["offering"]
    title = offering.title_in(letter.language)
    link = facts["link"]
    return Draft(
        t("letter.lead.subject", what=need.what or title, organisation=facts["organisation"]),
        t("letter.lead.preview", title=title),
        (
            Paragraph(t("letter.lead.hello", name=letter.to_name)),
            Paragraph(t("letter.lead.intro", organisation=facts["organisation"], title=title)),
            _need_facts(need, t),
            Paragraph(t("letter.lead.own_words")),
            Quote(need.text),
            Paragraph(t("letter.lead.ask", until=facts["until"].date())),
            Buttons(
                (
                    (t("letter.lead.accept"), f"{link}?answer=accept"),
                    (t("letter.lead.decline"), f"{link}?answer=decline"),
                )
            ),
            Small(t("letter.lead.privacy")),
        ),
    )


def _introduction(side: str) -> Callable[[Letter, Say, Callable[[Said], str]], Draft]:
    def letter_to(letter: Letter, t: Say, speak: Callable[[Said], str]) -> Draft:
        facts = letter.facts
        contact, wise = facts["contact"], facts["wise"]
        title = facts["offering"].title_in(letter.language)
        buyer = (contact.organisation, contact.name, contact.email)
        people = (wise.name, wise.website, wise.email) if side == "buyer" else buyer
        labels = (
            ("wise", "website", "email") if side == "buyer" else ("organisation", "name", "email")
        )
        shown = tuple((t(f"field.{f}"), v) for f, v in zip(labels, people, strict=True) if v)
        note = (Quote(facts["note"]),) if facts["note"] and side == "buyer" else ()
        return Draft(
            t(f"letter.introduction.subject_{side}", wise=wise.name, organisation=contact.organisation),
            t(f"letter.introduction.intro_{side}", wise=wise.name, organisation=contact.organisation,
              title=title),
            (
                Paragraph(t("letter.hello_name", name=letter.to_name)),
                Paragraph(t(f"letter.introduction.intro_{side}", wise=wise.name,
                            organisation=contact.organisation, title=title)),
                *note,
                Facts(shown),
                Heading(t("letter.introduction.about")),
                _need_facts(facts["need"], t),
                Paragraph(t(f"letter.introduction.next_{side}")),
            ),
        )  # fmt: skip

    return letter_to


def _digest(letter: Letter, t: Say, speak: Callable[[Said], str]) -> Draft:
    facts = letter.facts
    items = []
    for entry in facts["items"]:
        offering, wise = entry["offering"], entry["wise"]
        under = ", ".join(
            p
            for p in (
                wise.name,
                offering.place or wise.place,
                price(offering, letter.language, speak),
            )
            if p
        )
        text = _short(offering.description_in(letter.language))
        items.append(Item(offering.title_in(letter.language), under, text, entry["link"]))
    count = len(items)
    wish = facts["wish"].text
    key = "letter.digest.intro_wish" if wish else "letter.digest.intro_all"
    return Draft(
        t("letter.digest.subject", count=count, title=items[0].title),
        t(key, count=count, wish=wish),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t(key, count=count, wish=wish)),
            *items,
            Buttons(((t("letter.digest.all"), facts["window"]),)),
            Small(t("letter.digest.why", at=facts["confirmed_at"].date())),
            Buttons(((t("letter.digest.stop"), facts["unsubscribe"]),)),
        ),
    )


def _short(text: str, limit: int = 220) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",.;") + " …"


def _task(letter: Letter, t: Say, speak: Callable[[Said], str]) -> Draft:
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


LETTERS: dict[str, Callable[[Letter, Say, Callable[[Said], str]], Draft]] = {
    "confirm": _confirm,
    "lead": _lead,
    "introduction_buyer": _introduction("buyer"),
    "introduction_wise": _introduction("wise"),
    "digest": _digest,
    "task": _task,
}
