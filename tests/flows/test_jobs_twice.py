"""Every job run twice, or after three missed days, gives each person each letter once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from cast import Mailbox, StillClock, subscriber

from matchbot.core.lead import Contact, Lead, LeadEvent, move
from matchbot.core.need import KindGuess, Need, Place, Quantity
from matchbot.core.offering import Catalogue
from matchbot.core.reading.read import read_need
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.office import Office
from matchbot.flows.records import NeedRecord
from matchbot.schedule import JOBS, Job, knock

LUNCH = "de-volle-lepel-lunch"
ANNA = Contact("Gemeente Amsterdam", "Anna de Vries", "anna@gemeente.example")


@pytest.fixture
def busy(office: Office, clock: StillClock) -> Office:
    """A platform with work for every job: a subscriber, a saved need, a silent WISE, news, demand."""
    need = read_need("Lunch in Groningen", office.knowledge(), clock.now(), "nl").need
    subscriber(office, "reader")
    saved = replace(subscriber(office, "saver"), need=need)
    subscriber(office, "waiting", state="pending")
    with office.store.begin() as tx:
        tx.subscriptions.save(saved)
    _told_lead(office, need)
    _asked_in_vain(office)
    clock.advance(timedelta(days=3))
    k = office.knowledge()
    news = replace(k.catalogue.offerings[LUNCH], areas=("Groningen",))
    import_catalogue(office.store, Catalogue(offerings={LUNCH: news}), clock.now())
    catalogue = replace(k.catalogue, offerings={**k.catalogue.offerings, LUNCH: news})
    known = replace(k, catalogue=catalogue)
    return replace(office, knowledge=lambda: known)


def _told_lead(office: Office, need: Need) -> None:
    now = office.clock.now()
    wise = office.knowledge().catalogue.offerings[LUNCH].wise
    new = Lead("l1", office.platform, "n1", LUNCH, wise, "p1", "c1", need, ANNA, "nl")
    told, event = move(new, "notify", now, actor="post", channel="mail")
    with office.store.begin() as tx:
        tx.leads.add(new, LeadEvent("l1", now, "buyer", "web", "create", "new", "new"))
        tx.leads.save(replace(told, follow_up_at=now), event, "new")


def _asked_in_vain(office: Office) -> None:
    """Six buyers asked for a thousand bicycles in Zuidoost: for a letter on demand, and a coach's."""
    place = Place("Amsterdam-Zuidoost", 52.307, 4.972, 3.5)
    kinds = (KindGuess("bicycles", 0.9),)
    need = Need("fietsen", "fietsen", kinds, place, quantity=Quantity(90_000, "pieces"))
    with office.store.begin() as tx:
        for number in range(6):
            at = office.clock.now()
            tx.needs.add(NeedRecord(f"v{number}", f"vp{number}", "c", need, True, at))


#: Nobody is to be forgotten, figures are asked for in January, and no label runs out.
WRITES_NOTHING = {
    "forget_old", "forget_pending", "forget_allowances", "yearly_figures", "labels", "sisters",
    "likeness",
}  # fmt: skip


def written(office: Office) -> Counter[tuple[str, str]]:
    """How many messages there are for each person and purpose."""
    with office.store.read() as tx:
        return Counter((m.recipient, m.purpose) for m in tx.outbox.find(limit=1000))


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_run_twice_writes_nothing_twice(busy: Office, job: Job) -> None:
    job.run(busy)
    first = written(busy)
    assert bool(first) == (job.name not in WRITES_NOTHING)
    job.run(busy)
    assert written(busy) == first
    assert max(first.values(), default=1) == 1


def test_after_three_missed_days_each_person_gets_each_letter_once(
    busy: Office, clock: StillClock, maildir: Mailbox
) -> None:
    maildir.office = busy
    for _ in range(3):
        knock(busy)
    made = written(busy)
    assert set(made.values()) == {1}
    assert {purpose for _, purpose in made} == {
        "digest", "found", "lead_reminder", "digest_wise", "coach",
    }  # fmt: skip
    assert len(maildir.deliver()) == len(made)
    clock.advance(timedelta(hours=1))
    knock(busy)
    assert written(busy) == made
