"""Fetching from an address that somebody named, so that it can reach nothing but the public net.

Names are looked up here, every address found is judged, and the connection goes to the one that was
judged: a name that points elsewhere a moment later gains nothing. Redirects are not followed,
proxies of the environment not used.
"""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlsplit

import httpcore

from matchbot.core.sister import SisterTrouble

_CHUNK_SECONDS = 20.0
_LONGEST_URL = 500
_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Limits:
    """How much is read of one answer, and for how long in all."""

    bytes: int
    seconds: float


@dataclass(frozen=True)
class Answer:
    """What came back: the status, headers by their small names, and the body's SHA-256 and size."""

    status: int
    headers: Mapping[str, str]
    digest: bytes
    size: int


class Getter:
    """Fetches over https from public addresses; `loopback` lets plain http to this machine in too."""

    def __init__(self, *, loopback: bool = False) -> None:
        self._loopback = loopback

    def get(self, url: str, to: IO[bytes], limits: Limits, **headers: str) -> Answer:
        """The body goes into `to`. Raises SisterTrouble."""
        checked(url, loopback=self._loopback)
        until = time.monotonic() + limits.seconds
        sent = {"Accept-Encoding": "identity", "User-Agent": "matchbot", **headers}
        backend = _JudgedAddresses(until, loopback=self._loopback)
        timeout = {"connect": 10.0, "read": _CHUNK_SECONDS, "write": 10.0, "pool": 10.0}
        try:
            with (
                httpcore.ConnectionPool(
                    ssl.create_default_context(), network_backend=backend
                ) as net,
                net.stream(
                    "GET", url, headers=list(sent.items()), extensions={"timeout": timeout}
                ) as got,
            ):
                return _read(got, to, limits)
        except httpcore.TimeoutException:
            raise SisterTrouble("too_slow", seconds=limits.seconds) from None
        except (httpcore.NetworkError, httpcore.RemoteProtocolError, OSError):
            raise SisterTrouble("down") from None
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, ValueError):
            raise SisterTrouble("no_http") from None


def checked(url: str, *, loopback: bool) -> str:
    """The host (and port) of an address that may be asked. Raises SisterTrouble."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SisterTrouble("bad_address") from None
    host = parts.hostname or ""
    clear = parts.scheme in ("https", "http") and host and not parts.username and url.isascii()
    if not clear or len(url) > _LONGEST_URL or not url.isprintable() or " " in url:
        raise SisterTrouble("bad_address")
    if parts.scheme == "http" and not (loopback and host in ("127.0.0.1", "localhost", "::1")):
        raise SisterTrouble("no_https")
    return f"{host}:{port}" if port else host


def is_public(address: str, *, loopback: bool) -> bool:
    """Whether a connection may go to this IP address."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # What carries an IPv4 address inside may lead to a private one behind a gateway.
        if ip.sixtofour or ip.teredo or ip in _EMBEDDING:
            return False
        ip = ip.ipv4_mapped or ip
    if ip.is_loopback:
        return loopback
    return ip.is_global and not ip.is_multicast


class _JudgedAddresses(httpcore.NetworkBackend):
    """Connects to the very address that was looked up and judged."""

    def __init__(self, until: float, *, loopback: bool) -> None:
        self._until, self._loopback = until, loopback
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not all(is_public(one, loopback=self._loopback) for one in addresses):
            raise SisterTrouble("private_address")
        stream = self._plain.connect_tcp(addresses[0], port, timeout=timeout)
        return _Timed(stream, self._until)


class _Timed(httpcore.NetworkStream):
    """A stream that ends at a moment, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def _left(self, timeout: float | None) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        safe = self._stream.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Timed(safe, self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _read(got: httpcore.Response, to: IO[bytes], limits: Limits) -> Answer:
    headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in got.headers}
    if 300 <= got.status < 400 and got.status != 304:
        raise SisterTrouble("redirect", to=headers.get("location", "")[:_LONGEST_URL])
    if got.status >= 500 or got.status in (408, 429):
        raise SisterTrouble("down")
    if got.status not in (200, 304):
        raise SisterTrouble("status", status=got.status)
    if headers.get("content-encoding", "identity") != "identity":
        raise SisterTrouble("no_http")
    hash, size = hashlib.sha256(), 0
    for chunk in got.iter_stream():
        size += len(chunk)
        if size > limits.bytes:
            raise SisterTrouble("too_large", most=limits.bytes)
        hash.update(chunk)
        to.write(chunk)
    return Answer(got.status, headers, hash.digest(), size)
