"""The operator's page: what waits, one click for each decision, the search, the audit trail."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import Response

from matchbot.channels.web.members import Signed, SignedIn, SignedPost
from matchbot.channels.web.visit import READ
from matchbot.flows.operating import (
    NoLonger,
    NotAllowed,
    ReasonNeeded,
    Verdict,
    close_task,
    decide_application,
    decide_offering,
    queue,
    read_again,
    search,
    send_again,
    trail,
)
from matchbot.flows.tokens import end_token, make_token

router = APIRouter()
VERDICTS = ("approve", "ask", "refuse")
PROBLEMS = {"gone": 409, "reason": 422}
Field = Annotated[str, Form()]


@router.api_route("/{lang}/operator", methods=READ)
def operator(signed: SignedIn, done: str = "") -> Response:
    """All that waits, as far as the member may see it."""
    signed.need("look")
    return _page(signed, done=done == "1")


def _page(signed: Signed, problem: str = "", *, done: bool = False, token: str = "") -> Response:
    office, visit = signed.office, signed.visit
    waits = queue(office, signed.member)
    labels = {id: k.label(visit.language) for id, k in office.knowledge().vocabulary.kinds.items()}
    shelf = visit.site.shelf
    return signed.page(
        "operator.html.j2", status=PROBLEMS.get(problem, 200), queue=waits, problem=problem,
        done=done, token=token, kinds=labels, lines=trail(office, signed.member, limit=10),
        wises=len(shelf.catalogue.wises), offerings=len(shelf.offerings),
        names={id: wise.name for id, wise in shelf.catalogue.wises.items()},
    )  # fmt: skip


@router.post("/{lang}/operator/{what}/{id}")
def decide(
    signed: SignedPost, what: str, id: str, verdict: Field = "", text: Field = ""
) -> Response:
    """One decision about one thing."""
    try:
        _act(signed, what, id, verdict, text)
    except NotAllowed:
        raise HTTPException(404) from None
    except NoLonger:
        return _page(signed, "gone")
    except ReasonNeeded:
        return _page(signed, "reason")
    return signed.back("operator?done=1")


def _act(signed: Signed, what: str, id: str, verdict: str, text: str) -> None:
    office, member = signed.office, signed.member
    if what == "tasks":
        close_task(office, member, id)
    elif what == "letters":
        send_again(office, member, id)
    elif what == "mails" and id.isascii() and id.isdigit():
        read_again(office, member, int(id))
        signed.visit.site.handle_inbox()
    elif what == "offerings" and verdict in VERDICTS:
        decide_offering(office, member, id, cast("Verdict", verdict), text)
    elif what == "applications" and verdict in VERDICTS:
        decide_application(office, member, id, cast("Verdict", verdict), text)
    else:
        raise HTTPException(404)


@router.post("/{lang}/operator/tokens")
def tokens(signed: SignedPost, act: Field = "", name: Field = "", token: Field = "") -> Response:
    """Make a token for a program and show it this once, or take one back."""
    try:
        if act == "make":
            return _page(signed, token=make_token(signed.office, signed.member, name))
        end_token(signed.office, signed.member, token)
    except NotAllowed:
        raise HTTPException(404) from None
    except NoLonger:
        return _page(signed, "gone")
    return signed.back("operator?done=1")


@router.api_route("/{lang}/operator/search", methods=READ)
def find(signed: SignedIn, q: str = "") -> Response:
    """Search for anything."""
    signed.need("look")
    found = search(signed.office, signed.member, q)
    return signed.page("operator_search.html.j2", q=q[:200], found=found)


@router.api_route("/{lang}/operator/trail", methods=READ)
def audit(signed: SignedIn, q: str = "") -> Response:
    """The audit trail."""
    signed.need("look")
    lines = trail(signed.office, signed.member, q.strip()[:200], 200)
    return signed.page("operator_trail.html.j2", q=q[:200], lines=lines)
