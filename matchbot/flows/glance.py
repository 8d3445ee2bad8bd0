"""A glance at the catalogue from outside any conversation: nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from matchbot.core.matching.rank import rank
from matchbot.core.reading.read import read_need
from matchbot.core.said import say
from matchbot.flows.office import Office

LISTED = 5
MAX_TEXT = 200


@dataclass(frozen=True)
class Glanced:
    """An offering that fits: its title, its WISE, and why, with a link for all who see it."""

    title: str
    wise: str
    text: str


def glance(office: Office, text: str, language: str) -> tuple[Glanced, ...]:
    """The best offerings for a few words, at most five; none when nothing fits."""
    k, now = office.knowledge(), office.clock.now()
    if not text.strip():
        return ()
    reading = read_need(text[:MAX_TEXT], k, now, language)
    found = rank(reading.need, k, now=k.platform.today(now), limit=LISTED).matches
    listed = []
    for match in found:
        title = match.offering.title_in(language)
        reasons = [office.wording.text(r.said, language) for r in match.best_reasons()]
        link = office.link(f"{language}/offerings/{match.offering.id}")
        about = office.wording.text(
            say("glance.offering", title=title, wise=match.wise.name, link=link), language
        )
        listed.append(Glanced(title, " · ".join((match.wise.name, *reasons)), about))
    return tuple(listed)
