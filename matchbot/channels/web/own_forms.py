"""What the forms of a WISE's own page share: what was typed, what is wrong, what clashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

from matchbot.channels.web.visit import Visit
from matchbot.flows.self_service import BadForm, ChangedMeanwhile


async def _fields(request: Request) -> dict[str, str]:
    """The text fields of a posted form; what was chosen several times is joined by semicolons."""
    fields: dict[str, str] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            fields[name] = f"{fields[name]};{value}" if fields.get(name) else value
    return fields


Fields = Annotated[Mapping[str, str], Depends(_fields)]


def problems_of(visit: Visit, bad: BadForm) -> dict[str, str]:
    """What is wrong, by field, in words."""
    return {name: visit.t(f"web.bad.{why}") for name, why in bad.problems.items()}


def clash_rows(visit: Visit, changed: ChangedMeanwhile) -> list[tuple[str, str, str]]:
    """Field, what stands there now, and what was typed."""
    return [
        (field_label(visit, name), visit.show(stored), visit.show(wanted))
        for name, stored, wanted in changed.differences
    ]


def field_label(visit: Visit, name: str) -> str:
    """The name of a field as people know it; translations carry their language."""
    base, _, language = name.rpartition("_")
    if base in {"title", "description", "about"}:
        return f"{visit.t(f'web.field.{base}')} ({language.upper()})"
    return visit.t(f"web.field.{name}")
