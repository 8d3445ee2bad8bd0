"""What a letter is before its frame, and what its words are said with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matchbot.adapters.letters.blocks import Block
from matchbot.core.said import Said

Say = Callable[..., str]
Speak = Callable[[Said], str]


@dataclass(frozen=True)
class Draft:
    """A letter before its frame: subject, the line a mailbox shows beside it, the blocks."""

    subject: str
    preview: str
    blocks: tuple[Block, ...]
