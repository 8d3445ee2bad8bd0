"""What waits for the platform's people, what they decide, and the search over everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from matchbot.core.application import OPEN, Application, NotNow, WordsNeeded
from matchbot.core.inbox import InboxItem
from matchbot.core.lead import OPEN as OPEN_LEADS
from matchbot.core.lead import Lead
from matchbot.core.offering import Offering, Wise
from matchbot.core.outbox import OutboxMessage
from matchbot.core.scopes import Right, may
from matchbot.flows import inbox, joining
from matchbot.flows import outbox as post_office
from matchbot.flows.audit import note
from matchbot.flows.login import Member
from matchbot.flows.office import Office, post
from matchbot.flows.ports import CatalogueRows
from matchbot.flows.records import AuditLine, Letter, Task

SHOWN, FOUND, SHORTEST = 50, 20, 2
LONGEST_WORDS, LONGEST_QUERY = 2000, 200
#: A lead that nobody answered for so long is stuck.
STUCK_AFTER = timedelta(days=4)
#: States of letters that a person must look at.
DOUBTFUL = ("in_doubt", "unresolved", "failed")

Verdict = Literal["approve", "ask", "refuse"]


class NotAllowed(Exception):
    """The member's scope does not reach so far."""


class NoLonger(Exception):
    """It does not wait any more: somebody else was quicker."""


class ReasonNeeded(ValueError):
    """A question or a refusal without words."""


@dataclass(frozen=True)
class Queue:
    """All that waits; what the member may not see is empty."""

    applications: tuple[Application, ...] = ()
    offerings: tuple[tuple[Offering, Wise], ...] = ()
    tasks: tuple[Task, ...] = ()
    letters: tuple[OutboxMessage, ...] = ()
    mails: tuple[InboxItem, ...] = ()
    leads: tuple[Lead, ...] = ()

    @property
    def size(self) -> int:
        """How much there is."""
        parts = (self.applications, self.offerings, self.tasks, self.letters, self.mails,
                 self.leads)  # fmt: skip
        return sum(map(len, parts))


def allowed(member: Member, right: Right) -> None:
    """Raises NotAllowed."""
    if not may(member.scope, right):
        raise NotAllowed(right)


def queue(office: Office, member: Member) -> Queue:
    """What waits, oldest first. Reads only."""
    allowed(member, "look")
    waits = Queue()
    with office.store.read() as tx:
        if may(member.scope, "queue"):
            waiting = [id for id, why in tx.catalogue.hidden().items() if why == "waiting"]
            waits = replace(
                waits,
                applications=tuple(tx.applications.find(OPEN, SHOWN)),
                offerings=tuple(
                    found for id in waiting[:SHOWN] if (found := _waiting(tx.catalogue, id))
                ),
            )
        if may(member.scope, "post"):
            before = office.clock.now() - STUCK_AFTER
            open_leads = [lead for state in OPEN_LEADS for lead in tx.leads.find(state=state)]
            doubtful = [
                m for s in DOUBTFUL for m in tx.outbox.find(state=s, limit=SHOWN, bodies=False)
            ]
            waits = replace(
                waits,
                tasks=tuple(tx.tasks.open(SHOWN)),
                letters=tuple(doubtful),
                mails=tuple(tx.inbox.find(state="quarantined", limit=SHOWN)),
                leads=tuple(
                    one for one in open_leads if one.created_at and one.created_at < before
                ),
            )
    return waits


def _waiting(rows: CatalogueRows, id: str) -> tuple[Offering, Wise] | None:
    wise = rows.wise_of(id)
    own = rows.of_wise(wise) if wise else None
    if own is None or wise not in own.wises:
        return None
    return own.offerings[id], own.wises[wise]


