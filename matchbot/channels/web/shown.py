"""The pages that were drawn last, by address."""

from __future__ import annotations

import threading
from collections import OrderedDict

MOST = 2000


class Shown:
    """The last pages that were drawn, by address; empty again when what they show has changed."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._of: object = None
        self._lock = threading.Lock()

    def get(self, state: object, address: str) -> tuple[bytes, str] | None:
        """Body and ETag of the page at an address."""
        with self._lock:
            if self._of != state:
                return None
            found = self._pages.get(address)
            if found is not None:
                self._pages.move_to_end(address)
            return found

    def put(self, state: object, address: str, page: tuple[bytes, str]) -> None:
        """Keep a page; the one that was asked for longest ago goes."""
        with self._lock:
            if self._of != state:
                self._of = state
                self._pages.clear()
            self._pages[address] = page
            if len(self._pages) > MOST:
                self._pages.popitem(last=False)
