"""A WISE keeps its own page: who it is, what it sells, who works there, who may act for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from matchbot.core.addresses import same_address
from matchbot.core.editing import OFFERING_FIELDS, WISE_FIELDS, differences, fingerprint, read_form
from matchbot.core.lead import Lead
from matchbot.core.matching.kinds import guess_kinds
from matchbot.core.offering import Catalogue, Offering, PeopleFigure, Wise
from matchbot.core.slugs import slug
from matchbot.flows.audit import note
from matchbot.flows.login import Member, member_at
from matchbot.flows.office import Office, make_key
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Photo

LEADS_SHOWN, MOST_TEAM, MOST_KINDS = 100, 20, 3
State = Literal["pause", "resume", "remove"]


class NotYours(Exception):
    """This is not of a WISE that the member may act for, or it is not there."""


class BadForm(ValueError):
    """The form cannot be taken as it is; `problems` by field, `record` what could be read of it."""

    def __init__(self, record: Any, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.record, self.problems = record, problems


class ChangedMeanwhile(Exception):
    """Somebody else changed it since the form was made: what is stored, and what was wanted."""

    def __init__(self, stored: Any, wanted: Any) -> None:
        super().__init__(stored.id)
        self.stored, self.wanted = stored, wanted
        self.differences = differences(stored, wanted)


@dataclass(frozen=True)
class OwnPage:
    """All that a WISE keeps: `hidden` says why an offering does not show."""

    wise: Wise
    offerings: tuple[Offering, ...]
    hidden: Mapping[str, str]
    photos: Mapping[str, tuple[str, str]]
    people: tuple[PeopleFigure, ...]
    team: tuple[str, ...]
    leads: tuple[Lead, ...]


def open_own(office: Office, member: Member, wise: str) -> OwnPage:
    """The page of a WISE as its own people see it. Reads only. Raises NotYours."""
    with office.store.read() as tx:
        catalogue = _own(tx, member, wise)
        hidden = tx.catalogue.hidden(wise)
        offerings = [o for o in catalogue.offerings.values() if hidden.get(o.id) != "removed"]
        return OwnPage(
            catalogue.wises[wise],
            tuple(sorted(offerings, key=lambda o: o.title.casefold())),
            hidden,
            tx.photos.alts([o.id for o in offerings]),
            catalogue.people,
            tuple(tx.teams.of(wise)),
            tuple(tx.leads.find(wise_id=wise, limit=LEADS_SHOWN)),
        )


def _own(tx: Transaction, member: Member, wise: str) -> Catalogue:
    catalogue = tx.catalogue.of_wise(wise) if wise in member.wises else Catalogue()
    if wise not in catalogue.wises:
        raise NotYours(wise)
    return catalogue


def _own_offering(tx: Transaction, member: Member, wise: str, id: str) -> Offering:
    offering = _own(tx, member, wise).offerings.get(id)
    if offering is None or tx.catalogue.hidden(wise).get(id) == "removed":
        raise NotYours(id)
    return offering


def save_profile(
    office: Office, member: Member, wise: str, given: Mapping[str, str], version: str
) -> Wise:
    """Change who the WISE is. Raises NotYours, BadForm and ChangedMeanwhile."""
    now = office.clock.now()
    with office.store.begin() as tx:
        stored = _own(tx, member, wise).wises[wise]
        edited = read_form(stored, WISE_FIELDS, given)
        wanted = edited.record
        if (wanted.place, wanted.postcode) != (stored.place, stored.postcode):
            wanted = replace(wanted, lat=None, lon=None)
        _judge(stored, wanted, edited.problems, version)
        tx.catalogue.put(Catalogue(wises={wise: wanted}), now)
        changed = ", ".join(name for name, *_ in differences(stored, wanted))
        note(tx, office, member.address, "wise.edit", wise, now, changed)
    return wanted


def _judge(stored: Any, wanted: Any, problems: Mapping[str, str], version: str) -> None:
    if problems:
        raise BadForm(wanted, problems)
    if fingerprint(stored) != version:
        raise ChangedMeanwhile(stored, wanted)


def save_offering(
    office: Office, member: Member, wise: str, id: str, given: Mapping[str, str], version: str
) -> Offering:
    """Change an offering. Raises NotYours, BadForm and ChangedMeanwhile."""
    now = office.clock.now()
    with office.store.begin() as tx:
        stored = _own_offering(tx, member, wise, id)
        wanted, problems = read_offering(office, stored, given)
        _judge(stored, wanted, problems, version)
        _put(tx, office, wanted, stored, now)
        changed = ", ".join(name for name, *_ in differences(stored, wanted))
        note(tx, office, member.address, "offering.edit", id, now, changed)
    return wanted


def add_offering(
    office: Office, member: Member, wise: str, given: Mapping[str, str]
) -> tuple[Offering, bool]:
    """A new offering, and whether it shows at once. Raises NotYours and BadForm."""
    now = office.clock.now()
    with office.store.begin() as tx:
        own = _own(tx, member, wise).wises[wise]
        day = office.knowledge().platform.today(now)
        blank = Offering("", wise, language=own.language, since=day)
        wanted, problems = read_offering(office, blank, given)
        if problems:
            raise BadForm(wanted, problems)
        return _add(tx, office, member, wanted, now)


def _add(
    tx: Transaction, office: Office, member: Member, wanted: Offering, now: datetime
) -> tuple[Offering, bool]:
    made = replace(wanted, id=free_id(tx, wanted.wise, wanted.title))
    shows = _put(tx, office, made, None, now)
    note(tx, office, member.address, "offering.add", made.id, now, made.title)
    return made, shows


def add_proposed(
    tx: Transaction, office: Office, address: str, wise: str, offering: Offering, now: datetime
) -> tuple[Offering, bool]:
    """An offering told in a chat, and whether it shows at once. Raises NotYours."""
    member = member_at(tx, office, same_address(address))
    _own(tx, member, wise)
    return _add(tx, office, member, replace(offering, wise=wise, since=now.date()), now)


def read_offering(
    office: Office, before: Offering, given: Mapping[str, str]
) -> tuple[Offering, dict[str, str]]:
    """The offering that a form makes of `before`, with its kinds guessed where none is given."""
    edited = read_form(before, OFFERING_FIELDS, given)
    knowledge, problems = office.knowledge(), dict(edited.problems)
    wanted = edited.record
    if unknown := [kind for kind in wanted.kinds if kind not in knowledge.vocabulary.kinds]:
        problems["kinds"] = "choice"
        wanted = replace(wanted, kinds=tuple(k for k in wanted.kinds if k not in unknown))
    if not wanted.kinds and wanted.title:
        text = f"{wanted.title}. {wanted.description}"[:500]
        guessed = guess_kinds(text, wanted.language, knowledge)
        wanted = replace(wanted, kinds=tuple(guess.id for guess in guessed[:1]))
    return replace(wanted, kinds=wanted.kinds[:MOST_KINDS]), problems


def free_id(tx: Transaction, wise: str, title: str) -> str:
    """An id of the WISE's and the title's words that nobody has."""
    base = "-".join(filter(None, (wise, slug(title))))
    number, id = 1, base
    while tx.catalogue.wise_of(id) is not None:
        number += 1
        id = f"{base}-{number}"
    return id


def _put(
    tx: Transaction, office: Office, offering: Offering, before: Offering | None, now: datetime
) -> bool:
    """Store it; False when it waits for an operator first."""
    waits = _waits(tx, office, offering, before)
    tx.catalogue.put(Catalogue(offerings={offering.id: offering}), now)
    if waits:
        tx.catalogue.hide(offering.id, "waiting", now)
    return not waits


def _waits(tx: Transaction, office: Office, offering: Offering, before: Offering | None) -> bool:
    rule = office.rules.let_through
    if rule == "all" or (before is not None and before.kinds == offering.kinds):
        return False
    hidden = tx.catalogue.hidden(offering.wise)
    own = tx.catalogue.of_wise(offering.wise).offerings.values()
    sold = {kind for one in own if hidden.get(one.id) != "waiting" for kind in one.kinds}
    return rule == "none" or not offering.kinds or not sold.issuperset(offering.kinds)


def set_state(
    office: Office, member: Member, wise: str, id: str, state: State, version: str = ""
) -> None:
    """Pause an offering, let it show again, or take it away.

    Raises NotYours; ChangedMeanwhile when a `version` is given and it is another by now.
    """
    now = office.clock.now()
    with office.store.begin() as tx:
        stored = _own_offering(tx, member, wise, id)
        if version and fingerprint(stored) != version:
            raise ChangedMeanwhile(stored, stored)
        waiting = tx.catalogue.hidden(wise).get(id) == "waiting"
        if state == "remove":
            tx.catalogue.hide(id, "removed", now)
            tx.photos.remove(id)
        elif not waiting:
            # What waits for an operator cannot be let through by pausing and resuming it.
            if state == "pause":
                tx.catalogue.hide(id, "paused", now)
            else:
                tx.catalogue.show(id, now)
        note(tx, office, member.address, f"offering.{state}", id, now)


def set_photo(
    office: Office, member: Member, wise: str, id: str, body: bytes, hash: str, alt: str
) -> None:
    """Give an offering its photo, already drawn anew. Raises NotYours; BadForm without alt text."""
    now = office.clock.now()
    with office.store.begin() as tx:
        offering = _own_offering(tx, member, wise, id)
        words = " ".join(alt.split())[:200]
        if not words:
            raise BadForm(offering, {"alt": "needed"})
        tx.photos.put(Photo(id, hash, body, words, now))
        note(tx, office, member.address, "offering.photo", id, now, words)


def drop_photo(office: Office, member: Member, wise: str, id: str) -> None:
    """Take the photo away. Raises NotYours."""
    now = office.clock.now()
    with office.store.begin() as tx:
        _own_offering(tx, member, wise, id)
        tx.photos.remove(id)
        note(tx, office, member.address, "offering.photo_gone", id, now)


def save_people(office: Office, member: Member, figure: PeopleFigure) -> None:
    """How many people worked there in a year. Raises NotYours."""
    now = office.clock.now()
    with office.store.begin() as tx:
        _own(tx, member, figure.wise)
        tx.catalogue.put(Catalogue(people=(figure,)), now)
        note(tx, office, member.address, "wise.people", figure.wise, now, str(figure.year))


def change_team(office: Office, member: Member, wise: str, address: str, *, add: bool) -> None:
    """Let an address act for the WISE, or no longer. Raises NotYours, BadAddress, BadForm."""
    now, at = office.clock.now(), same_address(address)
    with office.store.begin() as tx:
        own = _own(tx, member, wise).wises[wise]
        if add and len(tx.teams.of(wise)) >= MOST_TEAM:
            raise BadForm(own, {"email": "range"})
        changed = tx.teams.add(wise, at, now) if add else tx.teams.remove(wise, at)
        if changed:
            act = "team.add" if add else "team.remove"
            note(tx, office, member.address, act, at, now, wise)


def key_to_lead(office: Office, member: Member, wise: str, lead_id: str) -> str:
    """The word of a fresh key to one of the WISE's leads. Raises NotYours."""
    now = office.clock.now()
    with office.store.begin() as tx:
        _own(tx, member, wise)
        lead = tx.leads.get(lead_id)
        if lead is None or lead.wise_id != wise:
            raise NotYours(lead_id)
        return make_key(tx, office, "lead", lead.id, now, holds=office.rules.lead_key_holds)


