"""The wanted day as an iCalendar file (RFC 5545), for the letters in which both sides meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from matchbot.core.said import Said, say
from matchbot.flows.records import Letter

#: Letters that put buyer and WISE in touch.
DATED = frozenset({"introduction_buyer", "introduction_wise"})
#: A longer period is a time to choose from, not an appointment.
LONGEST = timedelta(days=7)


def appointment(
    letter: Letter, message_id: str, now: datetime, speak: Callable[[Said], str]
) -> bytes | None:
    """The day or days of the need, all day long; None when there is nothing to put in a diary."""
    need = letter.facts.get("need") if letter.template in DATED else None
    if need is None or need.when is None or need.when.end - need.when.start > LONGEST:
        return None
    from icalendar import Calendar, Event

    offering, wise = letter.facts["offering"], letter.facts["wise"]
    event = Event()
    event.add("uid", message_id.strip("<>"))
    event.add("dtstamp", now)
    event.add("dtstart", need.when.start)
    event.add("dtend", need.when.end + timedelta(days=1))
    event.add("summary", f"{offering.title_in(letter.language)} – {wise.name}")
    event.add("description", speak(say("need.understood", need=need)))
    if need.place is not None:
        event.add("location", need.place.name)
    calendar = Calendar()
    calendar.add("prodid", "-//matchbot//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
