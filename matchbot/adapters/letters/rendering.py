"""From blocks to the text and the HTML of a letter.

Blocks and the frame around them are rendered once and remembered: ten thousand digests are
mostly the same items in another order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from matchbot.adapters.letters.blocks import Block
from matchbot.core.platform import Platform

TEMPLATES = Path(__file__).parent / "templates"
REMEMBERED = 4096
_GAPS = ("subject", "preview", "blocks")
_GAP = re.compile(r"%%(subject|preview|blocks)%%")
_SPACED_SIGN = re.compile(r" (?=[:;?!»])|(?<=«) ")
_E_MAIL = re.compile(r"(?<=(?<![\w@.-])[Ee])-(?=[Mm]ail)")
_WRAPPED_IN = '<div class="body">'


@dataclass(frozen=True)
class Frame:
    """What stands around the blocks of every letter of a platform, in one language."""

    platform: Platform
    language: str
    sign: str
    machine: str
    foot: str


def render_text(frame: Frame, blocks: Sequence[Block]) -> str:
    """The text part, made for reading in a terminal."""
    return "".join(map(block_text, blocks)) + _foot(frame)


def render_html(frame: Frame, subject: str, preview: str, blocks: Sequence[Block]) -> str:
    """The HTML part, with its styles in place."""
    inside = "".join(block_html(block, frame.platform) for block in blocks)
    gaps = {"subject": str(escape(subject)), "preview": str(escape(preview)), "blocks": inside}
    parts = _frame_parts(frame)
    return "".join(gaps[part] if odd % 2 else part for odd, part in enumerate(parts))


@lru_cache(maxsize=REMEMBERED)
def block_text(block: Block) -> str:
    """One block as text, with an empty line after it."""
    return _templates().get_template("block.txt.j2").render(block=block)


@lru_cache(maxsize=REMEMBERED)
def block_html(block: Block, platform: Platform) -> str:
    """One block as HTML, with its styles in place."""
    plain = _templates().get_template("block.html.j2").render(block=block)
    styled = _inliner().inline_fragment(f"{_WRAPPED_IN}{plain}</div>", _style(platform))
    return styled[styled.index(">") + 1 : styled.rindex("</div>")]


@lru_cache(maxsize=64)
def _frame_parts(frame: Frame) -> tuple[str, ...]:
    """The frame, cut at its gaps: fixed parts and names of gaps in turn."""
    gaps = {name: f"%%{name}%%" for name in _GAPS}
    page = _templates().get_template("frame.html.j2").render(frame=frame, **gaps)
    return tuple(_GAP.split(_inliner().inline(page)))


@lru_cache(maxsize=64)
def _foot(frame: Frame) -> str:
    return _templates().get_template("foot.txt.j2").render(frame=frame)


@lru_cache(maxsize=16)
def _style(platform: Platform) -> str:
    return _templates().get_template("style.css.j2").render(platform=platform)


def wrapped(text: str, mark: str = "", width: int = 72) -> str:
    """Lines of at most `width` characters, each behind `mark`; links stay whole."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            if line and len(mark) + len(line) + 1 + len(word) > width:
                lines.append(mark + line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append((mark + line).rstrip())
    return "\n".join(lines)


def unbroken(text: str) -> str:
    """The text with no line break where readers stumble: before " :" and within "e-mail"."""
    return _E_MAIL.sub("\u2011", _SPACED_SIGN.sub("\u00a0", text))


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(wrapped=wrapped, unbroken=unbroken)
    return made


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
