"""Ids, key words and codes from the operating system's random source."""

from __future__ import annotations

import secrets
import time


class SystemLuck:
    """Implements Luck of the flows."""

    def id(self) -> str:
        """Milliseconds since 1970 and 64 random bits, in hex: sorts by time of making."""
        return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(8)}"

    def word(self) -> str:
        """128 random bits, URL-safe."""
        return secrets.token_urlsafe(16)

    def code(self) -> str:
        """Six digits."""
        return f"{secrets.randbelow(1_000_000):06}"
