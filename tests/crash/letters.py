"""Runs with letters: the weekly digest (KIND=digest) and lead letters (KIND=leads)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from cast import ANNA, LUNCH_NEED, make_office
from sqlalchemy import select

from crash import warm
from crash.clock import FastClock
from crash.relay import Relay, Taken, digest_of
from crash.rows import DOUBT, LEAD_EVENTS, OUTBOX, RUNS, rows
from crash.verdict import Verdict
from matchbot.adapters.luck import SystemLuck
from matchbot.adapters.store import SqlStore
from matchbot.core.lead import Lead, LeadEvent
from matchbot.core.offering import Offering
from matchbot.core.outbox import FINAL
from matchbot.core.person import Person
from matchbot.core.subscription import Subscription, Wish
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.digest import JOB
from matchbot.flows.lead_letters import lead_letter
from matchbot.flows.office import Office, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter, NeedRecord

#: Who gets letters that are not counted.
LATER = "later@stad.example"
#: Rows in one transaction of the judge's own.
BATCH = 500


@dataclass
class Letters:
    """`count` letters, each to an address of its own, in a database of their own."""

    kind: str
    count: int
    store: SqlStore
    clock: FastClock
    relay: Relay

    def fill(self) -> None:
        """Subscribers whose digest is due, or leads whose letters wait."""
        office = self._office()
        import_catalogue(self.store, office.knowledge().catalogue, self._yesterday)
        put = {"digest": self._subscribe, "leads": self._lead}[self.kind]
        for start in range(0, self.count, BATCH):
            with self.store.begin() as tx:
                for n in range(start, min(start + BATCH, self.count)):
                    put(tx, office, n)

    def finished(self) -> bool:
        """Is everything written, and every letter in a state that stays?"""
        states = self.states()
        if sum(states.values()) < self.count or not set(states) <= FINAL:
            return False
        return self.kind != "digest" or self._run_finished()

    def say_more(self) -> None:
        """One letter more. The journal proves an absence only when a later letter is in it."""
        office = self._office()
        now, facts = self.clock.now(), {"kind": "human", "subject": "", "text": "later"}
        with self.store.begin() as tx:
            letter = Letter("task", "nl", LATER, facts)
            post(tx, office, letter, now, purpose="notice", dedupe_key=f"later:{now}")

    def progress(self) -> int:
        """How many letters the relay has taken."""
        return self.relay.accepted

    def states(self) -> Counter[str]:
        """How many rows there are in each state."""
        return Counter(row["state"] for row in self._rows(OUTBOX.c.state))

    def sending(self, owner: str, since: float) -> int:
        """A naive sender has begun, too, with what its rows call claimed."""
        held = select(OUTBOX.c.recipient).where(
            OUTBOX.c.state.in_(("claimed", "sending")), OUTBOX.c.lease_owner == owner
        )
        begun = self.relay.begun
        return sum(begun.get(row["recipient"], 0.0) > since for row in rows(self.store, held))

    def verdict(self) -> Verdict:
        """Count, from the relay's log and the rows."""
        taken, found = self.relay.taken(), Verdict()
        letters = {row["recipient"]: row for row in self._rows(*OUTBOX.c)}
        more = [address for address in letters if address == LATER]
        for address in [*map(self.address, range(self.count)), *more]:
            _judge(found, address, letters.get(address), taken.get(address, []))
        found.faults.extend(f"{to}: nobody wrote to them" for to in set(taken) - set(letters))
        if self.kind == "leads":
            found.faults.extend(self._leads_told_otherwise_than_once(letters.values()))
        found.counts.update(states=dict(self.states()), accepted=self.relay.accepted)
        return found

    @staticmethod
    def address(n: int) -> str:
        """The recipient of the n-th letter."""
        return f"n{n}@stad.example"

    @property
    def _yesterday(self) -> Any:
        return self.clock.start - timedelta(days=1)

    def wanted(self, tx: Transaction, purpose: str, n: int) -> dict[str, str]:
        """What makes a letter of this class wanted, and the columns that name it."""
        office = self._office()
        if purpose == "digest":
            self._subscribe(tx, office, n)
            return {"subscription_id": f"s{n}"}
        if purpose == "lead":
            return {"lead_id": self._new_lead(tx, office, n).id}
        return {}

    def _subscribe(self, tx: Transaction, office: Office, n: int) -> None:
        since = self.clock.start - timedelta(days=7)
        made = Subscription(
            f"s{n}", office.platform, f"p{n}", "mail", self.address(n), "nl", Wish(), "active",
            consent_at=since, confirmed_at=since, told_until=since,
        )  # fmt: skip
        tx.people.add(Person(made.person_id, office.platform, created_at=since))
        tx.subscriptions.add(made)

    def _new_lead(self, tx: Transaction, office: Office, n: int) -> Lead:
        now, offering = self.clock.start, _some_offering(office)
        lead = Lead(
            f"l{n}", office.platform, f"n{n}", offering.id, offering.wise, f"p{n}", "", LUNCH_NEED,
            ANNA, "nl", created_at=now,
        )  # fmt: skip
        tx.people.add(Person(lead.person_id, office.platform, created_at=now))
        tx.needs.add(NeedRecord(lead.need_id, lead.person_id, "", LUNCH_NEED, False, now))
        tx.leads.add(lead, LeadEvent(lead.id, now, "buyer", "web", "create", "new", "new"))
        return lead

    def _lead(self, tx: Transaction, office: Office, n: int) -> None:
        """A lead and its letter. All leads have one WISE; each letter has its own address."""
        lead, now = self._new_lead(tx, office, n), self.clock.start
        wise = replace(office.knowledge().catalogue.wises[lead.wise_id], email=self.address(n))
        letter, id = lead_letter(tx, office, "lead", [lead], wise, now), office.luck.id()
        post(
            tx, office, letter, now,
            purpose="lead", dedupe_key=f"lead:{lead.id}:notify", id=id, lead_id=lead.id,
        )  # fmt: skip
        tx.leads.save(replace(lead, letter_id=id), None, "new")

    def _office(self) -> Office:
        """Ids that count would begin anew with each office."""
        made = make_office(self.store, warm.knowledge(), self.clock)
        return replace(made, luck=SystemLuck())

    def _rows(self, *columns: Any) -> list[Any]:
        return rows(self.store, select(*columns))

    def _run_finished(self) -> bool:
        return any(row["job"] == JOB and row["finished_at"] for row in self._rows(*RUNS.c))

    def _leads_told_otherwise_than_once(self, letters: Iterable[Any]) -> list[str]:
        told = Counter(r["lead_id"] for r in self._rows(*LEAD_EVENTS.c) if r["step"] == "notify")
        sent = {row["lead_id"] for row in letters if row["state"] == "sent"} - {""}
        wrong = {lead for lead in sent | set(told) if told[lead] != (lead in sent)}
        return [f"{lead}: notified {told[lead]} times" for lead in sorted(wrong)]


def _some_offering(office: Office) -> Offering:
    return next(iter(office.knowledge().catalogue.offerings.values()))


def _judge(found: Verdict, address: str, row: Any, copies: list[Taken]) -> None:
    """One letter: its row, and the copies of it that the relay took."""
    if row is None or (not copies and row["state"] not in DOUBT):
        found.lost.append(address)
        return
    if row["state"] in DOUBT:
        found.in_doubt.append(f"{address} {row['state']} {'taken' if copies else 'not taken'}")
    elif row["state"] != "sent":
        found.faults.append(f"{address}: taken, and its row says {row['state']}")
    if any(c.message_id != row["message_id"] or c.sha256 != digest_of(row["body"]) for c in copies):
        found.faults.append(f"{address}: what was taken is not what was written")
    if len(copies) > 1:
        found.doubled.append(address)
        if len(copies) <= 1 + row["resends"]:
            found.resent.append(address)
