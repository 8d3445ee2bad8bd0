"""A message's life with everything that can go wrong, and what must hold all the same (O1-O12).

The rules drive a `Desk`: the pure core over a dict, or the real flows over a database. The
machine itself knows the truth: what the relay took, whoever heard of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from matchbot.core import outbox as states
from matchbot.core.outbox import (
    ASKED_FOR,
    FINAL,
    MAX_ATTEMPTS,
    SENT_AGAIN_AFTER_DOUBT,
    TIMINGS,
    Evidence,
    MessageState,
    OutboxMessage,
    Outcome,
)

MINUTE = timedelta(minutes=1)
START = datetime(2026, 11, 23, 8, tzinfo=UTC)

#: The arrows of the reference, and no others.
NEXT: dict[MessageState, set[MessageState]] = {
    "queued": {"claimed", "expired", "cancelled"},
    "claimed": {"queued", "sending", "failed", "cancelled"},
    "sending": {"sent", "queued", "failed", "in_doubt"},
    "in_doubt": {"sent", "queued", "unresolved"},
}


class Desk(Protocol):
    """Where messages are kept and moved."""

    def add(self, message: OutboxMessage) -> bool: ...
    def claim(self, owner: str, now: datetime, limit: int) -> list[OutboxMessage]: ...
    def enter(self, message: OutboxMessage, owner: str, now: datetime) -> OutboxMessage | None: ...
    def settle(
        self, message: OutboxMessage, outcome: Outcome, owner: str, now: datetime
    ) -> None: ...
    def tidy(self, now: datetime, copies: set[str] | None) -> None: ...
    def stop(self, subscription: str, now: datetime) -> None: ...
    def suppress(self, address: str, now: datetime) -> None: ...
    def rows(self) -> dict[str, OutboxMessage]: ...


@dataclass
class PureDesk:
    """The core's functions over a dict; writing is allowed as the store allows it."""

    kept: dict[str, OutboxMessage] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    suppressed: set[str] = field(default_factory=set)

    def add(self, message: OutboxMessage) -> bool:
        if any(m.dedupe_key == message.dedupe_key for m in self.kept.values()):
            return False
        self.kept[message.id] = message
        return True

    def claim(self, owner: str, now: datetime, limit: int) -> list[OutboxMessage]:
        for m in self.rows().values():
            if m.state == "queued" and m.expires_at and m.expires_at <= now:
                self.kept[m.id] = replace(m, state="expired", settled_at=now)
        due = [
            m for m in self.kept.values()
            if m.state == "queued" and (m.not_before is None or m.not_before <= now)
        ]  # fmt: skip
        until = now + TIMINGS.claimed
        taken = [
            replace(m, state="claimed", lease_owner=owner, lease_until=until) for m in due[:limit]
        ]
        self.kept.update((m.id, m) for m in taken)
        return taken

    def _save(self, message: OutboxMessage, before: OutboxMessage) -> bool:
        there = self.kept[message.id]
        if lease(there) != lease(before):
            return False
        self.kept[message.id] = message
        return True

    def enter(self, message: OutboxMessage, owner: str, now: datetime) -> OutboxMessage | None:
        if message.lease_until is not None and now > message.lease_until:
            return None
        why = states.pointless(
            message,
            suppressed="bounce" if message.recipient in self.suppressed else "",
            subscription="unsubscribed" if message.subscription_id in self.stopped else "active",
            lead=None,
        )
        if why:
            self._save(states.cancel(message, why, now), message)
            return None
        sending = states.enter(message, now)
        return sending if self._save(sending, message) else None

    def settle(self, message: OutboxMessage, outcome: Outcome, owner: str, now: datetime) -> None:
        after, there = states.settle(message, outcome, now), self.kept[message.id]
        if not self._save(after, message) and (after.state, there.state) == ("sent", "in_doubt"):
            self.kept[message.id] = states.settle(there, outcome, now)

    def tidy(self, now: datetime, copies: set[str] | None) -> None:
        for m in self.rows().values():
            if m.state in {"claimed", "sending"} and m.lease_until and m.lease_until <= now:
                self.kept[m.id] = states.recover(m, now)
        for m in self.rows().values():
            if m.state == "in_doubt" and m.not_before and m.not_before <= now:
                self.kept[m.id] = states.resolve_doubt(m, now, evidence(m, copies))

    def stop(self, subscription: str, now: datetime) -> None:
        self.stopped.add(subscription)

    def suppress(self, address: str, now: datetime) -> None:
        self.suppressed.add(address)

    def rows(self) -> dict[str, OutboxMessage]:
        return dict(self.kept)


