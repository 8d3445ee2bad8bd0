"""The digest as a letter: which facts its template gets."""

from __future__ import annotations

from typing import Any

from matchbot.core.digest import Reader, Sheet
from matchbot.flows.office import Office
from matchbot.flows.records import Letter


def digest_letter(office: Office, reader: Reader, sheet: Sheet, period: str, word: str) -> Letter:
    """What is new, by kind; without anything new, the question whether to widen the wish."""
    k, language = office.knowledge(), reader.language
    kinds = k.vocabulary.kinds
    groups = [
        (
            kinds[group.kind].label(language) if group.kind in kinds else "",
            [(o, k.catalogue.wises[o.wise]) for o in group.offerings],
        )
        for group in sheet.groups
    ]
    facts: dict[str, Any] = {
        "groups": groups,
        "rest": sheet.rest,
        "wishes": tuple(s.wish for s in reader.subscriptions),
        "period": period,
        "offerings": office.link(f"{language}/offerings"),
        "unsubscribe": office.link(f"unsubscribe/{word}"),
        "preferences": office.link(f"preferences/{word}"),
        "confirmed_at": reader.subscriptions[0].confirmed_at,
    }
    template = "digest" if sheet.groups else "nothing_new"
    return Letter(template, language, reader.address, facts, unsubscribe_key=word)
