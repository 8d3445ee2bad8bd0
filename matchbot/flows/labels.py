"""Labels that run out: their WISE is reminded in time."""

from __future__ import annotations

from datetime import timedelta

from matchbot.flows.office import Office, post
from matchbot.flows.records import Letter

#: A new audit takes weeks.
BEFORE = timedelta(days=60)
LETTER_HOLDS = timedelta(days=14)


def remind_of_labels(office: Office) -> int:
    """Write each WISE of its labels that run out within two months; once for each; how many."""
    now, knowledge = office.clock.now(), office.knowledge()
    today, written = knowledge.platform.today(now), 0
    for label in knowledge.catalogue.labels:
        wise = knowledge.catalogue.wises.get(label.wise)
        if wise is None or not wise.email or label.expires is None:
            continue
        if not timedelta(0) <= label.expires - today <= BEFORE:
            continue
        letter = Letter("label", wise.language, wise.email, {"label": label}, to_name=wise.name)
        with office.store.begin() as tx:
            written += post(
                tx, office, letter, now,
                purpose="label", dedupe_key=f"label:{wise.id}:{label.label}:{label.expires}",
                expires_at=now + LETTER_HOLDS,
            )  # fmt: skip
    return written