@dataclass(frozen=True)
class Preview:
    """What an import would do: new and changed offerings (before, after), and how many stay."""

    new: tuple[Offering, ...]
    changed: tuple[tuple[Offering, Offering], ...]
    unchanged: int
    version: str


def preview_import(
    office: Office, member: Member, wise: str, offerings: Sequence[Offering]
) -> Preview:
    """What these offerings of a file would change. Reads only. Raises NotYours."""
    with office.store.read() as tx:
        return _preview(tx, member, wise, offerings)


def _preview(tx: Transaction, member: Member, wise: str, offerings: Sequence[Offering]) -> Preview:
    own = _own(tx, member, wise).offerings
    ours = [_as_ours(tx, wise, offering) for offering in offerings]
    known = [(own[o.id], _keeping(own[o.id], o)) for o in ours if o.id in own]
    changed = tuple((before, after) for before, after in known if before != after)
    new = tuple(o for o in ours if o.id not in own)
    return Preview(new, changed, len(known) - len(changed), fingerprint(sorted(own.items())))


def _as_ours(tx: Transaction, wise: str, offering: Offering) -> Offering:
    """A file can only speak of its own WISE: other ids get the WISE's before them."""
    id, owner = offering.id, tx.catalogue.wise_of(offering.id)
    if owner != wise and not id.startswith(f"{wise}-"):
        id = f"{wise}-{id}"
        owner = tx.catalogue.wise_of(id)
    if owner not in (None, wise):
        id = free_id(tx, wise, offering.title)
    return replace(offering, id=id, wise=wise)


def _keeping(before: Offering, after: Offering) -> Offering:
    """An import does not empty the day an offering began."""
    return after if after.since else replace(after, since=before.since)


def bring_in(
    office: Office, member: Member, wise: str, offerings: Sequence[Offering], version: str
) -> Preview:
    """Do what the preview said. Raises NotYours; ChangedMeanwhile when it would be another now."""
    now = office.clock.now()
    with office.store.begin() as tx:
        own = _own(tx, member, wise)
        preview = _preview(tx, member, wise, offerings)
        if preview.version != version:
            raise ChangedMeanwhile(own.wises[wise], own.wises[wise])
        for offering in preview.new:
            _put(tx, office, offering, None, now)
        for before, after in preview.changed:
            _put(tx, office, after, before, now)
        counts = f"{len(preview.new)} new, {len(preview.changed)} changed"
        note(tx, office, member.address, "wise.import", wise, now, counts)
    return preview
