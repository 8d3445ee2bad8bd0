"""What Prometheus asks for: what this process counted, and how the database stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from matchbot.flows.office import Office

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5, 5.0)


class Metrics:
    """The meter of one process (Meter). Labels are names of ours, never anything people wrote."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Counter(
            "matchbot_turns", "Turns that were taken.", ["channel"], registry=self.registry
        )
        self._ranking = Histogram(
            "matchbot_ranking_seconds",
            "Reading a need and ranking the catalogue for it.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._abstentions = Counter(
            "matchbot_abstentions", "Needs for which nothing fitted.", registry=self.registry
        )
        self._answers = Counter(
            "matchbot_send_answers",
            "What the outside answered to an attempt to send; for mail with the SMTP code.",
            ["channel", "result", "code"],
            registry=self.registry,
        )

    def turn(self, channel: str, seconds: float, *, ranked: bool, abstained: bool) -> None:
        """A turn was thought about for so long; `abstained`: nothing fitted."""
        self._turns.labels(channel).inc()
        if ranked:
            self._ranking.observe(seconds)
        if abstained:
            self._abstentions.inc()

    def answer(self, channel: str, result: str, code: str) -> None:
        """The outside answered to an attempt: what it came to, and the reply code if any."""
        self._answers.labels(channel, result, code).inc()

    def page(self, office: Office, late: Mapping[str, float]) -> bytes:
        """All values as Prometheus reads them. `late` are seconds by job."""
        standing = CollectorRegistry()
        standing.register(_Standing(office, late))
        return generate_latest(self.registry) + generate_latest(standing)


class _Standing(Collector):
    """How the database stands: the same from every process."""

    def __init__(self, office: Office, late: Mapping[str, float]) -> None:
        self._office, self._late = office, late

    def collect(self) -> Iterator[Metric]:
        with self._office.store.read() as tx:
            outbox, oldest = tx.outbox.counts(), tx.outbox.oldest_waiting()
            inbox, unhandled = tx.inbox.counts(), tx.inbox.oldest_waiting()
            version = tx.catalogue.version()
        yield _gauge("outbox_messages", "Messages of the outbox.", ("channel", "state"), outbox)
        yield _gauge(
            "outbox_oldest_seconds", "Age of the oldest that waits.", (), self._age(oldest)
        )
        items = {(state,): count for state, count in inbox.items()}
        yield _gauge("inbox_items", "What came in.", ("state",), items)
        lag = self._age(unhandled)
        yield _gauge("inbox_lag_seconds", "Age of the oldest that is not handled.", (), lag)
        late = {(job,): seconds for job, seconds in self._late.items()}
        yield _gauge("job_late_seconds", "For how long a job that is due waits.", ("job",), late)
        known = {(): float(version)}
        yield _gauge("catalogue_version", "Version of the catalogue in the database.", (), known)

    def _age(self, since: datetime | None) -> dict[tuple[()], float]:
        waited = (self._office.clock.now() - since).total_seconds() if since else 0.0
        return {(): max(waited, 0.0)}


def _gauge(name: str, help: str, labels: tuple[str, ...], values: Mapping[Any, float]) -> Metric:
    family = GaugeMetricFamily(f"matchbot_{name}", help, labels=labels)
    for label_values, value in values.items():
        family.add_metric(label_values, value)
    return family
