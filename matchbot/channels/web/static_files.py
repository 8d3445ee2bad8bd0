"""Our own stylesheet and script, under addresses that change with their content."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".svg": "image/svg+xml"}  # fmt: skip
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True)
class StaticFile:
    """One file: its bytes, type, and the hash its address carries."""

    body: bytes
    media_type: str
    hash: str


class StaticFiles:
    """All files of the folder, read once."""

    def __init__(self) -> None:
        self._files = {path.name: _read(path) for path in FOLDER.iterdir() if path.suffix in TYPES}

    def url(self, name: str) -> str:
        """The address of a file; browsers may keep what is there for ever."""
        return f"/static/{self._files[name].hash}/{name}"

    def get(self, hash: str, name: str) -> StaticFile | None:
        """The file at an address; None for an unknown name or an older content."""
        file = self._files.get(name)
        return file if file and file.hash == hash else None

    def named(self, name: str) -> StaticFile:
        """A file by its name alone."""
        return self._files[name]


def _read(path: Path) -> StaticFile:
    body = path.read_bytes()
    return StaticFile(body, TYPES[path.suffix], short_hash(body))


def short_hash(body: bytes) -> str:
    """Enough of a hash to tell two contents apart."""
    return hashlib.sha256(body).hexdigest()[:12]


def platform_style(colour: str, accent: str) -> tuple[bytes, str]:
    """The platform's two colours as CSS custom properties, and the ETag of that."""
    names = {"--platform-colour": colour, "--platform-accent": accent}
    # Whatever stands in the settings, only a colour may reach a stylesheet.
    kept = [f"{name}:{value}" for name, value in names.items() if _COLOUR.fullmatch(value)]
    body = f":root{{{';'.join(kept)}}}\n".encode()
    return body, f'"{short_hash(body)}"'
