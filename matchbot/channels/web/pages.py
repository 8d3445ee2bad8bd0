"""Home, kinds, and the pages that tell how all this works; and the way to them without language."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from matchbot.channels.web.cards import card
from matchbot.channels.web.kept_pages import kept
from matchbot.channels.web.visit import MESSAGE_ID, READ, AnyVisit, VisitIn
from matchbot.core.insight.growth import latest_people

router = APIRouter()
unprefixed = APIRouter()
NEWEST, KINDS_AT_HOME, EXAMPLES = 6, 12, 3


def _to_language(request: Request, visit: AnyVisit) -> Response:
    """The same page in the language the browser asks for."""
    query = f"?{request.url.query}" if request.url.query else ""
    # The path is one of our own routes, so this never leads off the site.
    target = f"/{visit.language}{request.url.path}{query}"
    return RedirectResponse(target, 307, headers={"Vary": "Accept-Language"})


for _path in (
    "/", "/offerings", "/offerings/{id}", "/wises/{id}", "/kinds", "/chat", "/about", "/privacy",
    "/accessibility", "/impact", "/impact/{year}", "/demand", "/subscribe", "/login", "/me",
    "/operator", "/join", "/data",
):  # fmt: skip
    unprefixed.add_api_route(_path, _to_language, methods=READ)


@unprefixed.api_route("/{lang}", methods=READ)
def with_slash(visit: VisitIn) -> Response:
    """/nl is /nl/."""
    return RedirectResponse(f"/{visit.language}/", 307)


@router.api_route("/{lang}/", methods=READ)
@kept
def home(visit: VisitIn) -> HTMLResponse:
    """The window: one big field, and a look at what there is."""
    shelf = visit.site.shelf
    kinds = visit.site.office.knowledge().vocabulary.kinds
    counted = shelf.kind_counts(shelf.offerings).most_common()
    known = [(kinds[kind], count) for kind, count in counted if kind in kinds]
    return visit.page(
        "home.html.j2",
        examples=[visit.t(f"web.home.example{n}") for n in range(1, EXAMPLES + 1)],
        kinds=known[:KINDS_AT_HOME],
        newest=[card(visit, offering) for offering in shelf.offerings[:NEWEST]],
        wises=len(shelf.catalogue.wises),
        offerings=len(shelf.offerings),
        people=latest_people(shelf.catalogue),
        message_id=MESSAGE_ID,
    )


@router.api_route("/{lang}/kinds", methods=READ)
@kept
def kinds(visit: VisitIn) -> HTMLResponse:
    """All kinds of work, with how many offerings there are of each."""
    shelf = visit.site.shelf
    counts = shelf.kind_counts(shelf.offerings)
    known = visit.site.office.knowledge().vocabulary.kinds.values()
    labelled = sorted((kind.label(visit.language), kind.id) for kind in known)
    offered = [(label, id, counts[id]) for label, id in labelled if counts[id]]
    wanted = [label for label, id in labelled if not counts[id]]
    return visit.page("kinds.html.j2", offered=offered, wanted=wanted)


@router.api_route("/{lang}/about", methods=READ)
@kept
def about(visit: VisitIn) -> HTMLResponse:
    """How matches are made, and by whom."""
    return visit.page("about.html.j2", wises=len(visit.site.shelf.catalogue.wises))


@router.api_route("/{lang}/privacy", methods=READ)
@kept
def privacy(visit: VisitIn) -> HTMLResponse:
    """What we keep of whom, and how to have it deleted."""
    return visit.page("privacy.html.j2")


@router.api_route("/{lang}/accessibility", methods=READ)
@kept
def accessibility(visit: VisitIn) -> HTMLResponse:
    """How these pages can be used, and where to say that they cannot."""
    return visit.page("accessibility.html.j2")
