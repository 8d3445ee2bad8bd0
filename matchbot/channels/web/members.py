"""Who is logged in: the session's cookie, and the word each of its forms must bring back."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from matchbot.channels.web.key_pages import private
from matchbot.channels.web.languages import language_of_path
from matchbot.channels.web.security import from_this_site, visitor
from matchbot.channels.web.site import Site
from matchbot.channels.web.visit import Visit, VisitIn
from matchbot.core.keys import hash_key
from matchbot.core.scopes import Right, may
from matchbot.flows.allowance import may_go_on
from matchbot.flows.login import SESSION_HOLDS, Member, member_of
from matchbot.flows.office import Office

COOKIE = "matchbot_session"
#: So many forms without a session one place on the net may send in an hour: offices share one.
FORMS_AN_HOUR = 100


class NotLoggedIn(Exception):
    """This page is for somebody who is logged in."""


@dataclass(frozen=True)
class Signed:
    """A visit of somebody who is logged in; `csrf` is in each form that acts."""

    visit: Visit
    member: Member
    csrf: str

    @property
    def office(self) -> Office:
        """The office behind the site."""
        return self.visit.site.office

    def page(self, template: str, *, status: int = 200, **facts: object) -> Response:
        """Draw a page for this person alone."""
        return private(
            self.visit.page(
                template, status=status, member=self.member, csrf=self.csrf, may=self.may, **facts
            )
        )

    def back(self, path: str) -> Response:
        """After a post: the page to look at."""
        return private(RedirectResponse(f"/{self.visit.language}/{path}", 303))

    def may(self, right: Right) -> bool:
        """Has this person the right?"""
        return may(self.member.scope, right)

    def need(self, right: Right) -> None:
        """Whoever has no right to a page does not learn that it is there."""
        if not self.may(right):
            raise HTTPException(404)


def _signed_in(visit: VisitIn) -> Signed:
    word = visit.request.cookies.get(COOKIE, "")
    member = member_of(visit.site.office, word) if word else None
    if member is None:
        raise NotLoggedIn
    return Signed(visit, member, hash_key(f"csrf:{word}")[:32])


def _signed_post(
    signed: Annotated[Signed, Depends(_signed_in)], csrf: Annotated[str, Form()] = ""
) -> Signed:
    same = hmac.compare_digest(csrf.encode(), signed.csrf.encode())
    if not same or not from_this_site(signed.visit.request):
        raise HTTPException(403)
    return signed


#: Somebody who is logged in looks at a page; and posts one of its forms.
SignedIn = Annotated[Signed, Depends(_signed_in)]
SignedPost = Annotated[Signed, Depends(_signed_post)]


def open_form(visit: Visit, what: str = "form", an_hour: int | None = None) -> None:
    """A post that anybody may send: from our own page, and not too often from one place.

    Raises 403 and 429.
    """
    if not from_this_site(visit.request):
        raise HTTPException(403)
    most = FORMS_AN_HOUR if an_hour is None else an_hour
    if not may_go_on(visit.site.office, what, visitor(visit.request), most):
        raise HTTPException(429, headers={"Retry-After": "3600"})


def to_login(request: Request, problem: Exception) -> Response:
    """Whoever is not logged in gets the page to do so; where they were going is not carried along."""
    site: Site = request.app.state.site
    language = language_of_path(request.url.path, site.languages)
    return private(RedirectResponse(f"/{language}/login", 303))


def begin_session(visit: Visit, response: Response, word: str) -> None:
    """The browser brings this word from now on."""
    secure = visit.site.office.rules.public_url.startswith("https:")
    seconds = int(SESSION_HOLDS.total_seconds())
    response.set_cookie(COOKIE, word, max_age=seconds, httponly=True, samesite="lax", secure=secure)
