"""One process: runs the parts it was asked for until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import uuid
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import structlog
import uvicorn
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from matchbot.adapters.delivery import Delivery
from matchbot.app import App
from matchbot.flows.inbox import Reader, handle_all
from matchbot.schedule import knock

PARTS = ("web", "telegram", "mail", "schedule", "deliver")
TICK_SECONDS = 20
STOP_SECONDS = 8
log = structlog.get_logger()


class PortInUse(Exception):
    """Another program listens on this port."""


@dataclass
class Process:
    """The running parts of an app: `readers` read what comes in, `web` is an ASGI application.

    `polling` asks Telegram for updates; with a `webhook` instead, the web receives them. `mailbox`
    reads mail.
    """

    app: App
    parts: tuple[str, ...]
    readers: Mapping[str, Reader] = field(default_factory=dict)
    senders: Mapping[str, Any] = field(default_factory=dict)
    web: Any = None
    polling: Callable[[asyncio.Event], Coroutine[Any, Any, None]] | None = None
    webhook: Any = None
    mailbox: Callable[[asyncio.Event], Coroutine[Any, Any, None]] | None = None
    owner: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        self._stop = asyncio.Event()

    def handle_inbox(self) -> int:
        """Handle what waits in the inbox; called by the web after a POST and by the loop."""
        return handle_all(self.app.office, self.readers, self.owner)

    async def run(self) -> None:
        """Run until SIGINT or SIGTERM; finish what is in flight, within some seconds."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(name, self._stop.set)
        await asyncio.to_thread(self.app.knowledge.refresh)
        tasks = [asyncio.create_task(part, name=name) for name, part in self._parts().items()]
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait([stopping, *tasks], return_when=asyncio.FIRST_COMPLETED)
        self._stop.set()
        await self._finish(tasks)

    async def _finish(self, tasks: list[asyncio.Task[None]]) -> None:
        done, late = await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for task in done:
            if (problem := task.exception()) is not None:
                raise problem

    def _parts(self) -> dict[str, Coroutine[Any, Any, None]]:
        running: dict[str, Coroutine[Any, Any, None]] = {
            "inbox": self._inbox(),
            "knowledge": self._knowledge(),
        }
        if "web" in self.parts and self.web is not None:
            running["web"] = self._web()
        if "deliver" in self.parts and self.senders:
            at_once = self.app.settings.mail_connections
            running["deliver"] = Delivery(self.app.office, self.senders, at_once).run(self._stop)
        if "schedule" in self.parts:
            running["schedule"] = self._clock()
        if "telegram" in self.parts and self.polling is not None:
            running["telegram"] = self.polling(self._stop)
        if "telegram" in self.parts and self.webhook is not None:
            running["telegram"] = self.webhook.register(self._stop)
        if "mail" in self.parts and self.mailbox is not None:
            running["mail"] = self.mailbox(self._stop)
        return running

    async def _web(self) -> None:
        config = uvicorn.Config(
            self.web,
            log_config=None,
            timeout_graceful_shutdown=STOP_SECONDS - 2,
            server_header=False,
            date_header=False,
            proxy_headers=True,
        )
        server = _Server(config)
        sock = listening_socket(self.app.settings.host, self.app.settings.port)
        watching = asyncio.create_task(self._stop_server(server))
        try:
            await server.serve(sockets=[sock])
        finally:
            watching.cancel()
            sock.close()

    async def _stop_server(self, server: uvicorn.Server) -> None:
        await self._stop.wait()
        # Open streams of the chat end by themselves when they see this.
        self.web.state.closing = True
        server.should_exit = True

    async def _inbox(self) -> None:
        """Handle what comes in; pushes written by other processes are found within a second."""
        while not self._stop.is_set():
            try:
                handled = await asyncio.to_thread(self.handle_inbox)
            except Exception:
                log.exception("the inbox stumbled; goes on in a moment")
                handled = 0
            if not handled:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), 0.5)

    async def _knowledge(self) -> None:
        """Every process knows a changed catalogue within two seconds, but for the time to build it.

        On a thread of its own: neither waiting nor building holds up those who answer.
        """
        loop, changes = asyncio.get_running_loop(), self.app.store.changes()
        with ThreadPoolExecutor(1, "knowledge") as own:
            while not self._stop.is_set():
                try:
                    await loop.run_in_executor(own, changes.wait)
                    await loop.run_in_executor(own, self.app.knowledge.refresh)
                except Exception:
                    log.exception("the catalogue cannot be looked at; tried again in a moment")
            await loop.run_in_executor(own, changes.close)

    async def _clock(self) -> None:
        """APScheduler only knocks; the right to run is a row in the database."""
        scheduler = AsyncIOScheduler(timezone="UTC")

        async def tick() -> None:
            try:
                await asyncio.to_thread(knock, self.app.office)
            except Exception:
                log.exception("a job stumbled; it is tried again at the next knock")

        scheduler.add_job(
            tick, "interval", seconds=TICK_SECONDS, coalesce=True, max_instances=1,
            misfire_grace_time=None,
        )  # fmt: skip
        scheduler.start()
        try:
            await tick()
            await self._stop.wait()
        finally:
            scheduler.shutdown(wait=False)


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: the process has them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        """Leave the signals alone."""
        yield


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens, or PortInUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(512)
    except OSError as problem:
        sock.close()
        raise PortInUse(f"{host}:{port}: {problem.strerror}") from None
    sock.set_inheritable(True)
    return sock
