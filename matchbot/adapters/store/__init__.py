"""The store on SQLite or PostgreSQL."""

from matchbot.adapters.store.engine import StoreError
from matchbot.adapters.store.store import SqlStore

__all__ = ["SqlStore", "StoreError"]
