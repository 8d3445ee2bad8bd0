"""What is kept no longer than it is needed for: forgotten every day, in small portions."""

from __future__ import annotations

from collections import Counter

from matchbot.core.retention import cutoffs
from matchbot.flows.office import Office

PORTION = 200


def forget_old(office: Office) -> dict[str, int]:
    """Forget what has been kept long enough; how many rows of each kind.

    Every portion is a transaction: cut off anywhere and run again, it comes to the same.
    """
    old = cutoffs(office.rules.keeps, office.clock.now())
    forgotten: Counter[str] = Counter()
    while True:
        with office.store.begin() as tx:
            portion = tx.retention.forget(old, PORTION)
        forgotten.update(portion)
        if max(portion.values(), default=0) < PORTION:
            return dict(forgotten)
