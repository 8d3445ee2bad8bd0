"""Offerings: the list with search and filters, and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from matchbot.channels.web.cards import card, facts, text_language
from matchbot.channels.web.kept_pages import kept
from matchbot.channels.web.linked_data import offering_linked
from matchbot.channels.web.visit import MESSAGE_ID, READ, Visit, VisitIn
from matchbot.core.dialogue.matches import left_out
from matchbot.core.matching.match import Ranking
from matchbot.core.matching.rank import rank
from matchbot.core.need import Place
from matchbot.core.offering import Offering, Wise
from matchbot.core.places import distance_km
from matchbot.core.reading.read import read_need
from matchbot.core.reading.where import nearness

router = APIRouter()
PER_PAGE, LOOKED_AT, LONGEST_QUERY, MORE_OF_WISE = 20, 100, 500, 6
FAR_AWAY = 1e6  # km: where the place of a WISE is not known


@dataclass(frozen=True)
class Asked:
    """What the visitor asked of the list."""

    q: str = ""
    kind: str = ""
    where: str = ""
    near: str = ""
    reserved: str = ""
    page: int = 1

    def query(self, **other: str | int) -> str:
        """The query string of this list with something changed; "" for the plain list."""
        values = {"q": self.q, "kind": self.kind, "where": self.where,
                  "near": self.near, "reserved": self.reserved, "page": self.page, **other}  # fmt: skip
        kept = {k: v for k, v in values.items() if v and (k, v) != ("page", 1)}
        return f"?{urlencode(kept)}" if kept else "?"


@router.api_route("/{lang}/offerings", methods=READ)
@kept
def offerings(
    visit: VisitIn, q: str = "", kind: str = "", where: str = "", near: str = "",
    reserved: str = "", page: str = "1",
) -> HTMLResponse:  # fmt: skip
    """The list: everything, or what fits a sentence, with the reasons."""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    asked = Asked(" ".join(q.split())[:LONGEST_QUERY], kind[:60], where[:60],
                  " ".join(near.split())[:60], "yes" if reserved == "yes" else "",
                  max(number, 1))  # fmt: skip
    found, ranking = _found(visit, asked)
    matches = {m.offering.id: m for m in (*ranking.matches, *ranking.nearest)}
    shelf = visit.site.shelf
    of_kind = [o for o in found if not asked.kind or asked.kind in o.kinds]
    of_place = [o for o in found if not asked.where or shelf.where.get(o.wise) == asked.where]
    both = [o for o in of_kind if not asked.where or shelf.where.get(o.wise) == asked.where]
    spot = place_near(visit, asked.near)
    far = distances(visit, both, spot) if spot else {}
    both = sorted(both, key=lambda o: far.get(o.id, FAR_AWAY)) if spot and not asked.q else both
    pages = max(1, -(-len(both) // PER_PAGE))
    at = min(asked.page, pages)
    shown = both[(at - 1) * PER_PAGE : at * PER_PAGE]
    return visit.page(
        "offerings.html.j2",
        asked=asked,
        abstained=ranking.abstained,
        left_out=[visit.show(line) for line in left_out(ranking)],
        count=len(both),
        cards=[card(visit, o, matches.get(o.id), far.get(o.id)) for o in shown],
        spot=spot,
        kinds=_kinds(visit, of_place),
        places=sorted(shelf.where_counts(of_kind).items()),
        kind_label=_kind_label(visit, asked.kind),
        at=at,
        pages=pages,
        message_id=MESSAGE_ID,
    )


def place_near(visit: Visit, name: str) -> Place | None:
    """The place that a visitor's postcode or name means here."""
    if not name:
        return None
    knowledge = visit.site.office.knowledge()
    return knowledge.places.find(
        name, nearness(knowledge.platform, knowledge.places, visit.language)
    )


def distances(visit: Visit, offerings: Sequence[Offering], spot: Place) -> Mapping[str, float]:
    """How far the WISEs of these offerings are from a place, in kilometres."""
    wises = visit.site.shelf.catalogue.wises
    there = {id: distance_km(spot.lat, spot.lon, w.lat, w.lon)
             for id, w in wises.items() if w.lat is not None and w.lon is not None}  # fmt: skip
    return {o.id: there[o.wise] for o in offerings if o.wise in there}


def _found(visit: Visit, asked: Asked) -> tuple[Sequence[Offering], Ranking]:
    """What the list is made of: all offerings, or the matches of a sentence, best first."""
    shelf = visit.site.shelf
    if not asked.q:
        return [o for o in shelf.offerings if _may_stay(shelf.wise(o), asked)], Ranking()
    office = visit.site.office
    knowledge, now = office.knowledge(), office.clock.now()
    need = read_need(asked.q, knowledge, now, visit.language).need
    need = replace(need, reserved=True) if asked.reserved else need
    ranking = rank(need, knowledge, now=visit.site.today(), limit=LOOKED_AT)
    best = ranking.matches or ranking.nearest
    return [m.offering for m in best if _may_stay(m.wise, asked)], ranking


def _may_stay(wise: Wise, asked: Asked) -> bool:
    return asked.reserved in ("", wise.reserved)


def _kinds(visit: Visit, offerings: Sequence[Offering]) -> list[tuple[str, str, int]]:
    """Kinds that occur, as (id, label, count), by label."""
    counts = visit.site.shelf.kind_counts(offerings)
    return sorted(((id, _kind_label(visit, id), n) for id, n in counts.items()), key=lambda k: k[1])


def _kind_label(visit: Visit, id: str) -> str:
    kind = visit.site.office.knowledge().vocabulary.kinds.get(id)
    return kind.label(visit.language) if kind else id


@router.api_route("/{lang}/offerings/{id}", methods=READ)
def offering(visit: VisitIn, id: str) -> HTMLResponse:
    """One offering, and the way into the conversation about it."""
    shelf = visit.site.shelf
    found = shelf.catalogue.offerings.get(id)
    if found is None:
        raise HTTPException(404)
    wise = shelf.wise(found)
    others = [o for o in shelf.of_wise.get(wise.id, ()) if o.id != id]
    language = text_language(found, visit.language)
    return visit.page(
        "offering.html.j2",
        offering=found,
        title=found.title_in(visit.language),
        description=found.description_in(visit.language),
        text_language=language,
        wise=wise,
        where=shelf.where.get(wise.id, wise.place),
        facts=facts(visit, found),
        kinds=[(kind, _kind_label(visit, kind)) for kind in found.kinds],
        labels=shelf.labels.get(wise.id, ()),
        today=visit.site.today(),
        others=[card(visit, o) for o in others[:MORE_OF_WISE]],
        more=max(0, len(others) - MORE_OF_WISE),
        message_id=visit.site.office.luck.word(),
        photo=_photo(visit, id),
        linked=offering_linked(visit, found),
    )


def _photo(visit: Visit, id: str) -> tuple[str, str] | None:
    """Hash and alt text of the offering's photo."""
    with visit.site.office.store.read() as tx:
        return tx.photos.alts([id]).get(id)
