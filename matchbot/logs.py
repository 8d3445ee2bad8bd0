"""Logs: structured, without personal data, to standard error."""

from __future__ import annotations

import hashlib
import hmac
import logging
import re
import secrets
import sys
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog

from matchbot.core.keys import PAGES

#: What may tell of somebody, or open something, wherever it stands in a line.
_ADDRESS = re.compile(r"[^\s<>\"'()=,:;/]+@[^\s<>\"'(),:;/]+")
_BOT_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
_KEY_IN_PATH = re.compile(rf"(/(?:{'|'.join(PAGES)})/)[^\s/?\"']+")
_PASSWORD_IN_URL = re.compile(r"(://[^\s:/@]+:)[^\s@/]+@")
_CHAT = re.compile(r"(?<![\w.:-])-?\d{7,16}(?![\w.:-])")


class Discreet:
    """Makes lines that tell of nobody: addresses and chats become keyed hashes, secrets nothing.

    The same address has the same hash as long as the key is the same, so that lines about one
    person can be found together.
    """

    def __init__(self, key: str = "") -> None:
        self._key = (key or secrets.token_hex(16)).encode()

    def text(self, text: str) -> str:
        """The text without what tells of somebody or opens something."""
        text = _PASSWORD_IN_URL.sub(r"\1***@", text)
        text = _BOT_TOKEN.sub("<token>", text)
        text = _KEY_IN_PATH.sub(r"\1<key>", text)
        text = _ADDRESS.sub(self._hashed, text)
        return _CHAT.sub(self._hashed, text)

    def event(
        self, _logger: Any, _name: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        """A step of structlog: all values of a line (processor)."""
        return {name: self._plain(value) for name, value in event.items()}

    def _plain(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | float) or type(value) is int:
            return (
                value if not isinstance(value, int) or abs(value) < 10**6 else self.text(f"{value}")
            )
        return self.text(value if isinstance(value, str) else repr(value))

    def _hashed(self, found: re.Match[str]) -> str:
        word = found[0].casefold().encode("utf-8", "replace")
        return f"<{hmac.digest(self._key, word, hashlib.sha256).hex()[:10]}>"


class _DiscreetLines(logging.Formatter):
    """The same for what libraries log."""

    def __init__(self, clean: Callable[[str], str]) -> None:
        super().__init__("%(name)s: %(message)s")
        self._clean = clean

    def format(self, record: logging.LogRecord) -> str:
        return self._clean(super().format(record))


def set_up_logs(*, quiet: bool = False, key: str = "") -> None:
    """Log lines as key=value for a person at a terminal, as JSON otherwise.

    `quiet`: only warnings and worse. With `key` addresses are hashed; without, with one that is
    new at every start. The libraries that would log addresses or tokens (httpx
    writes whole URLs, with the bot's token in them) are silenced below warnings.
    """
    level = logging.WARNING if quiet else logging.INFO
    watching = sys.stderr.isatty()
    discreet = Discreet(key)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            discreet.event,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer() if watching else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(_DiscreetLines(discreet.text))
    logging.basicConfig(handlers=[lines], level=logging.WARNING)
    for name in ("httpx", "httpcore", "apscheduler", "telegram", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
