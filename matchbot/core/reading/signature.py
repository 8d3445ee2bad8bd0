"""Where the need ends and the signature under it begins."""

from __future__ import annotations

import re

_CLOSING = re.compile(
    r"(?:^|\n|[.!?,] ?)[ \t]*(?:met (?:vriendelijke|hartelijke) groet(?:en)?|vriendelijke"
    r" groet(?:en)?"
    r"|hartelijke groet(?:en)?|groet(?:en|jes)?|mvg|kind regards|best regards|warm regards|regards"
    r"|best wishes|yours (?:sincerely|faithfully)|sincerely|many thanks,?(?=\s*\n)|cheers,(?=\s*\n)"
    r"|cordialement|bien cordialement|bien a vous|salutations|mit freundlichen grussen|mfg|vg|lg|cdlt|cdt|m\.v\.g\.|grtz?|gr\.|met groet|grussle|grusse aus"
    r"|freundliche grusse|viele grusse|beste grusse|liebe grusse|herzliche grusse|schone grusse)"
    r"(?= ?[,.!\n-]|\s*$| [a-z]+(?: [a-z.]+){0,4} ?(?:[,\n]|\s*$))"
)
_DASHES = re.compile(r"(?:^|\n)(?:-- ?|__+|-{3,})[ \t]*(?:\n|$)")


def signature_start(plain: str) -> int:
    """Where the signature starts in a folded text; its length when there is none."""
    starts = [m.start() for m in (_CLOSING.search(plain), _DASHES.search(plain)) if m]
    starts = [start for start in starts if plain[:start].strip()]
    return min(starts, default=len(plain))
