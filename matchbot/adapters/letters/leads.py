"""Letters about leads: to the WISE, made to be judged in ten seconds, and to both sides after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from matchbot.adapters.letters.blocks import (
    Block,
    Buttons,
    Facts,
    Heading,
    Paragraph,
    Quote,
    Small,
)
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.core.discretion import buyers_words
from matchbot.core.need import told_facts
from matchbot.flows.records import Letter

#: One lead as its letter tells it: need, organisation, offering, why, link, until.
Entry = Mapping[str, Any]


def lead(letter: Letter, t: Say, speak: Speak) -> Draft:
    """New leads: one, or those that came within the same half hour."""
    return _asking("lead", letter, t)


def reminder(letter: Letter, t: Say, speak: Speak) -> Draft:
    """The one reminder of leads without an answer."""
    return _asking("reminder", letter, t)


def _asking(template: str, letter: Letter, t: Say) -> Draft:
    entries = letter.facts["leads"]
    first, count = entries[0], len(entries)
    title = first["offering"].title_in(letter.language)
    if count > 1:
        subject = t(f"letter.{template}.subject_many", count=count)
        preview = t("letter.lead.preview_many", count=count)
    else:
        subject, preview = _titled(t, template, first, title), t("letter.lead.preview", title=title)
    return Draft(
        subject,
        preview,
        (
            Paragraph(t("letter.lead.hello", name=letter.to_name)),
            *_opening(template, entries, title, t),
            *_entries(entries, letter.language, t),
            *((Small(t(_how_to_reply(count))),) if letter.reply_to else ()),
            Small(t("letter.lead.privacy")),
        ),
    )


def _how_to_reply(count: int) -> str:
    return "letter.lead.reply" if count == 1 else "letter.lead.reply_many"


def _titled(t: Say, template: str, entry: Entry, title: str) -> str:
    what = entry["need"].what or title
    return t(f"letter.{template}.subject", what=what, organisation=entry["organisation"])


def _opening(template: str, entries: Sequence[Entry], title: str, t: Say) -> tuple[Paragraph, ...]:
    again = (Paragraph(t("letter.reminder.intro")),) if template == "reminder" else ()
    if len(entries) > 1:
        return (*again, Paragraph(t("letter.lead.intro_many", count=len(entries))))
    organisation = entries[0]["organisation"]
    return (*again, Paragraph(t("letter.lead.intro", organisation=organisation, title=title)))


def _entries(entries: Sequence[Entry], language: str, t: Say) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number, entry in enumerate(entries, 1):
        if len(entries) > 1:
            what = entry["need"].what or entry["offering"].title_in(language)
            named = {"number": number, "what": what, "organisation": entry["organisation"]}
            blocks.append(Heading(t("letter.lead.number", **named)))
        blocks += _asked(entry, t)
    return tuple(blocks)


def _asked(entry: Entry, t: Say) -> tuple[Block, ...]:
    """The facts, the buyer's words, until when, and two buttons of equal weight."""
    link = entry["link"]
    return (
        need_facts(entry, t),
        Paragraph(t("letter.lead.own_words")),
        Quote(buyers_words(entry["need"])),
        *_with_partners(entry, "letter.lead.partners", t),
        Paragraph(t("letter.lead.ask", until=entry["until"].date())),
        Buttons(
            (
                (t("letter.lead.accept"), f"{link}?answer=accept"),
                (t("letter.lead.decline"), f"{link}?answer=decline"),
            )
        ),
    )


def _with_partners(facts: Mapping[str, Any], key: str, t: Say) -> tuple[Paragraph, ...]:
    """With whom this WISE does it, where it leads a team."""
    partners = facts["partners"]
    return (
        (Paragraph(t(key, wises=tuple(partner.wise.name for partner in partners))),)
        if partners
        else ()
    )


def partner(letter: Letter, t: Say, speak: Speak) -> Draft:
    """To a WISE that is asked to do a part of an order, by the one that leads. No buyer is named."""
    facts = letter.facts
    title = facts["offering"].title_in(letter.language)
    intro = t("letter.partner.intro", wise=facts["wise"].name, title=title)
    return Draft(
        t("letter.partner.subject", wise=facts["wise"].name, title=title),
        intro,
        (
            Paragraph(t("letter.hello_name", name=letter.to_name)),
            Paragraph(intro),
            need_facts(facts, t),
            Paragraph(t("letter.partner.next", wise=facts["wise"].name, email=facts["wise"].email)),
        ),
    )


def need_facts(entry: Entry, t: Say) -> Facts:
    """The need as a WISE reads it in ten seconds; what was not said is left out."""
    told = [*told_facts(entry["need"]), ("why", entry.get("why", ()))]
    return Facts(
        tuple((t(f"need.{name}"), t("form.plain", value=value)) for name, value in told if value)
    )


