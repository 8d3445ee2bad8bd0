"""Keys: unguessable words in links and codes, stored only as hashes, bound to one purpose."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

KeyPurpose = Literal[
    "lead", "confirm", "subscribe", "unsubscribe", "preferences", "login", "session", "reply",
    "mail", "dossier", "application", "api", "api_write", "demand", "figures", "chat",
]  # fmt: skip
#: Pages behind a key, as /page/word: for one reader, so no robot and no log may have the word.
PAGES = (
    "lead", "confirm", "unsubscribe", "preferences", "login", "joining", "mail", "dossier",
    "demand", "figures",
)  # fmt: skip


@dataclass(frozen=True)
class Key:
    """A stored key: `hash` of the word in the link, what it opens, until when, spent or not."""

    hash: str
    platform: str
    purpose: KeyPurpose
    subject: str
    person_id: str = ""
    created_at: datetime | None = None
    expires_at: datetime | None = None
    spent_at: datetime | None = None


def hash_key(word: str) -> str:
    """SHA-256 of the word, in hex. Keys have 128 random bits, so no salt is needed."""
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()


def hash_code(code: str, conversation_id: str) -> str:
    """Hash of a short code, bound to its conversation so that it opens nothing else."""
    return hashlib.sha256(f"{conversation_id}:{code}".encode()).hexdigest()


def same(a: str, b: str) -> bool:
    """Compare two hashes without telling by time where they differ."""
    return hmac.compare_digest(a, b)


@dataclass(frozen=True)
class Secrets:
    """The platform's secret keys, the present one first; older ones while they are rotated.

    Without any, an address is known by its plain hash, which whoever has the database can find out
    by trying addresses.
    """

    keys: tuple[str, ...] = ()

    def known_as(self, address: str) -> str:
        """The name of an address under the present key: HMAC-SHA-256, with the key's mark."""
        return self.all_names(address)[0]

    def all_names(self, address: str) -> tuple[str, ...]:
        """The names it may have, the present one first: of each key, and from before there was one."""
        return (*(_sealed(key, address) for key in self.keys), hash_key(address))

    @property
    def mark(self) -> str:
        """What stands before every name of the present key; empty without one."""
        return _mark(self.keys[0]) if self.keys else ""


def _sealed(key: str, address: str) -> str:
    purpose = f"suppression:{address}".encode("utf-8", "replace")
    return _mark(key) + hmac.digest(key.encode(), purpose, hashlib.sha256).hex()


def _mark(key: str) -> str:
    return f"{hash_key(f'mark:{key}')[:8]}:"
