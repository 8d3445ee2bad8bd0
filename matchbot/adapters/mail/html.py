"""HTML to text: block by block, quotes marked, the history's containers known. Nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from matchbot.adapters.mail.bodies import shortened
from matchbot.adapters.mail.charsets import seen
from matchbot.core.mail.incoming import HISTORY
from matchbot.core.mail.quote_words import FORWARDED_LINE

_UNREAD = frozenset(
    "head style script title template noscript iframe object svg select -comment".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table tbody thead tr ul".split()
)
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table pre blockquote".split())
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)

#: Quotes within quotes are told apart to this depth.
_DEEPEST = 10

#: From such an element on everything is history.
_HISTORY = re.compile(
    r"yahoo_quoted|divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container"
    r"|zmail_extra|protonmail_quote|wmQuoteContainer"
    r"|mailru-blockquote-container|isQuotedMessage|bloop_original_html|freebirdFormQuote|OutlookMessageHeader|stopSpelling"
)
#: Programs that show other programs' mails put something before their names.
_PREFIX = re.compile(r"^(?:x_|yiv\d+|ydp[0-9a-f]+)+")
#: Outlook draws the line above its header block so.
_OUTLOOK_LINE = re.compile(
    r"border:\s*none;\s*border-top:\s*solid #(?:E1E1E1|B5C4DF)|border-top-color: rgb\(229, 229, 229\)",
    re.IGNORECASE,
)
#: Such elements announce the history, or are signatures that a program put there.
_LEFT_OUT = re.compile(r"moz-cite-prefix|reply-intro|[\w-]*signature[\w-]*", re.IGNORECASE)


def html_to_text(source: str) -> str:
    """The text of an HTML mail as read aloud: links by their words, no pictures, nothing hidden."""
    root = LexborHTMLParser(source).root
    if root is None:
        return ""
    writer = _Writer()
    # A list instead of recursion: mails nest thousands of elements.
    waiting: list[tuple[LexborNode, bool]] = [(root, False)]
    while waiting:
        node, left = waiting.pop()
        tag = str(node.tag)
        if left:
            writer.leave(tag, quote=_is_quote(node, tag), spaced=_is_spaced(node, tag))
        elif tag == "-text":
            writer.write(str(node.text_content or ""), preformatted=writer.preformatted > 0)
        elif not _is_left_out(node, tag):
            if _begins_history(node):
                writer.history()
            writer.enter(tag, quote=_is_quote(node, tag), spaced=_is_spaced(node, tag))
            waiting.append((node, True))
            waiting.extend((child, False) for child in reversed(_children(node)))
    return shortened(_joined(writer.lines))


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _names(node: LexborNode) -> list[str]:
    attributes = node.attributes
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".split()
    return [_PREFIX.sub("", name) for name in names]


def _is_left_out(node: LexborNode, tag: str) -> bool:
    if tag in _UNREAD:
        return True
    attributes = node.attributes
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return True
    names = _names(node)
    if "gmail_attr" in names:
        return not _forwards(node)
    return any(_LEFT_OUT.fullmatch(name) for name in names)


def _forwards(node: LexborNode) -> bool:
    begin = (node.text(deep=True) or "").strip()[:60].split("\n")[0]
    return bool(FORWARDED_LINE.match(begin))


def _begins_history(node: LexborNode) -> bool:
    attributes = node.attributes
    if attributes.get("name") == "quote" or _OUTLOOK_LINE.search(attributes.get("style") or ""):
        return True
    return any(_HISTORY.search(name) for name in _names(node))


def _is_spaced(node: LexborNode, tag: str) -> bool:
    """True for a block with room around it; Outlook's paragraphs have none."""
    return tag in _SPACED and not (node.attributes.get("class") or "").startswith("Mso")


def _is_quote(node: LexborNode, tag: str) -> bool:
    """A cited blockquote; one that only indents is no quote."""
    if tag != "blockquote":
        return False
    attributes = node.attributes
    return (
        attributes.get("type") == "cite"
        or any("quote" in name for name in _names(node))
        or ("border-left" in (attributes.get("style") or ""))
    )


@dataclass
class _Writer:
    """Collects lines as a reader would see them."""

    lines: list[str] = field(default_factory=list)
    preformatted: int = 0
    _line: str = ""
    _depth: int = 0

    def write(self, text: str, *, preformatted: bool) -> None:
        if preformatted:
            first, *rest = text.split("\n")
            self._line += first
            for line in rest:
                self._end_line()
                self._line = line
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", text)
        self._line += words.lstrip(" ") if not self._line or self._line.endswith(" ") else words

    def enter(self, tag: str, *, quote: bool, spaced: bool) -> None:
        if tag in _BLOCKS:
            self._block(spaced=spaced)
        if tag == "br":
            self._end_line()
        elif tag == "hr":
            self._line = "________________________________"
            self._block(spaced=False)
        elif tag == "li":
            self._line = "- "
        elif tag == "pre":
            self.preformatted += 1
        self._depth = min(self._depth + quote, _DEEPEST)

    def leave(self, tag: str, *, quote: bool, spaced: bool) -> None:
        if tag in _BLOCKS:
            self._block(spaced=spaced)
        if tag in {"td", "th"} and self._line:
            self._line += " "
        elif tag == "pre":
            self.preformatted -= 1
        self._depth = max(self._depth - quote, 0)

    def history(self) -> None:
        self._block(spaced=False)
        self.lines.append(HISTORY)

    def _block(self, *, spaced: bool) -> None:
        if self._line.strip(" "):
            self._end_line()
        self._line = ""
        if spaced and self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * self._depth).rstrip())

    def _end_line(self) -> None:
        self.lines.append(("> " * self._depth + self._line).rstrip(" "))
        self._line = ""


def _joined(lines: list[str]) -> str:
    """The lines without hidden signs; the mark of the history stays."""
    return "\n".join(line if line == HISTORY else seen(line) for line in lines)
