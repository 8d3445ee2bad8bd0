"""The imported part of the vocabulary, and what accepted leads can teach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from matchbot.adapters.store.changes import tell_change
from matchbot.adapters.store.columns import as_json, from_json, table_of
from matchbot.adapters.store.repositories.catalogue import VERSION
from matchbot.adapters.store.tables import LeadRow, VocabularyEntryRow
from matchbot.adapters.store.work import Work
from matchbot.core.need import Need
from matchbot.core.vocabulary import CpvCode, Kind, Vocabulary
from matchbot.flows.records import AcceptedLead, VocabularyChange

ENTRY = table_of(VocabularyEntryRow)
LEAD = table_of(LeadRow)
_E, _L = ENTRY.c, LEAD.c
_KIND, _CPV = "kind", "cpv"
#: A WISE said yes to the need; what came of it later does not change what the need was about.
_ACCEPTED = ("accepted", "contacted", "won", "lost", "not_yet")


class SqlVocabulary:
    """Kinds and codes of the platform beside those that are shipped."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def load(self) -> Vocabulary:
        query = self._work.query(ENTRY).order_by(_E.part, _E.place, _E.id)
        rows = self._work.all(query)
        kinds = [from_json(Kind, row["body"]) for row in rows if row["part"] == _KIND]
        codes = [from_json(CpvCode, row["body"]) for row in rows if row["part"] == _CPV]
        return Vocabulary({kind.id: kind for kind in kinds}, {code.code: code for code in codes})

    def put(self, vocabulary: Vocabulary) -> VocabularyChange:
        query = select(_E.part, _E.id, _E.body).where(self._work.mine(ENTRY))
        stored = {(row["part"], row["id"]): row["body"] for row in self._work.all(query)}
        given: Mapping[tuple[str, str], Any] = {
            **{(_KIND, kind.id): as_json(Kind, kind) for kind in vocabulary.kinds.values()},
            **{(_CPV, code.code): as_json(CpvCode, code) for code in vocabulary.cpv.values()},
        }
        rows = [
            {"platform": self._work.platform, "part": part, "id": id, "place": n, "body": body}
            for n, ((part, id), body) in enumerate(given.items())
        ]
        new = [row for row in rows if (row["part"], row["id"]) not in stored]
        changed = [
            row for row in rows if stored.get((row["part"], row["id"]), row["body"]) != row["body"]
        ]
        self._work.add_all(ENTRY, new)
        for row in changed:
            self._work.put(ENTRY, row, "part", "id")
        if new or changed:
            self._swap()
        return VocabularyChange(len(new), len(changed), len(rows) - len(new) - len(changed))

    def forget(self) -> int:
        gone = self._work.run(delete(ENTRY).where(self._work.mine(ENTRY))).rowcount
        if gone:
            self._swap()
        return gone

    def accepted(self) -> list[AcceptedLead]:
        query = select(_L.person_id, _L.offering_id, _L.need, _L.decided_at).where(
            self._work.mine(LEAD), _L.state.in_(_ACCEPTED)
        )
        return [
            AcceptedLead(
                row["person_id"], row["offering_id"], _need(row["need"]), row["decided_at"]
            )
            for row in self._work.all(query.order_by(_L.id))
        ]

    def _swap(self) -> None:
        """Every process builds its knowledge anew, as after a change of the catalogue."""
        self._work.add_new(VERSION, {"version": 0})
        self._work.change(VERSION, {"version": VERSION.c.version + 1})
        tell_change(self._work)


def _need(value: Any) -> Need:
    return value if isinstance(value, Need) else from_json(Need, value)
