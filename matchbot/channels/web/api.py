"""The API: open data to read, and a need to ask; OpenAPI tells all of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from matchbot.channels.web.api_forms import (
    Answer,
    FiguresOut,
    KindOut,
    Need,
    OfferingOut,
    OfferingPage,
    PeopleOut,
    PlaceOut,
    Problem,
    WiseOut,
    WisePage,
    offering_out,
    wise_out,
)
from matchbot.channels.web.api_own import Refused, refusal
from matchbot.channels.web.api_own import router as own
from matchbot.channels.web.security import visitor
from matchbot.channels.web.site import Site
from matchbot.core.insight.growth import people_by_year
from matchbot.core.reading.where import nearness
from matchbot.flows.allowance import may_go_on
from matchbot.flows.answers import answer_json, asked
from matchbot.flows.tokens import token_holds

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
#: Needs an hour, without and with a token.
AN_HOUR, AN_HOUR_WITH_TOKEN = 60, 5000
MOST = 100
Id = Annotated[str, Path(max_length=200)]
Word = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem}}
REFUSED: dict[int | str, dict[str, Any]] = {401: {"model": Problem}, 429: {"model": Problem}}


def make_api(site: Site) -> FastAPI:
    """The API of one platform, to be mounted under /api."""
    api = FastAPI(
        title=f"{site.platform.name}: open data",
        version="1",
        license_info=LICENCE,
        servers=[{"url": "/api"}],
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses={422: {"model": Problem}},
    )
    api.state.site = site
    api.add_exception_handler(Refused, refusal)
    api.add_exception_handler(RequestValidationError, _not_understood)
    api.add_exception_handler(HTTPException, _told)
    api.middleware("http")(_open_to_all)
    api.get("/offerings", response_model=OfferingPage)(offerings)
    api.get("/offerings/{id}", response_model=OfferingOut, responses=MISSING)(offering)
    api.get("/wises", response_model=WisePage)(wises)
    api.get("/wises/{id}", response_model=WiseOut, responses=MISSING)(wise)
    api.get("/kinds", response_model=list[KindOut])(kinds)
    api.get("/places", response_model=list[PlaceOut])(places)
    api.get("/figures", response_model=FiguresOut)(figures)
    api.post("/needs", response_model=Answer, responses=REFUSED)(need)
    api.include_router(own)
    return api


async def _open_to_all(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Any site may read what is open, and should say whose it is."""
    response = await call_next(request)
    if request.url.path.startswith("/api/own"):
        response.headers["Cache-Control"] = "no-store"
    elif request.method in {"GET", "HEAD"}:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cache-Control"] = "public, max-age=300"
        response.headers["Link"] = f'<{LICENCE["url"]}>; rel="license"'
    return response


def _not_understood(request: Request, bad: Exception) -> Response:
    """A request that is not what the API says it takes, in the shape of every refusal."""
    assert isinstance(bad, RequestValidationError)
    fields = {".".join(map(str, e["loc"][1:])) or str(e["loc"][0]): e["msg"] for e in bad.errors()}
    return JSONResponse({"detail": "some fields cannot be taken", "fields": fields}, 422)


def _told(request: Request, refused: Exception) -> Response:
    assert isinstance(refused, HTTPException)
    problem = {"detail": str(refused.detail), "fields": {}}
    return JSONResponse(problem, refused.status_code, headers=refused.headers)


def _site(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


SiteIn = Annotated[Site, Depends(_site)]


def offerings(
    site: SiteIn, q: Word = "", kind: Word = "", wise: Word = "", limit: Limit = 20,
    offset: Offset = 0,
) -> OfferingPage:  # fmt: skip
    """Offerings, newest first; with `q`, what fits that sentence, best first."""
    office = site.office
    if q.strip():
        knowledge, now = office.knowledge(), office.clock.now()
        _, ranking = asked(q, None, MOST, knowledge, now)
        found = [m.offering for m in ranking.matches or ranking.nearest]
    else:
        found = list(site.shelf.of_wise.get(wise, ()) if wise else site.shelf.offerings)
    kept = [o for o in found if kind in ("", *o.kinds) and wise in ("", o.wise)]
    items = [offering_out(site, o) for o in kept[offset : offset + limit]]
    return OfferingPage(total=len(kept), items=items)


def offering(site: SiteIn, id: Id) -> OfferingOut:
    """One offering."""
    found = site.shelf.catalogue.offerings.get(id)
    if found is None:
        raise HTTPException(404, "there is no such offering")
    return offering_out(site, found)


def wises(site: SiteIn, limit: Limit = 20, offset: Offset = 0) -> WisePage:
    """WISEs by id, with labels and people by kind of work."""
    all_of_them = sorted(site.shelf.catalogue.wises)
    items = [wise_out(site, id) for id in all_of_them[offset : offset + limit]]
    return WisePage(total=len(all_of_them), items=items)


def wise(site: SiteIn, id: Id) -> WiseOut:
    """One WISE."""
    if id not in site.shelf.catalogue.wises:
        raise HTTPException(404, "there is no such WISE")
    return wise_out(site, id)


def kinds(site: SiteIn) -> Sequence[KindOut]:
    """All kinds of work, with how many offerings there are of each."""
    counts = site.shelf.kind_counts(site.shelf.offerings)
    known = site.office.knowledge().vocabulary.kinds.values()
    return [
        KindOut(id=k.id, labels=dict(k.labels), cpv=list(k.cpv), offerings=counts[k.id])
        for k in known
    ]


def places(site: SiteIn, name: Annotated[str, Query(min_length=1, max_length=200)]) -> Any:
    """The place that a name or postcode means here: one, or none when it is unknown or open."""
    knowledge = site.office.knowledge()
    near = nearness(knowledge.platform, knowledge.places, site.languages[0])
    found = knowledge.places.find(name, near)
    return [PlaceOut(name=found.name, lat=found.lat, lon=found.lon)] if found else []


def figures(site: SiteIn) -> FiguresOut:
    """Growth of the platform: WISEs, offerings, people by kind of work each year."""
    catalogue = site.shelf.catalogue
    people = [
        PeopleOut(
            year=y.year, paid=y.paid, volunteer=y.volunteer, daytime=y.daytime,
            moved_to_paid=y.moved_to_paid,
        )
        for y in people_by_year(catalogue.people)
    ]  # fmt: skip
    return FiguresOut(wises=len(catalogue.wises), offerings=len(catalogue.offerings), people=people)


def need(
    site: SiteIn, request: Request, said: Need, authorization: Annotated[str, Header()] = ""
) -> dict[str, Any]:
    """What was understood of a need and the ranked matches with reasons; nothing is kept.

    60 an hour; 5,000 with a token of the platform's staff ("Authorization: Bearer …").
    """
    office = site.office
    scheme, _, word = authorization.partition(" ")
    if authorization and (scheme.lower() != "bearer" or not token_holds(office, word.strip())):
        raise HTTPException(401, "this token is not known")
    who = word.strip() or visitor(request)
    if not may_go_on(office, "need", who, AN_HOUR_WITH_TOKEN if authorization else AN_HOUR):
        raise HTTPException(429, "enough for this hour", headers={"Retry-After": "3600"})
    knowledge = office.knowledge()
    lang = said.lang if said.lang in site.languages else None
    reading, ranking = asked(said.text, lang, said.limit, knowledge, office.clock.now())
    return answer_json(reading, ranking, office.wording)
