"""Pages of the demo alone: a desk with a clock that moves, the leads, and everybody's letters."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from matchbot.channels.web.security import from_this_site
from matchbot.channels.web.site import ShownLetter, WrittenMail
from matchbot.channels.web.visit import READ, AnyVisit, Visit

router = APIRouter()
LEADS, LETTERS = 50, 200
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
#: A letter brings its styles along. They count inside its frame only, and nothing in it runs.
LETTER_SECURITY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"
)


def _letters(visit: Visit) -> list[ShownLetter]:
    """All letters, newest first by the date they carry: the demo's clock is not the machine's."""
    letters = visit.site.demo.letters() if visit.site.demo else ()
    return sorted(letters, key=lambda letter: letter.at or _LONG_AGO, reverse=True)


@router.api_route("/demo", methods=READ)
def desk(visit: AnyVisit) -> Response:
    """What to try, today's date, and the leads with their states."""
    with visit.site.office.store.read() as tx:
        leads = tx.leads.find(limit=LEADS)
    catalogue = visit.site.shelf.catalogue
    rows = []
    for lead in leads:
        offering = catalogue.offerings.get(lead.offering_id)
        wise = catalogue.wises.get(lead.wise_id)
        title = offering.title_in(visit.language) if offering else lead.offering_id
        name = wise.name if wise else lead.wise_id
        rows.append((lead, visit.show(lead.need), lead.offering_id, title, name))
    page = visit.page(
        "desk.html.j2", now=visit.site.office.clock.now(), rows=rows, letters=len(_letters(visit))
    )
    page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/demo/move")
def move(visit: AnyVisit, days: Annotated[str, Form()] = "1") -> Response:
    """Let a day or a week go by."""
    if not from_this_site(visit.request) or visit.site.demo is None:
        raise HTTPException(403)
    visit.site.demo.move(7 if days == "7" else 1)
    return RedirectResponse("/demo", 303)


@router.api_route("/demo/mailbox", methods=READ)
def mailbox(visit: AnyVisit, to: str = "") -> Response:
    """All letters, newest first, or those to one address."""
    letters = _letters(visit)
    addresses = sorted(Counter(letter.to for letter in letters).items())
    shown = [letter for letter in letters if to in ("", letter.to)]
    page = visit.page("mailbox.html.j2", letters=shown[:LETTERS], addresses=addresses, to=to)
    page.headers["Cache-Control"] = "no-store"
    return page


@router.api_route("/demo/mailbox/{name}", methods=READ)
def letter(visit: AnyVisit, name: str) -> Response:
    """One letter, as HTML in a frame and as text."""
    return visit.page("letter.html.j2", letter=_letter(visit, name))


@router.api_route("/demo/mailbox/{name}/html", methods=READ)
def letter_html(visit: AnyVisit, name: str) -> Response:
    """The HTML part of a letter, for the frame; its links open in the whole window."""
    html = _letter(visit, name).html
    head = '<base target="_top">'
    framed = html.replace("<head>", f"<head>{head}", 1) if "<head>" in html else head + html
    return HTMLResponse(framed, headers={"Content-Security-Policy": LETTER_SECURITY})


@router.api_route("/demo/write", methods=READ)
def write(visit: AnyVisit, answer: str = "") -> Response:
    """A form to write a mail to the platform, or to answer one of its letters."""
    letter = _letter(visit, answer) if answer else None
    mail = WrittenMail("anna@stad.example", visit.site.office.rules.mail_from, "", "")
    if letter is not None:
        to = parseaddr(letter.reply_to)[1] or mail.to
        mail = WrittenMail(
            parseaddr(letter.to)[1], to, f"Re: {letter.subject}", "", letter.message_id
        )
    return _form(visit, mail)


def _form(visit: Visit, mail: WrittenMail, *, wrong: bool = False) -> Response:
    folder = visit.site.demo.mail_folder if visit.site.demo else ""
    page = visit.page(
        "write.html.j2", status=422 if wrong else 200, mail=mail, wrong=wrong, folder=folder
    )
    page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/demo/write")
def send(
    visit: AnyVisit,
    sender: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "",
    subject: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    answers: Annotated[str, Form()] = "",
) -> Response:
    """Deliver the mail as a mail server would, and go where the answer will be."""
    demo = visit.site.demo
    if not from_this_site(visit.request) or demo is None:
        raise HTTPException(403)
    mail = WrittenMail(sender.strip(), to.strip(), subject.strip(), text, answers)
    try:
        demo.mail(mail)
    except ValueError:
        return _form(visit, mail, wrong=True)
    return RedirectResponse("/demo/mailbox", 303)


def _letter(visit: Visit, name: str) -> ShownLetter:
    found = next((letter for letter in _letters(visit) if letter.name == name), None)
    if found is None:
        raise HTTPException(404)
    return found