def decide_offering(
    office: Office, member: Member, id: str, verdict: Verdict, text: str = ""
) -> None:
    """Let a waiting offering show, ask its WISE, or refuse it; the WISE is told.

    Raises NotAllowed, NoLonger, and ReasonNeeded for a question or refusal without words.
    """
    allowed(member, "decide")
    words, now = text.strip()[:LONGEST_WORDS], office.clock.now()
    if verdict != "approve" and not words:
        raise ReasonNeeded(verdict)
    with office.store.begin() as tx:
        found = _waiting(tx.catalogue, id)
        if found is None or tx.catalogue.hidden(found[1].id).get(id) != "waiting":
            raise NoLonger(id)
        offering, wise = found
        if verdict == "approve":
            tx.catalogue.show(id, now)
        elif verdict == "refuse":
            tx.catalogue.hide(id, "removed", now)
        note(tx, office, member.address, f"offering.{verdict}", id, now, words or offering.title,
             member.channel)  # fmt: skip
        if wise.email:
            facts = {
                "verdict": verdict, "title": offering.title, "text": words,
                "link": office.link(f"{wise.language}/me/{wise.id}"),
            }  # fmt: skip
            letter = Letter("offering", wise.language, wise.email, facts, to_name=wise.name)
            key = f"offering:{id}:{verdict}:{now.isoformat()}"
            post(tx, office, letter, now, purpose="notice", dedupe_key=key)


def decide_application(
    office: Office, member: Member, id: str, verdict: Verdict, text: str = ""
) -> Application:
    """Approve, ask or refuse. Raises NotAllowed, NoLonger and ReasonNeeded."""
    allowed(member, "decide")
    try:
        return joining.decide(office, member.address, id, verdict, text.strip(), member.channel)
    except WordsNeeded:
        raise ReasonNeeded(verdict) from None
    except (NotNow, KeyError):
        raise NoLonger(id) from None


def close_task(office: Office, member: Member, id: str) -> None:
    """Somebody looked after it. Raises NotAllowed."""
    allowed(member, "post")
    now = office.clock.now()
    with office.store.begin() as tx:
        tx.tasks.close(id, now)
        note(tx, office, member.address, "task.close", id, now, channel=member.channel)


def send_again(office: Office, member: Member, id: str) -> None:
    """Let a letter that failed or is in doubt try once more. Raises NotAllowed and NoLonger."""
    allowed(member, "post")
    if post_office.retry(office, id) is None:
        raise NoLonger(id)
    _noted(office, member, "letter.again", id)


def read_again(office: Office, member: Member, id: int) -> None:
    """Let a mail that was put aside be handled once more. Raises NotAllowed and NoLonger."""
    allowed(member, "post")
    if not inbox.again(office, id):
        raise NoLonger(str(id))
    _noted(office, member, "mail.again", str(id))


def _noted(office: Office, member: Member, act: str, subject: str) -> None:
    with office.store.begin() as tx:
        now = office.clock.now()
        note(tx, office, member.address, act, subject, now, channel=member.channel)


@dataclass(frozen=True)
class Found:
    """What a search found: catalogue, leads of a buyer's address, and lines of the trail."""

    wises: tuple[Wise, ...] = ()
    offerings: tuple[Offering, ...] = ()
    leads: tuple[Lead, ...] = ()
    trail: tuple[AuditLine, ...] = ()


def search(office: Office, member: Member, text: str) -> Found:
    """Everything that holds these words, as far as the member may see it. Reads only."""
    allowed(member, "look")
    words = text.strip().casefold()[:LONGEST_QUERY]
    if len(words) < SHORTEST:
        return Found()
    catalogue = office.knowledge().catalogue
    wises = [w for w in catalogue.wises.values() if _holds(words, w.id, w.name, w.email)]
    offerings = [o for o in catalogue.offerings.values() if _holds(words, o.id, o.title)]
    leads: Sequence[Lead] = ()
    if may(member.scope, "post"):
        with office.store.read() as tx:
            there = tx.people.identity("mail", words)
            one = tx.leads.get(text.strip())
            leads = tx.leads.of_person(there.person_id) if there else [one] if one else []
    lines = trail(office, member, text.strip(), FOUND)
    return Found(tuple(wises[:FOUND]), tuple(offerings[:FOUND]), tuple(leads[:FOUND]), lines)


def _holds(words: str, *texts: str) -> bool:
    return any(words in text.casefold() for text in texts)


def trail(
    office: Office, member: Member, text: str = "", limit: int = SHOWN
) -> tuple[AuditLine, ...]:
    """The newest lines of the audit trail; addresses only for who may decide. Reads only."""
    allowed(member, "look")
    names = may(member.scope, "decide")
    with office.store.read() as tx:
        lines = tx.audit.newest(limit, text if names else "")
    return tuple(line if names else _nameless(line) for line in lines)


def _nameless(line: AuditLine) -> AuditLine:
    subject = "" if "@" in line.subject else line.subject
    return replace(line, actor="", subject=subject, text="")
