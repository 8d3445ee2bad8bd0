"""The blocks that letters are made of. Each has a text form and an HTML form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Some sentences."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A short line above what follows."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Quote:
    """Words of somebody else, marked as theirs."""

    text: str
    kind: str = "quote"


@dataclass(frozen=True)
class Facts:
    """Label and value, one pair a line."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Code:
    """A code to copy."""

    text: str
    kind: str = "code"


@dataclass(frozen=True)
class Buttons:
    """Links of equal weight: label and address."""

    links: tuple[tuple[str, str], ...]
    kind: str = "buttons"


@dataclass(frozen=True)
class Item:
    """One thing of a list: title, what stands under it, some text, where it leads, who makes it."""

    title: str
    under: str
    text: str
    link: str
    about: str = ""
    kind: str = "item"


@dataclass(frozen=True)
class Small:
    """What must be there but need not be read first."""

    text: str
    kind: str = "small"


Block = Paragraph | Heading | Quote | Facts | Code | Buttons | Item | Small
