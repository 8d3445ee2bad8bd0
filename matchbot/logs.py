"""Logs: structured, without personal data, to standard error."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up_logs(*, quiet: bool = False) -> None:
    """Log lines as key=value for a person at a terminal, as JSON otherwise.

    `quiet`: only warnings and worse. The libraries that would log addresses or tokens (httpx
    writes whole URLs, with the bot's token in them) are silenced below warnings.
    """
    level = logging.WARNING if quiet else logging.INFO
    watching = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer() if watching else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    for name in ("httpx", "httpcore", "apscheduler", "telegram", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
