"""What machines ask for: /health, /ready and /metrics tell the truth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from web_office import NEED, StillClock, TestClient

from matchbot.adapters.metrics import Metrics
from matchbot.adapters.store import SqlStore, StoreError
from matchbot.adapters.web_files import WebFiles
from matchbot.channels.web import make_web
from matchbot.core.dialogue.conversation import Turn
from matchbot.flows.enquiry import open_conversation, take_turn
from matchbot.flows.office import Office
from matchbot.schedule import knock, lateness

NAMES = {
    "matchbot_turns_total", "matchbot_ranking_seconds_count", "matchbot_abstentions_total",
    "matchbot_send_answers_total", "matchbot_outbox_messages", "matchbot_outbox_oldest_seconds",
    "matchbot_inbox_items", "matchbot_inbox_lag_seconds", "matchbot_job_late_seconds",
    "matchbot_catalogue_version",
}  # fmt: skip


@pytest.fixture
def measured(office: Office) -> Office:
    return replace(office, meter=Metrics())


@pytest.fixture
def machine(measured: Office) -> Iterator[TestClient]:
    meter = measured.meter
    assert isinstance(meter, Metrics)

    def page() -> bytes:
        return meter.page(measured, lateness(measured))

    files = WebFiles(lambda: measured.knowledge().vocabulary.kinds)
    web = make_web(measured, handle_inbox=lambda: 0, files=files, metrics=page)
    with TestClient(web) as client:
        yield client


def value(page: str, line: str) -> float:
    found = re.search(rf"^{re.escape(line)} (\S+)$", page, re.MULTILINE)
    assert found, page
    return float(found[1])


def test_metrics_count_turns_rankings_abstentions_and_answers(
    machine: TestClient, measured: Office
) -> None:
    c = open_conversation(measured, "telegram", "4711", "nl")
    take_turn(measured, c.id, Turn(NEED))
    take_turn(measured, c.id, Turn("Ik zoek een straaljager voor mijn leger"))
    measured.meter.answer("mail", "accepted", "250")
    page = machine.get("/metrics").text
    assert value(page, 'matchbot_turns_total{channel="telegram"}') == 2
    assert value(page, "matchbot_ranking_seconds_count") >= 1
    assert value(page, 'matchbot_send_answers_total{channel="mail",code="250",result="accepted"}')
    assert value(page, 'matchbot_outbox_messages{channel="telegram",state="queued"}') >= 2
    assert {name for name in NAMES if name in page} == NAMES


def test_metrics_tell_how_long_things_wait(
    machine: TestClient, measured: Office, clock: StillClock
) -> None:
    with measured.store.begin() as tx:
        tx.inbox.receive("telegram", "1", "telegram:1", b"{}", measured.clock.now())
    knock(measured)
    clock.move(days=7, seconds=90)
    page = machine.get("/metrics").text
    assert value(page, "matchbot_inbox_lag_seconds") == 7 * 86_400 + 90
    assert value(page, 'matchbot_job_late_seconds{job="digest"}') > 0
    knock(measured)
    assert value(machine.get("/metrics").text, 'matchbot_job_late_seconds{job="digest"}') == 0


def test_metrics_hold_nothing_that_people_wrote(machine: TestClient, measured: Office) -> None:
    c = open_conversation(measured, "telegram", "47114711", "nl")
    take_turn(measured, c.id, Turn("Anna Marker zoekt lunch, anna@marker.example"))
    page = machine.get("/metrics").text.casefold()
    assert "marker" not in page and "47114711" not in page


def test_ready_means_that_what_is_written_is_kept(
    machine: TestClient, measured: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine.get("/ready").status_code == 200

    def full(self: SqlStore) -> None:
        raise StoreError("The disk is full.", "Make room.")

    monkeypatch.setattr(SqlStore, "begin", full)
    answer = machine.get("/ready")
    assert (answer.status_code, machine.get("/health").status_code) == (503, 200)
    assert "disk" not in answer.text


def test_a_process_that_stops_is_not_ready(machine: TestClient) -> None:
    machine.app.state.closing = True  # type: ignore[attr-defined]
    assert machine.get("/ready").status_code == 503


def test_without_a_meter_there_are_no_metrics(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404
