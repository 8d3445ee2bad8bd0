"""Sister platforms as they are on the net: the card at the well-known path, then the signed feed."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from matchbot.adapters.sisters.getting import Getter, Limits, checked
from matchbot.adapters.sisters.reading import FeedFile
from matchbot.adapters.sisters.signing import MOST_KEYS, is_signed, key_id
from matchbot.core.addresses import BadAddress, parse_address
from matchbot.core.sister import WELL_KNOWN, Card, Sister, SisterTrouble
from matchbot.flows.ports.sisters import Feed

CARD = Limits(64_000, 30)
#: A million offerings weigh some 600 MB; they go past on their way to a file, not into memory.
FEED = Limits(1 << 30, 240)
_IN_MEMORY = 1 << 20


class WebSisters:
    """Reads other platforms; `loopback` lets those on this machine in too."""

    def __init__(self, kinds: Collection[str], *, loopback: bool = False) -> None:
        self._getter = Getter(loopback=loopback)
        self._kinds, self._loopback = kinds, loopback

    def name(self, url: str) -> str:
        """The id of the platform at this address. Raises SisterTrouble."""
        return checked(url, loopback=self._loopback)

    def key_id(self, key: str) -> str:
        """The short name of a public key."""
        return key_id(key)

    def card(self, url: str) -> Card:
        """What the platform says of itself. Raises SisterTrouble."""
        base, body = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}", io.BytesIO()
        self._getter.get(f"{base}{WELL_KNOWN}", body, CARD)
        try:
            told = json.loads(body.getvalue())
            keys = tuple(str(key) for key in told["keys"])[:MOST_KEYS]
            card = Card(_line(told["name"]), str(told["feed"]), keys, _desk(told.get("desk")))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise SisterTrouble("no_card") from None
        if not keys or not keys[0]:
            raise SisterTrouble("no_key")
        if not card.feed.startswith(f"{base}/"):
            raise SisterTrouble("feed_elsewhere", to=card.feed[:200])
        return card

    @contextmanager
    def feed(self, sister: Sister, card: Card) -> Iterator[Feed | None]:
        """The feed, its signature checked against the pinned key; None: as it was last time.

        Not a byte of it is read before the signature was found good. Raises SisterTrouble.
        """
        headers = {"If-None-Match": sister.etag} if sister.etag else {}
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
            answer = self._getter.get(card.feed, body, FEED, **headers)
            if answer.status == 304:
                yield None
                return
            signature = answer.headers.get("matchbot-signature", "")
            if not is_signed(signature, answer.digest, sister.key):
                raise SisterTrouble("bad_signature" if signature else "no_signature")
            body.seek(0)
            yield FeedFile(body, answer.headers.get("etag", "")[:200], card.feed, self._kinds)


def _line(text: Any) -> str:
    plain = "".join(ch for ch in str(text) if ch.isprintable())
    if not plain.strip():
        raise ValueError("no name")
    return " ".join(plain.split())[:100]


def _desk(text: Any) -> str:
    try:
        return parse_address(str(text)) if text else ""
    except BadAddress:
        return ""
