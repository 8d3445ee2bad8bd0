"""The writing half of the API: a WISE's program changes what it sells, by the rules of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Header, HTTPException, Path, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from matchbot.channels.web.api_forms import (
    OfferingIn,
    OwnOffering,
    OwnOfferings,
    Problem,
    as_typed,
    own_out,
)
from matchbot.channels.web.site import Site
from matchbot.core.editing import fingerprint
from matchbot.core.offering import Offering
from matchbot.flows.allowance import may_go_on
from matchbot.flows.login import Member
from matchbot.flows.self_service import (
    BadForm,
    ChangedMeanwhile,
    NotYours,
    add_offering,
    open_own,
    save_offering,
    set_state,
)
from matchbot.flows.tokens import BadToken, WrongScope, writer

#: Changes an hour by one token.
CHANGES_AN_HOUR = 1_000
REFUSED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem} for status in (401, 403, 404, 422, 429)
}
ONE_OF_TWO: dict[int | str, dict[str, Any]] = {412: {"model": Problem}, 428: {"model": Problem}}
MADE: dict[int | str, dict[str, Any]] = {
    201: {"headers": {"Location": {"schema": {"type": "string"}}}}
}
_BEARER = HTTPBearer(auto_error=False, description="A token of the WISE's own page (team).")
Id = Annotated[str, Path(max_length=200)]
IfMatch = Annotated[str, Header(description="The ETag of what is changed.", max_length=200)]
_Made = TypeVar("_Made")

router = APIRouter(prefix="/own/offerings", responses=REFUSED)


class Refused(Exception):
    """What a program asked cannot be done; `fields` says what is wrong with which."""

    def __init__(self, status: int, detail: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.problem = status, Problem(detail=detail, fields=fields or {})


def refusal(request: Request, refused: Exception) -> Response:
    """Every refusal has one shape."""
    assert isinstance(refused, Refused)
    return JSONResponse(refused.problem.model_dump(), refused.status)


class Writer:
    """Who writes, for which WISE, and where."""

    def __init__(self, site: Site, member: Member) -> None:
        self.office, self.member, self.wise = site.office, member, member.wises[0]
        self.site = site

    def stored(self, id: str) -> tuple[Offering, str]:
        """One of the WISE's offerings as it is stored, and why it does not show."""
        own = self.asked(lambda: open_own(self.office, self.member, self.wise))
        found = next((o for o in own.offerings if o.id == id), None)
        if found is None:
            raise Refused(404, "this WISE has no such offering")
        return found, own.hidden.get(id, "")

    def asked(self, act: Callable[[], _Made]) -> _Made:
        """Do it, and say in the API's form why not."""
        try:
            return act()
        except NotYours:
            raise Refused(404, "this WISE has no such offering") from None
        except BadForm as bad:
            raise Refused(422, "some fields cannot be taken", dict(bad.problems)) from None
        except ChangedMeanwhile:
            raise Refused(412, "somebody changed it meanwhile; read it again") from None


def _writer(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
) -> Writer:
    site: Site = request.app.state.site
    if given is None:
        raise HTTPException(401, "a token is needed", headers={"WWW-Authenticate": "Bearer"})
    try:
        member = writer(site.office, given.credentials)
    except BadToken:
        raise HTTPException(
            401, "this token is not known", headers={"WWW-Authenticate": "Bearer"}
        ) from None
    except WrongScope:
        raise HTTPException(403, "this token may not write") from None
    reads = request.method in {"GET", "HEAD"}
    if not reads and not may_go_on(site.office, "write", given.credentials, CHANGES_AN_HOUR):
        raise HTTPException(429, "enough for this hour", headers={"Retry-After": "3600"})
    return Writer(site, member)


WriterIn = Annotated[Writer, Depends(_writer)]


def _answer(writes: Writer, response: Response, id: str) -> OwnOffering:
    stored, hidden = writes.stored(id)
    response.headers["ETag"] = f'"{fingerprint(stored)}"'
    return own_out(writes.site, stored, hidden)


def _version(if_match: str) -> str:
    if not if_match.strip():
        raise Refused(428, "say in If-Match which version is changed")
    return if_match.strip().strip('"')


@router.get("")
def own_offerings(writes: WriterIn) -> OwnOfferings:
    """All that the WISE sells, also what does not show."""
    own = writes.asked(lambda: open_own(writes.office, writes.member, writes.wise))
    items = [own_out(writes.site, o, own.hidden.get(o.id, "")) for o in own.offerings]
    return OwnOfferings(items=items)


@router.get("/{id}")
def own_offering(writes: WriterIn, response: Response, id: Id) -> OwnOffering:
    """One offering as it is stored; its ETag names the version."""
    return _answer(writes, response, id)


@router.post("", status_code=201, responses=MADE)
def make(writes: WriterIn, response: Response, said: OfferingIn) -> OwnOffering:
    """A new offering; it may wait for the platform's staff, as one by the form does."""
    office, member, wise = writes.office, writes.member, writes.wise
    made, _ = writes.asked(lambda: add_offering(office, member, wise, as_typed(said)))
    response.headers["Location"] = f"/api/own/offerings/{made.id}"
    return _answer(writes, response, made.id)


@router.put("/{id}", responses=ONE_OF_TWO)
def change(
    writes: WriterIn, response: Response, id: Id, said: OfferingIn, if_match: IfMatch = ""
) -> OwnOffering:
    """All of an offering anew; nothing is overwritten that was not read before."""
    version, given = _version(if_match), as_typed(said)
    office, member, wise = writes.office, writes.member, writes.wise
    writes.asked(lambda: save_offering(office, member, wise, id, given, version))
    return _answer(writes, response, id)


@router.delete("/{id}", status_code=204, responses=ONE_OF_TWO)
def remove(writes: WriterIn, id: Id, if_match: IfMatch = "") -> None:
    """Take an offering away."""
    version = _version(if_match)
    office, member, wise = writes.office, writes.member, writes.wise
    writes.asked(lambda: set_state(office, member, wise, id, "remove", version))
