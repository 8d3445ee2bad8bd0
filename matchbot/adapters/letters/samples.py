"""Letters with made-up facts, to look at and to test: every template once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from matchbot.core.knowledge import Offer
from matchbot.core.lead import Contact
from matchbot.core.matching.match import Match, Reason
from matchbot.core.need import Budget, Need, Period, Quantity
from matchbot.core.offering import Label, Offering, Wise
from matchbot.core.said import say
from matchbot.core.subscription import Wish
from matchbot.flows.records import Letter

SITE = "https://match.example"
MOMENT = datetime(2026, 11, 23, 8, tzinfo=UTC)
ANNA = Contact("Gemeente Amsterdam", "Anna de Vries", "anna@gemeente.example")
VETER = Wise("veter", "De Veter", email="info@veter.example", website="https://veter.example")
LUNCH = Offering("veter-lunch", "veter", "Lunch", "Broodjes, soep en fruit.", kinds=("catering",))
LUNCH_NEED = Need("Lunch voor 40 personen", "lunch", quantity=Quantity(40, "persons"))
WORD = "Abc-123_" * 4
INTRODUCTION = {
    "need": replace(LUNCH_NEED, when=Period(date(2026, 12, 12), date(2026, 12, 12))),
    "contact": ANNA, "offering": LUNCH, "wise": VETER, "note": "Graag! Bel ons even.",
    "price": Budget(450, 450), "link": f"{SITE}/lead/{WORD}",
    "can_undo": True, "partners": (),
}  # fmt: skip
ENTRY = {
    "need": LUNCH_NEED, "organisation": ANNA.organisation, "offering": LUNCH,
    "why": (say("reason.place.served", place="Noord"),), "link": f"{SITE}/lead/{WORD}",
    "until": MOMENT + timedelta(days=7), "partners": (),
}  # fmt: skip
DIGEST = {
    "wishes": (Wish("catering"),), "period": "2026-W48", "confirmed_at": MOMENT,
    "unsubscribe": f"{SITE}/unsubscribe/{WORD}", "preferences": f"{SITE}/preferences/{WORD}",
    "offerings": f"{SITE}/nl/offerings",
}  # fmt: skip
FOUND = Match(LUNCH, VETER, 0.9, (Reason("place", 1.0, say("reason.place.served", place="Noord")),))
MATCH = say(
    "match.line",
    number=1,
    title="Lunch",
    wise="De Veter",
    reasons=(say("reason.place.served", place="Noord"),),
)
PASSED_ON = {
    "wise": "De Veter",
    "organisation": ANNA.organisation,
    "title": "Lunch",
    "text": "Is er een keuken?",
}
IDEA = {
    "what": "Catering", "count": 12, "part": "Zuidoost", "offering": LUNCH,
    "link": f"{SITE}/demand/{WORD}",
}  # fmt: skip
FACTS: dict[str, dict[str, Any]] = {
    "confirm": {"code": "123456", "link": f"{SITE}/confirm/{WORD}", "aim": "leads", "need": None},
    "subscribe": {"wish": Wish(), "link": f"{SITE}/confirm/{WORD}", "consent": "Ja, graag."},
    "lead": {"leads": [ENTRY]},
    "reminder": {"leads": [ENTRY, ENTRY]},
    "receipt": {**ENTRY, "reason": "too_far"},
    "withdrawn": {**ENTRY, "need": Need(quantity=LUNCH_NEED.quantity)},
    "outcome": {"leads": [ENTRY]},
    "partner": {"need": LUNCH_NEED, "wise": VETER, "offering": LUNCH},
    "handover": {
        "need": LUNCH_NEED, "contact": ANNA, "platform": "Sociaal Amsterdam",
        "offers": [Offer("rotterdam.example", "Rotterdam Match", "", "Lunch", "De Werf", "https://rotterdam.example/x")],
    },
    "wise_week": {"leads": [ENTRY], "outcomes": [ENTRY], "own": f"{SITE}/nl/me/veter"},
    "introduction_buyer": INTRODUCTION,
    "introduction_wise": INTRODUCTION,
    "digest": {**DIGEST, "groups": [("Catering", [(LUNCH, VETER)])], "rest": 2},
    "nothing_new": {**DIGEST, "groups": [], "rest": 0},
    "found": {**DIGEST, "need": LUNCH_NEED, "found": (FOUND,)},
    "demand": {"ideas": [IDEA]},
    "label": {"label": Label("veter", "PSO trede 2", "PSO", expires=date(2027, 1, 31))},
    "figures": {"year": 2025, "link": f"{SITE}/figures/{WORD}"},
    "coach": {"suggestions": [
        {"offering": LUNCH, "reason": "minimum", "buyers": 9, "of": 20, "words": ()},
        {"offering": LUNCH, "reason": "words", "buyers": 7, "of": 20, "words": ("borrel", "diner")},
    ]},
    "login": {"link": f"{SITE}/login/{WORD}"},
    "application": {
        "state": "asked", "text": "Hoeveel mensen werken er?", "link": f"{SITE}/joining/{WORD}",
    },
    "offering": {
        "verdict": "refuse", "title": "Lunch", "text": "Dit is geen werk.",
        "link": f"{SITE}/nl/me/veter",
    },
    "task": {"kind": "complaint", "subject": "c1", "text": "Dit klopt niet"},
    "answer": {
        "subject": "AW: Re: Lunch", "lines": (say("need.understood", need=LUNCH_NEED), MATCH),
        "texts": (), "links": {1: f"{SITE}/nl/offerings/lunch"}, "choices": (say("choice.number", number=1), say("choice.more")),
    },
    "stranger": {"link": f"{SITE}/mail/{WORD}"},
    "passed_on_to_buyer": PASSED_ON,
    "passed_on_to_wise": PASSED_ON,
    "unclear": {"why": "words", "links": (("Lunch", f"{SITE}/lead/{WORD}"),)},
}  # fmt: skip


def sample_letter(template: str, language: str) -> Letter:
    """This letter in this language."""
    key = WORD if template in {"digest", "nothing_new", "found"} else ""
    return Letter(
        template, language, ANNA.email, FACTS[template], to_name=ANNA.name, unsubscribe_key=key,
        reply_to="reply@match.example",
    )  # fmt: skip
