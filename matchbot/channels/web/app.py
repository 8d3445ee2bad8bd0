"""Puts the web together: routes, guards, and a page for everything that goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from matchbot.channels.web import (
    chat,
    compare,
    demand_page,
    demo_pages,
    impact,
    join,
    keys,
    linking,
    login,
    machines,
    network_page,
    offerings,
    open_data,
    operator,
    own_offerings,
    own_page,
    pages,
    sister_feed,
    wises,
)
from matchbot.channels.web.api import make_api
from matchbot.channels.web.languages import language_of_path
from matchbot.channels.web.members import NotLoggedIn, to_login
from matchbot.channels.web.security import Guard
from matchbot.channels.web.site import Demo, Files, Signer, Site, Webhook
from matchbot.channels.web.visit import Visit
from matchbot.flows.enquiry import Busy
from matchbot.flows.office import Office

log = structlog.get_logger()


def make_web(
    office: Office,
    *,
    handle_inbox: Callable[[], int],
    files: Files,
    webhook: Webhook | None = None,
    demo: Demo | None = None,
    metrics: Callable[[], bytes] | None = None,
    signer: Signer | None = None,
) -> FastAPI:
    """The ASGI application of one platform.

    `handle_inbox` is called after every post that may have something to tell in another
    conversation. `files` reads what is uploaded and writes tables. `webhook` receives Telegram's
    updates; `demo` adds the pages of the demo; `metrics` gives the page that Prometheus reads;
    `signer` signs the feed for sister platforms.
    Set `state.closing` of the application to end its open streams before it is stopped.
    """
    web = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    site = Site(office, handle_inbox, files, webhook, demo, metrics, signer)
    web.state.site, web.state.closing = site, False
    web.mount("/api", make_api(site))
    for router in _routers(with_demo=demo is not None):
        web.include_router(router)
    for problem, answer in _ANSWERS.items():
        web.add_exception_handler(problem, answer)
    web.add_middleware(Guard, too_large=lambda scope: _page(Request(scope), 413, "too_large"))
    return web


def _routers(*, with_demo: bool) -> Iterator[APIRouter]:
    """All pages. Those by key and for machines come first: their names are no languages."""
    yield from (machines.router, open_data.router, sister_feed.router)
    yield from (keys.router, login.by_key, join.by_key)
    if with_demo:
        yield demo_pages.router
    yield from (pages.unprefixed, pages.router, offerings.router, compare.router, wises.router)
    yield from (impact.router, demand_page.router, network_page.router, open_data.pages)
    yield from (login.router, join.router, own_page.router, linking.router)
    yield from (own_offerings.router, operator.router, chat.router)


def _page(request: Request, status: int, problem: str) -> Response:
    """The page of a problem, in the language of the address; programs get it as JSON."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": problem.replace("_", " ")}, status)
    site: Site = request.app.state.site
    visit = Visit(request, site, language_of_path(request.url.path, site.languages))
    return visit.page("problem.html.j2", status=status, problem=problem)


def _http_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    names = {
        403: "forbidden",
        404: "not_found",
        405: "not_allowed",
        413: "too_large",
        429: "too_often",
    }
    response = _page(request, problem.status_code, names.get(problem.status_code, "bad_request"))
    for name, value in (problem.headers or {}).items():
        response.headers[name] = value
    return response


def _bad_request(request: Request, problem: Exception) -> Response:
    return _page(request, 400, "bad_request")


def _busy(request: Request, problem: Exception) -> Response:
    response = _page(request, 503, "busy")
    response.headers["Retry-After"] = "3"
    return response


def _broken(request: Request, problem: Exception) -> Response:
    # The path may hold a key, so only the kind of page goes into the log.
    log.error("a page broke", page=request.url.path.split("/")[1], exc_info=problem)
    return _page(request, 500, "broken")


_ANSWERS: dict[type[Exception], Callable[[Request, Exception], Response]] = {
    HTTPException: _http_problem,
    RequestValidationError: _bad_request,
    NotLoggedIn: to_login,
    Busy: _busy,
    Exception: _broken,
}
