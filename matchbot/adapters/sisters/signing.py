"""Signatures of feeds: Ed25519 (RFC 8032) over the SHA-256 of the exact bytes.

The digest is signed so that a feed of any size is signed and checked while it streams past.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

MOST_KEYS = 2
#: What is signed begins so: a signature under a feed is none under anything else.
_DOMAIN = b"matchbot feed 1\n"
_PEM = re.compile(rb"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----", re.DOTALL)


class BadKey(ValueError):
    """The key cannot sign; the message says why."""


@dataclass(frozen=True)
class FeedSigner:
    """Signs with one key, or with two while they are rotated, the present one first."""

    private: tuple[Ed25519PrivateKey, ...]

    @classmethod
    def from_pem(cls, text: str) -> FeedSigner:
        """One or two keys as `openssl genpkey -algorithm ed25519` writes them. Raises BadKey."""
        blocks = _PEM.findall(text.encode())
        if not 1 <= len(blocks) <= MOST_KEYS:
            raise BadKey("give one Ed25519 key in PEM form, or two, the new one first")
        return cls(tuple(_private(block) for block in blocks))

    @property
    def keys(self) -> tuple[str, ...]:
        """The public keys as text, the present one first."""
        return tuple(_text(key.public_key().public_bytes_raw()) for key in self.private)

    def sign(self, digest: bytes) -> str:
        """The header for bytes with this SHA-256: a key's id and signature, for each key."""
        signed = (_text(key.sign(_DOMAIN + digest)) for key in self.private)
        return ", ".join(f"{key_id(k)}={s}" for k, s in zip(self.keys, signed, strict=True))


def key_id(key: str) -> str:
    """A short name for a public key: the beginning of its SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def is_signed(header: str, digest: bytes, key: str) -> bool:
    """Whether the header holds this key's signature for bytes with this SHA-256."""
    for part in header.split(",")[:MOST_KEYS]:
        name, _, signature = part.strip().partition("=")
        if name == key_id(key):
            try:
                public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
                public.verify(base64.b64decode(signature, validate=True), _DOMAIN + digest)
            except (InvalidSignature, ValueError, binascii.Error):
                return False
            return True
    return False


def _private(block: bytes) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(block, password=None)
    except (ValueError, TypeError) as problem:
        raise BadKey(f"a key cannot be read: {problem}") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey("this is no Ed25519 key")
    return key


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
