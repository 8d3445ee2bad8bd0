"""Whether the outside still answers: the staff hear of it when it has been silent for an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from matchbot.flows.office import Office
from matchbot.flows.ports import Transaction
from matchbot.flows.staff import call_staff

PATIENCE = timedelta(hours=1)
#: What is asked for news; letters are watched in the outbox itself.
ASKED = ("telegram", "mail")
_HEARD, _ALARMED = "watch.heard.{}", "watch.alarmed.{}"
_BEAT = 60.0


class Pulse:
    """Notes, at most once a minute, that a source of news answered."""

    def __init__(self, office: Office, source: str) -> None:
        self._office, self._source = office, source
        self._noted = -_BEAT

    def beat(self) -> None:
        """It answered just now, with or without news."""
        if monotonic() - self._noted < _BEAT:
            return
        with self._office.store.begin() as tx:
            tx.memory.set(_HEARD.format(self._source), self._office.clock.now().isoformat())
        self._noted = monotonic()


def raise_alarms(office: Office) -> list[str]:
    """Call the staff for whatever is silent since an hour, once for each silence.

    A source that was never heard here is not set up here. Gives what the staff were called for.
    """
    now = office.clock.now()
    with office.store.read() as tx:
        silent = _silent(tx, now)
        new = {
            what: at for what, at in silent.items() if tx.memory.get(_ALARMED.format(what)) != at
        }
    for what, at in new.items():
        with office.store.begin() as tx:
            if tx.memory.get(_ALARMED.format(what)) != at:
                tx.memory.set(_ALARMED.format(what), at)
                call_staff(tx, office, f"silent_{what}", what, f"{at} UTC", now)
    return list(new)


def _silent(tx: Transaction, now: datetime) -> dict[str, str]:
    """What is silent, and since when."""
    heard = {source: tx.memory.get(_HEARD.format(source)) for source in ASKED}
    silent = {
        source: at
        for source, at in heard.items()
        if at and datetime.fromisoformat(at) < now - PATIENCE
    }
    tried, sent = tx.outbox.oldest_tried("mail"), tx.outbox.last_sent("mail")
    if tried is not None and max(tried, sent or tried) < now - PATIENCE:
        silent["letters"] = max(tried, sent or tried).isoformat()
    return silent