def introduction(side: str) -> Callable[[Letter, Say, Speak], Draft]:
    """The letter that puts buyer and WISE in touch, to one `side` of them."""

    def letter_to(letter: Letter, t: Say, speak: Speak) -> Draft:
        facts = letter.facts
        contact, wise = facts["contact"], facts["wise"]
        title = facts["offering"].title_in(letter.language)
        named = {"wise": wise.name, "organisation": contact.organisation, "title": title}
        intro = t(f"letter.introduction.intro_{side}", **named)
        undo = side == "wise" and facts["can_undo"]
        return Draft(
            t(f"letter.introduction.subject_{side}", **named),
            intro,
            (
                Paragraph(t("letter.hello_name", name=letter.to_name)),
                Paragraph(intro),
                *(_from_wise(facts, t) if side == "buyer" else ()),
                _people(facts, side, t),
                Heading(t("letter.introduction.about")),
                need_facts(facts, t),
                *_with_partners(facts, f"letter.introduction.partners_{side}", t),
                Paragraph(t(f"letter.introduction.next_{side}")),
                *(_undo(facts, "letter.introduction.undo", t) if undo else ()),
            ),
        )

    return letter_to


def _from_wise(facts: Mapping[str, Any], t: Say) -> tuple[Block, ...]:
    """What the WISE added to its yes: a sentence, a price."""
    note = (Quote(facts["note"]),) if facts["note"] else ()
    price = facts["price"]
    told = (Facts(((t("field.price"), t("form.plain", value=price)),)),) if price else ()
    return (*note, *told)


def _people(facts: Mapping[str, Any], side: str, t: Say) -> Facts:
    contact, wise = facts["contact"], facts["wise"]
    rows = (
        (("wise", wise.name), ("website", wise.website), ("email", wise.email))
        if side == "buyer"
        else (
            ("organisation", contact.organisation),
            ("name", contact.name),
            ("email", contact.email),
        )
    )
    return Facts(tuple((t(f"field.{field}"), value) for field, value in rows if value))


def _undo(facts: Mapping[str, Any], key: str, t: Say) -> tuple[Block, ...]:
    return Small(t(key)), Buttons(((t("letter.receipt.button"), facts["link"]),))


def receipt(letter: Letter, t: Say, speak: Speak) -> Draft:
    """To the registered address after a no: whoever pressed the button, the WISE knows of it."""
    facts = letter.facts
    title = facts["offering"].title_in(letter.language)
    intro = t("letter.receipt.intro", organisation=facts["organisation"], title=title)
    reason = t(f"web.lead.reason.{facts['reason']}") if facts["reason"] else ""
    return Draft(
        _titled(t, "receipt", facts, title),
        intro,
        (
            Paragraph(t("letter.hello_name", name=letter.to_name)),
            Paragraph(intro),
            *((Paragraph(t("letter.receipt.reason", reason=reason)),) if reason else ()),
            *_undo(facts, "letter.receipt.undo", t),
        ),
    )


def withdrawn(letter: Letter, t: Say, speak: Speak) -> Draft:
    """To a WISE that was told of a lead: it is off. Nothing of the buyer stands in it."""
    facts = letter.facts
    title = facts["offering"].title_in(letter.language)
    intro = t("letter.withdrawn.intro", title=title)
    return Draft(
        t("letter.withdrawn.subject", title=title),
        intro,
        (
            Paragraph(t("letter.hello_name", name=letter.to_name)),
            Paragraph(intro),
            need_facts(facts, t),
            Buttons(((t("letter.receipt.button"), facts["link"]),)),
        ),
    )


def outcome(letter: Letter, t: Say, speak: Speak) -> Draft:
    """What came of it? To the WISE that accepted."""
    (entry,) = letter.facts["leads"]
    intro = t("letter.outcome.intro", organisation=entry["organisation"])
    return Draft(
        _titled(t, "outcome", entry, entry["offering"].title_in(letter.language)),
        intro,
        (
            Paragraph(t("letter.hello_name", name=letter.to_name)),
            Paragraph(intro),
            need_facts(entry, t),
            Buttons(((t("letter.outcome.button"), entry["link"]),)),
        ),
    )


def wise_week(letter: Letter, t: Say, speak: Speak) -> Draft:
    """A WISE's week: leads that wait for it, and outcomes we would like to hear."""
    waiting, asked = letter.facts["leads"], letter.facts["outcomes"]
    blocks: list[Block] = [Paragraph(t("letter.hello_name", name=letter.to_name))]
    for key, button, entries in (
        ("letter.wise_week.open", "letter.receipt.button", waiting),
        ("letter.wise_week.outcomes", "letter.outcome.button", asked),
    ):
        blocks += [Heading(t(key))] if entries else []
        for entry in entries:
            blocks += [need_facts(entry, t), Buttons(((t(button), entry["link"]),))]
    if own := letter.facts["own"]:
        blocks += [
            Small(t("letter.wise_week.telegram")),
            Buttons(((t("web.linked.button"), own),)),
        ]
    subject = t("letter.wise_week.subject")
    first = "letter.wise_week.open" if waiting else "letter.wise_week.outcomes"
    return Draft(subject, t(first), tuple(blocks))
