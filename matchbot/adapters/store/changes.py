"""When to look for a changed catalogue: PostgreSQL tells it, elsewhere one looks each second."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Engine, func, select

from matchbot.adapters.store.work import Work

CHANNEL = "matchbot_catalogue"
#: Looked at so often even when nobody tells: a notice may have been lost with its connection.
LOOK = 1.0


def tell_change(work: Work) -> None:
    """Wake all processes that wait for a change, once this transaction is committed."""
    if work.on_postgres:
        work.run(select(func.pg_notify(CHANNEL, work.platform)))


class Changes:
    """Waits for the next moment at which to look. For one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told = engine.dialect.name == "postgresql"
        self._connection: Any = None

    def wait(self, seconds: float = LOOK) -> None:
        """Until something changed, but not longer than so many seconds."""
        if not self._told:
            time.sleep(seconds)
            return
        began = time.monotonic()
        try:
            for _ in self._listening().notifies(timeout=seconds, stop_after=1):
                return
        except Exception:
            # Without a connection there is still looking.
            self.close()
            time.sleep(max(0.0, seconds - (time.monotonic() - began)))

    def close(self) -> None:
        """Let the connection go."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _listening(self) -> Any:
        if self._connection is None:
            # Out of the pool for good: nobody else may find its notices.
            pooled = self._engine.raw_connection()
            connection = pooled.driver_connection
            assert connection is not None
            pooled.detach()
            connection.rollback()
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._connection = connection
        return self._connection
