"""What relays do to those who send: nothing is lost, nothing goes out twice, and we stay alive."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cast import StillClock
from smtp_sink import Cut, Script, Session, Sink, usual

from matchbot.adapters.delivery import Delivery
from matchbot.adapters.smtp import Relay, SmtpSender
from matchbot.core.outbox import FINAL, OutboxMessage
from matchbot.flows.office import Office
from matchbot.flows.outbox import tidy

CERTIFICATES = Path(__file__).parent / "certificates"
BEFORE_CONTENT = ("banner", "ehlo", "mail", "rcpt", "data")
#: Seconds of patience, where a real sender has thirty and six hundred.
SHORT, LONG = 0.15, 3.0
FEW, MANY = 8, 1000
NUMBERS = [FEW, pytest.param(MANY, marks=pytest.mark.long)]


@dataclass
class Scene:
    """An office with letters, and a relay with its ways."""

    office: Office
    clock: StillClock
    sink: Sink
    relay: Relay
    letters: dict[str, bytes] = field(default_factory=dict)

    def put(self, count: int, purpose: str = "introduction") -> None:
        """Letters to n0@…, n1@… that need nothing else to be wanted."""
        now = self.office.clock.now()
        with self.office.store.begin() as tx:
            for n in range(count):
                to, mark = f"n{n}@stad.example", f"<{n}@match.example>"
                body = f"To: {to}\r\nMessage-ID: {mark}\r\n\r\nHallo {n}\r\n.\r\n".encode()
                self.letters[to] = body
                message = OutboxMessage(
                    f"m{n}", self.office.platform, "mail", purpose, f"k{n}", to, body, mark,
                    "post@match.example", not_before=now, created_at=now,
                )  # fmt: skip
                assert tx.outbox.add(message)

    def deliver(self, until: Callable[[Counter[str]], bool] | None = None) -> Counter[str]:
        """Deliver, minute by minute, until all is final or three days are over."""
        done = until or (lambda states: set(states) <= FINAL)
        asyncio.run(self._deliver(done))
        return self.states()

    def deliver_once(self) -> Counter[str]:
        """Deliver what is due now, and only now."""
        return self.deliver(lambda states: True)

    async def _deliver(self, done: Callable[[Counter[str]], bool]) -> None:
        sender = SmtpSender(self.relay)
        delivery = Delivery(self.office, {"mail": sender})
        for minutes in (1, 1, 1, 5, 5, *[15] * 8, *[60] * 70):
            await delivery.all_due(10_000)
            if done(self.states()):
                break
            self.clock.advance(timedelta(minutes=minutes))
            await asyncio.to_thread(tidy, self.office)
        await sender.close()

    def states(self) -> Counter[str]:
        with self.office.store.read() as tx:
            counts = tx.outbox.counts()
        return Counter({state: n for (channel, state), n in counts.items() if channel == "mail"})

    def taken(self) -> Counter[str]:
        """How often the relay took the letter to each address; each as it was written."""
        for _, recipients, content in self.sink.letters:
            assert content == self.letters[recipients[0]]
        return Counter(recipients[0] for _, recipients, _ in self.sink.letters)

    def each_taken_once(self) -> bool:
        return self.taken() == Counter(self.letters.keys())


@pytest.fixture
def scene(office: Office, clock: StillClock) -> Iterator[Scene]:
    sink = Sink()
    with sink.listening():
        relay = Relay(
            "127.0.0.1", sink.port, security="none", connect_timeout=1.0, data_timeout=1.0
        )
        yield Scene(office, clock, sink, relay)


def says(stage: str, answer: bytes, times: int = 1) -> Script:
    """The first so many times at this stage: another answer."""
    left = times

    async def script(at: str, session: Session) -> bytes | None:
        nonlocal left
        if at != stage or not left:
            return None
        left -= 1
        return answer

    return script


def does(stage: str, act: Callable[[Session], Any], times: int = 1) -> Script:
    """The first so many times at this stage: something else than an answer."""
    left = times

    async def script(at: str, session: Session) -> bytes | None:
        nonlocal left
        if at == stage and left:
            left -= 1
            await act(session)
        return None

    return script


async def cut(session: Session) -> None:
    raise Cut


async def sleep_long(session: Session) -> None:
    await asyncio.sleep(60)


@pytest.mark.parametrize("count", NUMBERS)
@pytest.mark.parametrize("stage", [*BEFORE_CONTENT, "dot"])
def test_a_no_for_now_at_any_step_is_tried_again(scene: Scene, stage: str, count: int) -> None:
    scene.sink.script = says(stage, b"451 4.3.0 try later", times=3)
    scene.put(count)
    assert scene.deliver() == {"sent": count}
    assert scene.each_taken_once()


@pytest.mark.parametrize("count", NUMBERS)
@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
def test_a_relay_that_closes_the_service_in_mid_session_gets_the_rest_later(
    scene: Scene, stage: str, count: int
) -> None:
    async def goodbye(at: str, session: Session) -> bytes | None:
        if at != stage or scene.clock.now() > began:
            return None
        if len(scene.sink.letters) < 2:
            return None
        session.writer.write(b"421 4.3.2 closing\r\n")
        await session.writer.drain()
        raise Cut

    began = scene.clock.now()
    scene.sink.script = goodbye
    scene.put(count)
    assert scene.deliver() == {"sent": count}
    assert scene.each_taken_once()


@pytest.mark.parametrize("count", NUMBERS)
def test_greylisting_is_sat_out(scene: Scene, count: int) -> None:
    first_seen: dict[str, datetime] = {}

    async def grey(at: str, session: Session) -> bytes | None:
        if at != "rcpt":
            return None
        waited = scene.clock.now() - first_seen.setdefault(session.named, scene.clock.now())
        return None if waited >= timedelta(minutes=5) else b"451 4.7.1 greylisted"

    scene.sink.script = grey
    scene.put(count)
    assert scene.deliver() == {"sent": count}
    assert scene.each_taken_once()


@pytest.mark.parametrize("count", NUMBERS)
def test_a_relay_that_takes_only_so_many_at_a_time_gets_the_rest_later(
    scene: Scene, count: int
) -> None:
    most, taken_at = count // 2, Counter[datetime]()

    async def full(at: str, session: Session) -> bytes | None:
        now = scene.clock.now()
        if at == "sent":
            taken_at[now] += 1
        return b"452 4.5.3 too many" if at == "rcpt" and taken_at[now] >= most else None

    scene.sink.script = full
    scene.put(count)
    assert scene.deliver() == {"sent": count}
    assert scene.each_taken_once()


@pytest.mark.parametrize("count", NUMBERS)
@pytest.mark.parametrize("stage", ["rcpt", "dot"])
def test_who_does_not_exist_fails_and_holds_up_nobody(scene: Scene, stage: str, count: int) -> None:
    refused = {f"n{n}@stad.example" for n in range(0, count, 4)}

    async def some(at: str, session: Session) -> bytes | None:
        named = {session.named} if at == "rcpt" else set(session.recipients)
        return b"550 5.1.1 no such mailbox" if at == stage and named & refused else None

    scene.sink.script = some
    scene.put(count)
    assert scene.deliver() == {"failed": len(refused), "sent": count - len(refused)}
    assert scene.taken() == Counter(set(scene.letters) - refused)


def test_a_yes_after_the_short_time_out_is_waited_for(scene: Scene) -> None:
    scene.relay = replace(scene.relay, connect_timeout=SHORT, data_timeout=LONG)
    scene.sink.script = does("kept", lambda session: asyncio.sleep(4 * SHORT), times=4)
    scene.put(FEW)
    assert scene.deliver() == {"sent": FEW}
    assert scene.each_taken_once()


@pytest.mark.parametrize("stage", BEFORE_CONTENT)
def test_a_relay_that_falls_silent_before_the_content_is_tried_again(
    scene: Scene, stage: str
) -> None:
    scene.relay = replace(scene.relay, connect_timeout=SHORT, data_timeout=SHORT)
    scene.sink.script = does(stage, sleep_long, times=2)
    scene.put(FEW, "notice")
    assert scene.deliver() == {"sent": FEW}
    assert scene.each_taken_once()


@pytest.mark.parametrize("stage", ["dot", "kept"])
def test_silence_after_the_content_is_doubt_and_a_notice_does_not_go_again(
    scene: Scene, stage: str
) -> None:
    scene.relay = replace(scene.relay, data_timeout=SHORT)
    scene.sink.script = does(stage, sleep_long, times=2)
    scene.put(FEW, "notice")
    assert scene.deliver_once() == {"in_doubt": 2, "sent": FEW - 2}
    assert scene.deliver() == {"unresolved": 2, "sent": FEW - 2}
    assert max(scene.taken().values()) == 1
    assert sum(scene.taken().values()) == (FEW if stage == "kept" else FEW - 2)


@pytest.mark.parametrize(("stage", "copies"), [("dot", 1), ("kept", 2)])
def test_an_introduction_in_doubt_goes_once_more_the_same_to_the_byte(
    scene: Scene, stage: str, copies: int
) -> None:
    scene.relay = replace(scene.relay, data_timeout=SHORT)
    scene.sink.script = does(stage, sleep_long)
    scene.put(FEW)
    assert scene.deliver() == {"sent": FEW}
    assert sorted(scene.taken().values()) == [*[1] * (FEW - 1), copies]


def test_a_banner_of_a_megabyte_fills_no_memory_and_is_given_up(scene: Scene) -> None:
    scene.sink.script = says("banner", b"220 " + b"x" * 1_000_000, times=2)
    scene.put(FEW)
    assert scene.deliver() == {"sent": FEW}
    assert scene.each_taken_once()


async def talk_for_ever(session: Session) -> None:
    while True:
        session.writer.write(b"250-and another thing\r\n" * 100)
        await session.writer.drain()


@pytest.mark.parametrize("stage", ["ehlo", "mail", "rcpt"])
def test_an_answer_without_an_end_is_given_up(scene: Scene, stage: str) -> None:
    scene.sink.script = does(stage, talk_for_ever, times=2)
    scene.put(FEW)
    assert scene.deliver() == {"sent": FEW}
    assert scene.each_taken_once()


def test_an_answer_without_an_end_to_the_content_is_doubt(scene: Scene) -> None:
    scene.sink.script = does("kept", talk_for_ever)
    scene.put(FEW, "notice")
    assert scene.deliver() == {"unresolved": 1, "sent": FEW - 1}
    assert scene.each_taken_once()


def test_a_line_that_is_reset_inside_the_content_is_doubt_and_nothing_goes_twice(
    scene: Scene,
) -> None:
    scene.sink.script = does("body", cut, times=2)
    scene.put(FEW, "notice")
    assert scene.deliver() == {"unresolved": 2, "sent": FEW - 2}
    assert sum(scene.taken().values()) == FEW - 2 and max(scene.taken().values()) == 1


def test_a_line_that_is_reset_before_the_content_costs_nothing(scene: Scene) -> None:
    scene.sink.script = does("rcpt", cut, times=2)
    scene.put(FEW, "notice")
    assert scene.deliver() == {"sent": FEW}
    assert scene.each_taken_once()


def tls(name: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(CERTIFICATES / f"{name}.pem")
    return made


@pytest.fixture
def starttls(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A relay that must be spoken to in secret; the test's authority is known to us."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    scene.relay = replace(scene.relay, security="starttls")
    scene.put(2)
    return scene


def heard(scene: Scene) -> list[str]:
    """The stages of all sessions, as they come; whether the line was secret then."""
    stages: list[str] = []

    async def script(at: str, session: Session) -> bytes | None:
        stages.append(f"{at} {'secret' if session.secure else 'open'}")
        return None

    scene.sink.script = script
    return stages


def test_a_relay_with_starttls_is_told_nothing_in_the_open(starttls: Scene) -> None:
    starttls.sink.tls = tls("valid")
    stages = heard(starttls)
    assert starttls.deliver() == {"sent": 2}
    assert {s for s in stages if s.endswith("open")} == {
        "banner open", "ehlo open", "starttls open",
    }  # fmt: skip


def test_without_starttls_nothing_is_said(starttls: Scene) -> None:
    stages = heard(starttls)
    assert starttls.deliver_once() == {"queued": 2}
    assert set(stages) == {"banner open", "ehlo open"}


def test_to_an_expired_certificate_nothing_is_said(starttls: Scene) -> None:
    starttls.sink.tls = tls("expired")
    stages = heard(starttls)
    assert starttls.deliver_once() == {"queued": 2}
    assert set(stages) == {"banner open", "ehlo open", "starttls open"}


def test_to_a_certificate_of_a_stranger_nothing_is_said(
    starttls: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    starttls.sink.tls = tls("valid")
    stages = heard(starttls)
    assert starttls.deliver_once() == {"queued": 2}
    assert set(stages) == {"banner open", "ehlo open", "starttls open"}


def test_what_was_slipped_in_before_the_line_was_secret_counts_for_nothing(
    starttls: Scene,
) -> None:
    """Refusals of all that comes, in clear text behind the 220: they must not be believed."""
    starttls.sink.tls = tls("valid")
    starttls.sink.script = says("starttls", b"220 go on\r\n550 no\r\n550 no\r\n550 no", times=9)
    states = starttls.deliver()
    assert states == {"sent": 2}
    assert starttls.each_taken_once()


def test_a_script_that_says_nothing_special_gets_every_letter_once(scene: Scene) -> None:
    scene.sink.script = usual
    scene.put(FEW)
    assert scene.deliver() == {"sent": FEW}
    assert scene.each_taken_once()
