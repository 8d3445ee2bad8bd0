"""No group under five: small numbers are not told, nor those from which one could work them out."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5


def told(parts: Sequence[int]) -> list[int | None]:
    """The parts of a total that may be told beside that total; None for those that may not.

    A part of one to four is hidden. Where all that is hidden adds up to less than five, the total
    would give it away: the smallest of the others is hidden too.
    """
    shown: list[int | None] = [None if 0 < part < LEAST else part for part in parts]
    hidden = sum(part for part, seen in zip(parts, shown, strict=True) if seen is None)
    others = [at for at, seen in enumerate(shown) if seen]
    if 0 < hidden < LEAST and others:
        shown[min(others, key=lambda at: parts[at])] = None
    return shown


def alone(number: int) -> int | None:
    """A number of people, or of what they asked, that stands for itself."""
    return told([number])[0]


def share(part: int, whole: int) -> tuple[int | None, int | None]:
    """A part and the whole it is of: the part only when part and rest are large enough to tell."""
    return told([part, whole - part])[0], alone(whole)
