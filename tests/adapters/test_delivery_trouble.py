"""Delivery in trouble: slow letters, poison, a relay that is away, an old gate, people who stop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from cast import StillClock, subscriber
from test_delivery import put, stored, tasks

from matchbot.adapters import delivery as delivery_module
from matchbot.adapters.clock import elapsed
from matchbot.adapters.delivery import Delivery, Gate
from matchbot.adapters.luck import SystemLuck
from matchbot.adapters.store import StoreError
from matchbot.core import subscription as subscriptions
from matchbot.core.outbox import OutboxMessage, Outcome
from matchbot.flows.office import Office
from matchbot.flows.outbox import claim, hold, release, release_all
from matchbot.flows.ports import Transaction

Says = Callable[[OutboxMessage], Awaitable[Outcome]]
YES = Outcome("accepted", "250")


@dataclass
class Speaker:
    """A sender that does what `says` tells behind the gate, and remembers whom it sent to."""

    says: Callable[[OutboxMessage], Outcome] = lambda message: YES
    sent: list[str] = field(default_factory=list)

    async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
        if not await gate():
            return None
        outcome = self.says(message)
        if outcome.result == "accepted":
            self.sent.append(message.id)
        return outcome


def put_many(office: Office, number: int, **facts: object) -> None:
    for n in range(number):
        put(office, id=f"m{n:05}", dedupe_key=f"k{n}", recipient=f"p{n}@stad.example", **facts)


def deliver(office: Office, speaker: Speaker, at_once: int = 4) -> int:
    return asyncio.run(Delivery(office, {"mail": speaker}, at_once).all_due(20_000))


def states(office: Office) -> dict[str, int]:
    with office.store.read() as tx:
        return {state: number for (_, state), number in tx.outbox.counts().items()}


def test_a_slow_letter_holds_up_no_other(office: Office) -> None:
    put_many(office, 40)

    async def scene() -> None:
        stop, slow = asyncio.Event(), asyncio.Event()

        class Slow(Speaker):
            async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
                if message.id == "m00000":
                    assert await gate()
                    await slow.wait()
                    return YES
                return await super().send(message, gate)

        running = asyncio.create_task(Delivery(office, {"mail": Slow()}, 2).run(stop))
        while states(office).get("sent", 0) < 39:
            await asyncio.sleep(0.02)
        assert states(office) == {"sent": 39, "sending": 1}
        stop.set()
        slow.set()
        await running

    asyncio.run(asyncio.wait_for(scene(), 30))
    assert states(office) == {"sent": 40}


def test_what_was_claimed_and_not_tried_waits_again_at_once(office: Office) -> None:
    put_many(office, 30)
    speaker = Speaker(lambda message: Outcome("unreached"))
    assert deliver(office, speaker) < 15
    assert states(office) == {"queued": 30}


def test_poison_fails_after_five_tries_and_the_rest_leaves(
    office: Office, clock: StillClock
) -> None:
    put_many(office, 20, purpose="notice")

    def poisoned(message: OutboxMessage) -> Outcome:
        return YES

    class Poisoned(Speaker):
        async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
            if message.id == "m00007":
                raise RecursionError("this letter eats its tail")
            return await super().send(message, gate)

    for _ in range(6):
        deliver(office, Poisoned())
        clock.advance(timedelta(hours=5))
    assert states(office) == {"sent": 19, "failed": 1}
    poison = stored(office, "m00007")
    assert (poison.attempts, "eats its tail" in poison.answer) == (5, True)
    assert tasks(office) == ["letter_failed"]


def two_days_away(office: Office, clock: StillClock, number: int, minutes: int) -> Speaker:
    """A relay that is away for two days, then back; delivery looks every `minutes`."""
    put_many(office, number)
    back = clock.at + timedelta(hours=48)
    asked = 0

    def says(message: OutboxMessage) -> Outcome:
        nonlocal asked
        asked += clock.at < back
        return YES if clock.at >= back else Outcome("unreached", "no route to host")

    speaker = Speaker(says)

    async def scene() -> None:
        delivery = Delivery(office, {"mail": speaker}, 8)
        while states(office).get("sent", 0) < number:
            await delivery.all_due(20_000)
            clock.advance(timedelta(minutes=minutes))

    asyncio.run(scene())
    assert asked < 48 * 60 // minutes + 20  # one probe at each look
    assert clock.at < back + timedelta(minutes=90)
    return speaker


def test_a_relay_that_is_away_for_two_days_burns_no_attempts(
    office: Office, clock: StillClock
) -> None:
    speaker = two_days_away(office, clock, 40, minutes=40)
    assert sorted(speaker.sent) == [f"m{n:05}" for n in range(40)]
    with office.store.read() as tx:
        assert {m.attempts for m in tx.outbox.find(limit=100)} == {0}


@pytest.mark.long
def test_ten_thousand_letters_wait_two_days_and_none_is_lost(
    office: Office, clock: StillClock
) -> None:
    speaker = two_days_away(office, clock, 10_000, minutes=5)
    assert sorted(speaker.sent) == [f"m{n:05}" for n in range(10_000)]
    with office.store.read() as tx:
        assert {m.attempts for m in tx.outbox.find(limit=20_000, bodies=False)} == {0}


def test_the_rate_holds_over_all_replicas(office: Office, clock: StillClock) -> None:
    put_many(office, 130)
    paced = replace(office, rules=replace(office.rules, rates={"mail": 10.0}))
    moments = []
    for n in range(48):  # four replicas, each asks three times a second
        moments += [m.not_before for m in claim(paced, f"replica-{n % 4}", ["mail"], 20)]
        clock.advance(timedelta(milliseconds=250))
    start = moments[0]
    assert start is not None
    offsets = [(m - start).total_seconds() for m in moments if m is not None]
    assert offsets == pytest.approx([n / 10 for n in range(len(offsets))])
    assert 120 <= len(offsets) <= 130


def test_a_letter_leaves_at_its_moment_and_not_before(office: Office) -> None:
    put_many(office, 6)
    paced = replace(office, rules=replace(office.rules, rates={"mail": 50.0}))
    start = elapsed()
    assert deliver(paced, Speaker()) == 6
    assert elapsed() - start >= 0.1


def test_an_answer_is_written_down_as_soon_as_the_database_is_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office)
    monkeypatch.setattr(delivery_module, "FAULT", 0.01)
    away = []

    class Broken:
        """The office's store, which is away for the two writes after the gate."""

        @contextmanager
        def begin(self) -> Iterator[Transaction]:
            if speaker.sent and len(away) < 2:
                away.append("away")
                raise StoreError("The database is away.", "Start it.")
            with office.store.begin() as tx:
                yield tx

        read = office.store.read

    speaker = Speaker()
    broken = replace(office, store=Broken())  # type: ignore[arg-type]

    async def scene() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(Delivery(broken, {"mail": speaker}).run(stop))
        while stored(office).state != "sent":
            await asyncio.sleep(0.02)
        stop.set()
        await running

    asyncio.run(asyncio.wait_for(scene(), 30))
    assert (len(away), speaker.sent) == (2, ["m1"])


