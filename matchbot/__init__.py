"""matchbot connects buyers to work integration social enterprises (WISEs) in one conversation."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matchbot.core.offering import Offering
    from matchbot.facade import Matcher, read_need

# Must stand before numpy is loaded: the arrays of one need are so small that threads of the
# linear algebra only wait for each other (measured: 216 ms instead of 4 for four texts).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
__all__ = ["Matcher", "Offering", "read_need"]

_HOMES = {
    "Matcher": "matchbot.facade",
    "read_need": "matchbot.facade",
    "Offering": "matchbot.core.offering",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, when it is asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
