"""Letters of the conversation by mail: an answer, a word to a stranger, a question passed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from matchbot.adapters.letters.blocks import Block, Buttons, Item, Paragraph, Quote, Small
from matchbot.adapters.letters.drafts import Draft, Say, Speak
from matchbot.core.said import Said
from matchbot.flows.records import Letter

_ANSWERED_BEFORE = re.compile(r"\s*(?:(?:re|aw|antw|sv|fwd?|tr|wg)\s*:\s*)+", re.IGNORECASE)
MATCH_LINES = frozenset({"match.line", "match.plain"})


def answer(letter: Letter, t: Say, speak: Speak) -> Draft:
    """What was understood, the matches with links, and how to go on by replying."""
    facts = letter.facts
    lines: tuple[Said, ...] = facts["lines"]
    blocks = [_line(line, facts["links"], speak) for line in lines]
    texts = [Quote(text) for text in facts["texts"]]
    numbered = any(map(_is_match, lines))
    # Below matches "1 and 3" is told already.
    choices = tuple(c for c in facts["choices"] if not (numbered and c.key == "choice.number"))
    how = [Small(t("letter.answer.how", choices=choices))] if choices else []
    change = [Small(t("letter.answer.change"))] if numbered else []
    return Draft(
        _subject(facts["subject"], t("letter.answer.subject")),
        next((speak(line) for line in lines if not _is_match(line)), ""),
        (*blocks, *texts, *how, *change),
    )


def _is_match(line: Said) -> bool:
    return line.key in MATCH_LINES


def _line(line: Said, links: Mapping[int, str], speak: Speak) -> Block:
    facts = line.facts
    if not _is_match(line):
        return Paragraph(speak(line))
    reasons = "\n".join(f"- {speak(reason)}" for reason in facts.get("reasons", ()))
    number = facts["number"]
    return Item(f"{number}. {facts['title']}", facts["wise"], reasons, links.get(number, ""))


def _subject(theirs: str, ours: str) -> str:
    bare = _ANSWERED_BEFORE.sub("", theirs, count=1).strip()
    return f"Re: {bare or ours}"


def stranger(letter: Letter, t: Say, speak: Speak) -> Draft:
    """Somebody wrote from this address: was it you? Nothing of what was written stands in it."""
    return Draft(
        t("letter.stranger.subject"),
        t("letter.stranger.intro"),
        (
            Paragraph(t("letter.hello")),
            Paragraph(t("letter.stranger.intro")),
            Buttons(((t("letter.stranger.button"), letter.facts["link"]),)),
            Small(t("letter.stranger.not_you")),
        ),
    )


def passed_on(to: str) -> Callable[[Letter, Say, Speak], Draft]:
    """Words of one side of a lead for the other, without addresses; `to` is "buyer" or "wise"."""

    def letter_to(letter: Letter, t: Say, speak: Speak) -> Draft:
        facts = letter.facts
        who = {
            "wise": facts["wise"],
            "organisation": facts["organisation"],
            "title": facts["title"],
        }
        intro = t(f"letter.passed_on.intro_{to}", **who)
        return Draft(
            t(f"letter.passed_on.subject_{to}", **who),
            intro,
            (
                Paragraph(t("letter.hello")),
                Paragraph(intro),
                Quote(facts["text"]),
                Paragraph(t("letter.passed_on.how")),
                Small(t("letter.passed_on.hidden")),
            ),
        )

    return letter_to


def unclear(letter: Letter, t: Say, speak: Speak) -> Draft:
    """A WISE's reply that says neither yes nor no; or too late; or not to which of its leads."""
    links: tuple[tuple[str, str], ...] = letter.facts["links"]
    title = links[0][0]
    intro = t(f"letter.unclear.intro_{letter.facts['why']}", title=title)
    several = len(links) > 1
    numbered = [(f"{n}. {name}", to) for n, (name, to) in enumerate(links, 1)]
    shown = tuple(numbered) if several else ((t("letter.unclear.button"), links[0][1]),)
    return Draft(
        t("letter.unclear.subject", title=title),
        intro,
        (Paragraph(t("letter.hello")), Paragraph(intro), Buttons(shown)),
    )