def lease(message: OutboxMessage) -> tuple[object, ...]:
    """What decides who may write a row."""
    return message.state, message.lease_owner, message.lease_until


def evidence(message: OutboxMessage, copies: set[str] | None) -> Evidence:
    """What a journal that is whole tells; None: there is no journal."""
    if copies is None:
        return "none"
    return "found" if message.message_id in copies else "absent"


@dataclass
class Worker:
    """A process: what it remembers is gone with it."""

    owner: str
    claimed: list[OutboxMessage] = field(default_factory=list)
    inside: list[tuple[OutboxMessage, datetime]] = field(default_factory=list)


PURPOSES = ("introduction", "confirmation", "digest", "notice")
WORKERS = st.integers(0, 2)
OUTCOMES: dict[str, Outcome] = {
    "yes": Outcome("accepted", "250 ok"),
    "yes, unheard": Outcome("silent"),
    "silence": Outcome("silent"),
    "later": Outcome("refused", "451"),
    "no": Outcome("refused", "550", permanent=True),
    "not now": Outcome("deferred", "429", wait=timedelta(seconds=30)),
    "cut": Outcome("unreached"),
}


class OutboxMachine(RuleBasedStateMachine):
    """Three processes, a relay that may fail in every way, people who say stop."""

    def __init__(self, desk: Desk, journal: bool = False) -> None:
        super().__init__()
        self.desk, self.journal, self.now = desk, journal, START
        self.starts = 0
        self.workers = [self._started() for _ in range(3)]
        self.written: dict[str, OutboxMessage] = {}
        self.seen: dict[str, OutboxMessage] = {}
        self.taken: Counter[str] = Counter()
        self.stopped: set[str] = set()

    def _started(self) -> Worker:
        self.starts += 1
        return Worker(f"start-{self.starts}")

    @property
    def copies(self) -> set[str] | None:
        if not self.journal:
            return None
        return {self.written[id].message_id for id in self.taken}

    @precondition(lambda self: len(self.written) < 12)
    @rule(purpose=st.sampled_from(PURPOSES), use_by=st.booleans())
    def write(self, purpose: Any, use_by: bool) -> None:
        n = len(self.written)
        message = OutboxMessage(
            f"m{n}", "amsterdam", "mail", purpose, f"key-{n}", f"p{n}@stad.example", b"letter %d" % n,
            message_id=f"<{n}@x>", subscription_id=f"s{n}" if purpose == "digest" else "",
            not_before=self.now, created_at=self.now,
            expires_at=self.now + timedelta(days=6) if use_by else None,
        )  # fmt: skip
        assert self.desk.add(message)
        assert not self.desk.add(replace(message, id="another"))
        self.written[message.id] = self.seen[message.id] = message

    @rule(which=WORKERS, limit=st.integers(1, 4))
    def claim(self, which: int, limit: int) -> None:
        worker = self.workers[which]
        worker.claimed += self.desk.claim(worker.owner, self.now, limit)
        self.look()

    def _of(self, which: int, what: str) -> tuple[int, Worker] | None:
        """One of the workers that have something of the kind, if any has."""
        able = [n for n, worker in enumerate(self.workers) if getattr(worker, what)]
        return (n := able[which % len(able)], self.workers[n]) if able else None

    @rule(which=WORKERS)
    def pass_the_gate(self, which: int) -> None:
        if (found := self._of(which, "claimed")) is None:
            return
        _, worker = found
        message = worker.claimed.pop(0)
        entered = self.desk.enter(message, worker.owner, self.now)
        if entered is not None:
            assert message.subscription_id not in self.stopped  # O9
            assert message.purpose in ASKED_FOR or message.recipient not in self.stopped
            worker.inside.append((entered, self.now))
        self.look()

    @rule(which=WORKERS, said=st.sampled_from(sorted(OUTCOMES)), dies=st.booleans())
    def send(self, which: int, said: str, dies: bool) -> None:
        """The content leaves, unless the gate is too old; the process may die of it."""
        if (found := self._of(which, "inside")) is None:
            return
        n, worker = found
        message, entered = worker.inside.pop(0)
        outcome = OUTCOMES[said]
        if self.now - entered > TIMINGS.gate_holds:
            outcome = Outcome("deferred", "too late")
        elif said.startswith("yes"):
            self.taken[message.id] += 1
        if dies:
            self.die(n)
        else:
            self.desk.settle(message, outcome, worker.owner, self.now)
        self.look()

    @rule(which=WORKERS, said=st.sampled_from(["yes", "yes, unheard", "later"]), dies=st.booleans())
    def claim_and_send_one(self, which: int, said: str, dies: bool) -> None:
        self.claim(which, 1)
        self.pass_the_gate(which)
        self.send(which, said, dies)

    @rule(which=WORKERS, outcome=st.sampled_from(["later", "no", "cut"]))
    def fail_before_the_gate(self, which: int, outcome: str) -> None:
        if (found := self._of(which, "claimed")) is not None:
            _, worker = found
            self.desk.settle(worker.claimed.pop(0), OUTCOMES[outcome], worker.owner, self.now)
            self.look()

    @rule(minutes=st.sampled_from([13, 16, 30]))
    def wait_and_tidy(self, minutes: int) -> None:
        self.now += MINUTE * minutes
        self.tidy()

    @rule(which=WORKERS)
    def die(self, which: int) -> None:
        self.workers[which] = self._started()

    @rule(seconds=st.sampled_from([10, 60, 720, 3600, 86_400]))
    def tick(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def tidy(self) -> None:
        self.desk.tidy(self.now, self.copies)
        self.look()

    @rule(n=st.integers(0, 11), bounced=st.booleans())
    def say_stop(self, n: int, bounced: bool) -> None:
        message = self.written.get(f"m{n}")
        if message is not None and (bounced or message.subscription_id):
            what = message.recipient if bounced else message.subscription_id
            (self.desk.suppress if bounced else self.desk.stop)(what, self.now)
            self.stopped.add(what)

    def look(self) -> None:
        """Every message went along an arrow, and what is final stays as it is."""
        for id, row in self.desk.rows().items():
            before = self.seen[id]
            if row.state != before.state:
                # Tidying may find that the wait of a new doubt is over already.
                doubt = NEXT["in_doubt"] if before.state == "sending" else set()
                arrows = NEXT.get(before.state, set()) | doubt
                assert row.state in arrows, (before.state, row.state)
            self.seen[id] = row

    @invariant()
    def what_is_written_never_changes(self) -> None:
        rows = self.desk.rows()
        assert set(rows) == set(self.written)  # O2, O11, O12
        for id, row in rows.items():
            first = self.written[id]
            fixed = ("recipient", "message_id", "dedupe_key", "purpose", "sender")
            assert all(getattr(row, name) == getattr(first, name) for name in fixed)  # O1

    @invariant()
    def sent_means_taken(self) -> None:
        for id, row in self.desk.rows().items():
            if row.state == "sent":  # O6, O7
                assert self.taken[id] >= 1 and row.evidence
            again = row.resends if row.purpose in SENT_AGAIN_AFTER_DOUBT else 0
            assert self.taken[id] <= 1 + again  # O5
            assert row.attempts <= MAX_ATTEMPTS  # O10

    def teardown(self) -> None:
        """From wherever it is: when all is well again, every message comes to its end (O8)."""
        self.workers = [self._started() for _ in range(3)]
        self.now += timedelta(minutes=16)
        self.desk.tidy(self.now, self.copies)
        self.look()
        # While a journal is unclear, doubt lasts longer: a day at most.
        lasting = {"claimed", "sending"} | (set() if self.journal else {"in_doubt"})
        assert not {m.state for m in self.seen.values()} & lasting
        for _ in range(12):
            self.now += timedelta(days=1, minutes=16)
            self.desk.tidy(self.now, self.copies)
            self.look()
            for message in self.desk.claim("last", self.now, 50):
                self.look()
                entered = self.desk.enter(message, "last", self.now)
                self.look()
                if entered is not None:
                    self.taken[message.id] += 1
                    self.desk.settle(entered, OUTCOMES["yes"], "last", self.now)
            self.look()
            self.sent_means_taken()
        assert {m.state for m in self.seen.values()} <= FINAL
