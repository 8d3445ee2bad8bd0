"""Sister platforms: an edition of their offerings is filled beside the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import SisterOfferingRow, SisterRow
from matchbot.adapters.store.work import Work, record
from matchbot.core.sister import Sister, SisterOffering

SISTER = table_of(SisterRow)
OFFERING = table_of(SisterOfferingRow)
#: Our own count of editions is moved by `begin` and `settle` alone.
_COUNTED = ("edition", "taking")


class SqlSisters:
    """What is known of sister platforms, with their offerings apart from ours."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def all(self) -> list[Sister]:
        rows = self._work.all(self._work.query(SISTER).order_by(SISTER.c.id))
        return [record(Sister, row) for row in rows]

    def get(self, id: str) -> Sister | None:
        row = self._work.one(self._work.held(self._work.query(SISTER, SISTER.c.id == id)))
        return record(Sister, row) if row else None

    def save(self, sister: Sister) -> None:
        if not self._work.add_new(SISTER, self._work.values(sister), "id"):
            values = self._work.values(sister, "platform", "id", *_COUNTED)
            self._work.change(SISTER, values, SISTER.c.id == sister.id)

    def begin(self, id: str) -> int:
        known = self.get(id)
        number = 1 + max(known.edition, known.taking) if known else 1
        self._work.change(SISTER, {"taking": number}, SISTER.c.id == id)
        self._drop(id, but=known.edition if known else 0)
        return number

    def add(self, id: str, edition: int, offerings: Sequence[SisterOffering]) -> bool:
        if not self._is_taking(id, edition):
            return False
        rows = [
            {"sister": id, "edition": edition, "id": one.offering.id, "offering": one.offering,
             "wise": one.wise, "url": one.url}
            for one in offerings
        ]  # fmt: skip
        self._work.add_all_new(OFFERING, rows, "sister", "edition", "id")
        return True

    def settle(self, sister: Sister, edition: int) -> bool:
        if not self._is_taking(sister.id, edition):
            return False
        self.save(sister)
        self._work.change(SISTER, {"edition": edition}, SISTER.c.id == sister.id)
        self._drop(sister.id, but=edition)
        return True

    def forget(self, id: str) -> None:
        self._work.change(SISTER, {"taken": 0, "etag": ""}, SISTER.c.id == id)
        self._drop(id, but=0)

    def offerings(self, id: str) -> list[SisterOffering]:
        sister = self.get(id)
        shown = (OFFERING.c.sister == id, OFFERING.c.edition == (sister.edition if sister else 0))
        rows = self._work.all(self._work.query(OFFERING, *shown).order_by(OFFERING.c.id))
        return [record(SisterOffering, row) for row in rows]

    def _is_taking(self, id: str, edition: int) -> bool:
        sister = self.get(id)
        return sister is not None and sister.taking == edition

    def _drop(self, id: str, *, but: int) -> None:
        others = (self._work.mine(OFFERING), OFFERING.c.sister == id, OFFERING.c.edition != but)
        self._work.run(delete(OFFERING).where(*others))
