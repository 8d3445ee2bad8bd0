"""The text of a part: its transfer encoding, charset, soft line breaks, and HTML undone."""

from __future__ import annotations

from email.message import Message

from matchbot.adapters.mail.charsets import decoded, seen

#: A person's words are shorter; what is beyond is not read.
TEXT_LIMIT, LINES_LIMIT = 100_000, 4000


def part_text(part: Message) -> str:
    """The text of one part as it is seen."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_param("charset", "") if part["Content-Type"] else ""
    name = charset[2] if isinstance(charset, tuple) else str(charset)
    text = seen(decoded(data[: 4 * TEXT_LIMIT], name))
    if part.get_content_type() == "text/html":
        return text  # most of it may be styles
    text = shortened(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(text, delsp=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def shortened(text: str) -> str:
    """As much of a text as is read."""
    return "\n".join(text[:TEXT_LIMIT].split("\n", LINES_LIMIT)[:LINES_LIMIT])


def unflowed(text: str, *, delsp: bool = False) -> str:
    """format=flowed undone (RFC 3676, section 4): a space at the end of a line joins it to the next."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        marks = line[: len(line) - len(line.lstrip(">"))]
        rest = line[len(marks) :].removeprefix(" ")
        signature = rest.rstrip("\n") == "-- "
        if open_depth == len(marks) and not signature:
            lines[-1] += rest
        else:
            lines.append(f"{marks} {rest}" if marks else rest)
        flows = rest.endswith(" ") and not signature
        open_depth = len(marks) if flows else -1
        if flows and delsp:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)
