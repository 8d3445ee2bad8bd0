"""Puts the web together: routes, guards, and a page for everything that goes wrong."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from fastapi import FastAPI, Request
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
    # Pages by key and machines' pages come first: their names are no languages.
    routers = [
        machines.router,
        open_data.router,
        sister_feed.router,
        keys.router,
        login.by_key,
        join.by_key,
    ]
    routers += [demo_pages.router] if demo else []
    routers += [
        pages.unprefixed,
        pages.router,
        offerings.router,
        compare.router,
        wises.router,
        impact.router,
        demand_page.router,
        network_page.router,
    ]
    routers += [
        open_data.pages,
        login.router,
        join.router,
        own_page.router,
        linking.router,
        own_offerings.router,
        operator.router,
    ]
    web.mount("/api", make_api(site))
    for router in (*routers, chat.router):
        web.include_router(router)
    web.add_exception_handler(HTTPException, _http_problem)
    web.add_exception_handler(RequestValidationError, _bad_request)
    web.add_exception_handler(NotLoggedIn, to_login)
    web.add_exception_handler(Busy, _busy)
    web.add_exception_handler(Exception, _broken)
    web.add_middleware(Guard, too_large=lambda scope: _page(Request(scope), 413, "too_large"))
    return web


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
