"""What the window keeps: teams, their chats, photos, applications, the trail, allowances."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select

from matchbot.adapters.store.columns import table_of
from matchbot.adapters.store.tables import (
    AllowanceRow,
    ApplicationRow,
    AuditLineRow,
    LinkedChatRow,
    PhotoRow,
    TeamMemberRow,
)
from matchbot.adapters.store.work import Work, record
from matchbot.core.application import OPEN, Application, ApplicationState
from matchbot.flows.records import AuditLine, LinkedChat, Photo

TEAM = table_of(TeamMemberRow)
CHAT = table_of(LinkedChatRow)
PHOTO = table_of(PhotoRow)
APPLICATION = table_of(ApplicationRow)
AUDIT = table_of(AuditLineRow)
ALLOWANCE = table_of(AllowanceRow)


class SqlTeams:
    """Who may act for a WISE."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def of(self, wise: str) -> list[str]:
        query = self._work.query(TEAM, TEAM.c.wise == wise).order_by(TEAM.c.address)
        return [row["address"] for row in self._work.all(query)]

    def wises_of(self, address: str) -> list[str]:
        query = self._work.query(TEAM, TEAM.c.address == address).order_by(TEAM.c.wise)
        return [row["wise"] for row in self._work.all(query)]

    def add(self, wise: str, address: str, now: datetime) -> bool:
        values = {"wise": wise, "address": address, "added_at": now}
        return self._work.add_new(TEAM, values, "wise", "address")

    def remove(self, wise: str, address: str) -> bool:
        there = (self._work.mine(TEAM), TEAM.c.wise == wise, TEAM.c.address == address)
        return self._work.run(delete(TEAM).where(*there)).rowcount == 1


class SqlChats:
    """Chats in which somebody acts for WISEs or the platform."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, channel: str, chat: str) -> LinkedChat | None:
        there = (CHAT.c.channel == channel, CHAT.c.chat == chat)
        row = self._work.one(self._work.held(self._work.query(CHAT, *there)))
        return record(LinkedChat, row) if row else None

    def of(self, addresses: Collection[str]) -> list[LinkedChat]:
        if not addresses:
            return []
        query = self._work.query(CHAT, CHAT.c.address.in_(addresses))
        rows = self._work.all(query.order_by(CHAT.c.channel, CHAT.c.chat))
        return [record(LinkedChat, row) for row in rows]

    def save(self, chat: LinkedChat) -> None:
        self._work.put(CHAT, self._work.values(chat), "channel", "chat")

    def remove(self, channel: str, chat: str) -> bool:
        there = (self._work.mine(CHAT), CHAT.c.channel == channel, CHAT.c.chat == chat)
        return self._work.run(delete(CHAT).where(*there)).rowcount == 1


class SqlPhotos:
    """The photo of an offering."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, offering: str) -> Photo | None:
        row = self._work.one(self._work.query(PHOTO, PHOTO.c.offering == offering))
        return record(Photo, row) if row else None

    def body(self, hash: str) -> bytes | None:
        row = self._work.one(self._work.query(PHOTO, PHOTO.c.hash == hash).limit(1))
        return row["body"] if row else None

    def alts(self, offerings: Collection[str]) -> dict[str, tuple[str, str]]:
        if not offerings:
            return {}
        columns = (PHOTO.c.offering, PHOTO.c.hash, PHOTO.c.alt)
        query = select(*columns).where(self._work.mine(PHOTO), PHOTO.c.offering.in_(offerings))
        return {row["offering"]: (row["hash"], row["alt"]) for row in self._work.all(query)}

    def put(self, photo: Photo) -> None:
        self._work.put(PHOTO, self._work.values(photo), "offering")

    def remove(self, offering: str) -> None:
        there = (self._work.mine(PHOTO), PHOTO.c.offering == offering)
        self._work.run(delete(PHOTO).where(*there))


class SqlApplications:
    """WISEs that want to join."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, application: Application) -> None:
        self._work.add(APPLICATION, self._work.values(application))

    def get(self, id: str) -> Application | None:
        row = self._work.one(self._work.held(self._work.query(APPLICATION, APPLICATION.c.id == id)))
        return record(Application, row) if row else None

    def save(self, application: Application, before: ApplicationState) -> bool:
        values = self._work.values(application, "id", "platform")
        same = (APPLICATION.c.id == application.id, APPLICATION.c.state == before)
        return self._work.change(APPLICATION, values, *same) == 1

    def find(self, states: Collection[ApplicationState], limit: int = 100) -> list[Application]:
        return self._found(APPLICATION.c.state.in_(states), limit)

    def open_of(self, email: str) -> Application | None:
        found = self._found(APPLICATION.c.email == email, 20)
        return next((one for one in found if one.state in OPEN), None)

    def told_in(self, conversation_id: str) -> Application | None:
        found = self._found(APPLICATION.c.conversation_id == conversation_id, 20)
        return found[-1] if found else None

    def _found(self, where: ColumnElement[bool], limit: int) -> list[Application]:
        oldest_first = (APPLICATION.c.at, APPLICATION.c.id)
        query = self._work.query(APPLICATION, where).order_by(*oldest_first).limit(limit)
        return [record(Application, row) for row in self._work.all(query)]


class SqlAuditTrail:
    """Who did what."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, line: AuditLine) -> None:
        self._work.add(AUDIT, self._work.values(line))

    def newest(self, limit: int = 100, text: str = "") -> list[AuditLine]:
        query = self._work.query(AUDIT)
        if text:
            named = (AUDIT.c.actor, AUDIT.c.act, AUDIT.c.subject, AUDIT.c.text)
            query = query.where(or_(*(c.icontains(text, autoescape=True) for c in named)))
        rows = self._work.all(query.order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc()).limit(limit))
        return [record(AuditLine, row) for row in rows]


class SqlAllowances:
    """How often somebody did something."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def take(self, what: str, who: str, period: str, most: int, now: datetime) -> bool:
        values: dict[str, Any] = {"what": what, "who": who, "period": period, "times": 1, "at": now}
        counted = self._work.upsert(ALLOWANCE, values).on_conflict_do_update(
            index_elements=["platform", "what", "who", "period"],
            set_={"times": ALLOWANCE.c.times + 1},
        )
        return int(self._work.run(counted.returning(ALLOWANCE.c.times)).scalar_one()) <= most

    def forget(self, before: datetime) -> int:
        old = (self._work.mine(ALLOWANCE), ALLOWANCE.c.at < before)
        return self._work.run(delete(ALLOWANCE).where(*old)).rowcount