@pytest.mark.parametrize("stopped", ["", "asleep"])
def test_a_process_that_was_stopped_behind_the_gate_sends_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, stopped: str
) -> None:
    put(office)
    times = iter([0.0, 31.0 if stopped else 29.0])
    monkeypatch.setattr(delivery_module, "elapsed", lambda: next(times))
    speaker = Speaker()
    deliver(office, speaker)
    assert speaker.sent == ([] if stopped else ["m1"])
    assert (stored(office).state, stored(office).attempts) == (
        ("queued", 0) if stopped else ("sent", 0)
    )


@pytest.mark.parametrize("number", [120, pytest.param(10_000, marks=pytest.mark.long)])
def test_nobody_gets_a_letter_whose_gate_came_after_they_stopped(
    office: Office, number: int
) -> None:
    for n in range(number):
        subscriber(office, f"s{n}")
        put(
            office, id=f"m{n}", dedupe_key=f"k{n}", recipient=f"s{n}@stad.example",
            purpose="digest", subscription_id=f"s{n}",
        )  # fmt: skip
    stopped_at: dict[str, float] = {}
    asked_at: dict[str, float] = {}

    under_way = threading.Event()

    def stop_all() -> None:
        under_way.wait()
        for n in reversed(range(number)):
            with office.store.begin() as tx:
                there = tx.subscriptions.get(f"s{n}")
                assert there is not None
                tx.subscriptions.save(subscriptions.stop(there, office.clock.now()))
            stopped_at[f"s{n}"] = elapsed()

    class Watching(Speaker):
        async def send(self, message: OutboxMessage, gate: Gate) -> Outcome | None:
            asked_at[message.subscription_id] = elapsed()
            if not await gate():
                return None
            self.sent.append(message.subscription_id)
            if len(self.sent) == 10:
                under_way.set()
            # A relay takes its time: else all is gone before the first has said stop.
            await asyncio.sleep(0.01)
            return YES

    speaker = Watching()
    stopping = threading.Thread(target=stop_all)
    stopping.start()
    deliver(replace(office, luck=SystemLuck()), speaker)
    stopping.join()
    assert [s for s in speaker.sent if asked_at[s] > stopped_at[s]] == []
    late = number - len(speaker.sent)
    assert states(office) == {"sent": len(speaker.sent), **({"cancelled": late} if late else {})}
    assert late, "everything had left before anybody stopped"


def test_what_is_held_after_a_restore_leaves_only_when_released(office: Office) -> None:
    put_many(office, 3)
    assert hold(office) == 3
    assert deliver(office, Speaker()) == 0
    assert release(office, "m00001") is not None
    assert release(office, "m00001") is None
    speaker = Speaker()
    deliver(office, speaker)
    assert speaker.sent == ["m00001"]
    assert release_all(office) == 2
    deliver(office, speaker)
    assert states(office) == {"sent": 3}


def test_a_chat_hears_its_messages_in_order_whoever_delivers(
    office: Office, clock: StillClock
) -> None:
    for n in range(3):
        put(office, id=f"m{n}", dedupe_key=f"k{n}", channel="telegram", recipient="77")
    put(office, id="other", dedupe_key="k9", channel="telegram", recipient="78")
    assert [m.id for m in claim(office, "a", ["telegram"])] == ["m0", "other"]
    assert claim(office, "b", ["telegram"]) == []


def test_an_answer_of_not_now_pauses_the_channel_and_costs_nothing(
    office: Office, clock: StillClock
) -> None:
    put_many(office, 6)
    wait = timedelta(seconds=30)
    speaker = Speaker(lambda message: Outcome("deferred", "429", wait=wait))

    async def scene() -> None:
        delivery = Delivery(office, {"mail": speaker}, 1)
        assert await delivery.all_due() == 1
        speaker.says = lambda message: YES
        clock.advance(wait - timedelta(seconds=1))
        assert await delivery.all_due() == 0
        clock.advance(timedelta(seconds=1))
        assert await delivery.all_due() == 6

    asyncio.run(scene())
    assert stored(office, "m00000").attempts == 0
