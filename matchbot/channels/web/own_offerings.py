"""A WISE writes its offerings: the form with the coach beside it, pause, photo, and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from datetime import date
from typing import Annotated, Any, get_args

from fastapi import APIRouter, File, Form, HTTPException, UploadFile
from starlette.responses import Response

from matchbot.channels.web.members import Signed, SignedIn, SignedPost
from matchbot.channels.web.own_forms import Fields, clash_rows, field_label, problems_of
from matchbot.channels.web.own_page import own
from matchbot.channels.web.static_files import short_hash
from matchbot.channels.web.visit import READ
from matchbot.core.coach import advice
from matchbot.core.editing import LANGUAGES, OFFERING_FIELDS, differences, fingerprint
from matchbot.core.need import Unit
from matchbot.core.offering import Offering, PriceUnit
from matchbot.flows.self_service import (
    BadForm,
    ChangedMeanwhile,
    NotYours,
    OwnPage,
    State,
    add_offering,
    bring_in,
    drop_photo,
    preview_import,
    read_offering,
    save_offering,
    set_photo,
    set_state,
)

router = APIRouter()
NEW = "new"
STATES: Mapping[str, State] = {"pause": "pause", "resume": "resume", "remove": "remove"}
LISTED = 200
Field = Annotated[str, Form()]


def _offering(page: OwnPage, id: str) -> Offering:
    found = next((one for one in page.offerings if one.id == id), None)
    if found is None:
        raise HTTPException(404)
    return found


def _form(
    signed: Signed, page: OwnPage, offering: Offering, version: str, status: int = 200, **facts: Any
) -> Response:
    """The form of one offering; `typed` is what could not be read, as it was typed."""
    knowledge, visit = signed.office.knowledge(), signed.visit
    kinds = sorted((k.label(visit.language), id) for id, k in knowledge.vocabulary.kinds.items())
    return signed.page(
        "own_offering.html.j2", status=status, page=page, offering=offering, version=version,
        values=_typed(visit.show, offering, facts.pop("typed", {})), kinds=kinds,
        units=get_args(Unit), price_units=get_args(PriceUnit), tongues=LANGUAGES,
        advice=[signed.office.wording.text(said, visit.language)
                for said in advice(offering, knowledge.vocabulary)],
        photo=page.photos.get(offering.id), is_new=not offering.id,
        **{"problems": {}, "clash": [], "checked": False, **facts},
    )  # fmt: skip


def _typed(show: Any, offering: Offering, typed: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields: as it was typed, else as it is stored."""
    values = {f.name: getattr(offering, f.name) for f in fields_of(offering)}
    plain = {
        name: "; ".join(value) if isinstance(value, tuple) else show(value)
        for name, value in values.items()
    }
    return {**plain, **typed}


@router.api_route("/{lang}/me/{wise}/offerings/{id}", methods=READ)
def form(signed: SignedIn, wise: str, id: str) -> Response:
    """The form of an offering, or of a new one."""
    page = own(signed, wise)
    if id == NEW:
        return _form(signed, page, Offering("", wise, language=page.wise.language), "")
    offering = _offering(page, id)
    return _form(signed, page, offering, fingerprint(offering))


@router.post("/{lang}/me/{wise}/offerings/{id}")
def save(signed: SignedPost, wise: str, id: str, fields: Fields) -> Response:
    """Save; or only look what the coach says; or show what is wrong or changed meanwhile."""
    page = own(signed, wise)
    given = {name: fields[name] for name in OFFERING_FIELDS if name in fields}
    version = fields.get("version", "")
    blank = Offering("", wise, language=page.wise.language)
    before = blank if id == NEW else _offering(page, id)
    if fields.get("act") == "check":
        wanted, problems = read_offering(signed.office, before, given)
        bad = problems_of(signed.visit, BadForm(wanted, problems))
        return _form(signed, page, wanted, version, checked=True, typed=given, problems=bad)
    try:
        if id == NEW:
            _, shows = add_offering(signed.office, signed.member, wise, given)
            return signed.back(f"me/{wise}?done={'saved' if shows else 'waits'}")
        save_offering(signed.office, signed.member, wise, id, given, version)
    except NotYours:
        raise HTTPException(404) from None
    except BadForm as bad_form:
        told = problems_of(signed.visit, bad_form)
        return _form(signed, page, bad_form.record, version, 422, typed=given, problems=told)
    except ChangedMeanwhile as changed:
        rows, now = clash_rows(signed.visit, changed), fingerprint(changed.stored)
        return _form(signed, page, changed.wanted, now, 409, clash=rows)
    return signed.back(f"me/{wise}?done=saved")


@router.post("/{lang}/me/{wise}/offerings/{id}/state")
def state(signed: SignedPost, wise: str, id: str, act: Field = "") -> Response:
    """Pause, let show again, or take away."""
    if act not in STATES:
        raise HTTPException(400)
    try:
        set_state(signed.office, signed.member, wise, id, STATES[act])
    except NotYours:
        raise HTTPException(404) from None
    return signed.back(f"me/{wise}?done={'removed' if act == 'remove' else 'saved'}")


@router.post("/{lang}/me/{wise}/offerings/{id}/photo")
def photo(
    signed: SignedPost,
    wise: str,
    id: str,
    alt: Field = "",
    act: Field = "",
    photo: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Take a photo in, drawn anew and with words for who cannot see it; or take it away."""
    page = own(signed, wise)
    offering = _offering(page, id)
    if act == "drop":
        drop_photo(signed.office, signed.member, wise, id)
        return signed.back(f"me/{wise}/offerings/{id}")
    why = ""
    try:
        body = signed.visit.site.files_in_out.photo(photo.file.read() if photo else b"")
        set_photo(signed.office, signed.member, wise, id, body, short_hash(body), alt)
    except BadForm:
        why = "alt"
    except ValueError as bad:
        why = getattr(bad, "why", "no_photo")
    if why:
        problem = {"photo": signed.visit.t(f"web.bad.{why}")}
        return _form(signed, page, offering, fingerprint(offering), 422, problems=problem)
    return signed.back(f"me/{wise}/offerings/{id}")


@router.api_route("/{lang}/me/{wise}/import", methods=READ)
def import_form(signed: SignedIn, wise: str) -> Response:
    """A field for a file."""
    return signed.page("own_import.html.j2", page=own(signed, wise), preview=None, problem="")


@router.post("/{lang}/me/{wise}/import")
def import_file(
    signed: SignedPost,
    wise: str,
    name: Field = "",
    text: Field = "",
    version: Field = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """First a preview of what a file would change; then, with the same text, the change."""
    page = own(signed, wise)
    if file is not None and file.filename:
        raw, name = file.file.read(), file.filename
    else:
        raw = text.encode("utf-8")
    read = signed.visit.site.files_in_out.offerings(raw, name, wise, page.wise.language)
    offerings, findings = read
    if version and offerings:
        try:
            bring_in(signed.office, signed.member, wise, offerings, version)
            return signed.back(f"me/{wise}?done=saved")
        except ChangedMeanwhile:
            return _preview(signed, page, raw, name, offerings, findings, again=True)
    return _preview(signed, page, raw, name, offerings, findings)


def _preview(
    signed: Signed,
    page: OwnPage,
    raw: bytes,
    name: str,
    offerings: Sequence[Offering],
    findings: Sequence[tuple[int | None, str, str]],
    *,
    again: bool = False,
) -> Response:
    preview = preview_import(signed.office, signed.member, page.wise.id, offerings)
    visit = signed.visit
    problem = "web.own.import_nothing" if not offerings else ""
    problem = "web.own.import_again" if again else problem
    return signed.page(
        "own_import.html.j2", status=409 if again else 422 if problem else 200, page=page,
        preview=preview, findings=findings[:LISTED], name=name[:200],
        text=raw.decode("utf-8", "replace"), problem=problem and visit.t(problem),
        changed=[(after, [(field_label(visit, name), _shown(visit.show, a), _shown(visit.show, b))
                          for name, a, b in differences(before, after)])
                 for before, after in preview.changed[:LISTED]],
    )  # fmt: skip


def _shown(show: Any, value: object) -> str:
    return show(str(value)) if isinstance(value, date) else str(show(value))
