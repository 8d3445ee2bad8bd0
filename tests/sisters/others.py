"""The other installations of `make sisters`, in a process of their own."""

from __future__ import annotations

from contextlib import ExitStack
from multiprocessing.connection import Connection

from matchbot.adapters.catalogue_files import read_catalogue, read_platform
from matchbot.adapters.knowledge import build_knowledge
from matchbot.adapters.shipped import shipped
from matchbot.core.knowledge import Knowledge
from sisters.platforms import Platform, lines_of, made_up


def sample() -> Knowledge:
    """The sample catalogue, known without an embedding: nothing is ranked here."""
    folder = shipped("amsterdam-sample")
    return build_knowledge(read_platform(folder), read_catalogue(folder).catalogue)


def serve(count: int, pipe: Connection) -> None:
    """Run the others until the reader has done; tells their addresses."""
    giant = Platform(made_up(count), name="Groot")
    honest = Platform(lines_of(sample()))
    liar = Platform(made_up(50), twist=lambda line: line.replace(b"kantoor", b"kasteel"))
    down = Platform(made_up(3))
    with down.running():
        pass
    with ExitStack() as stack:
        for platform in (honest, liar, giant):
            stack.enter_context(platform.running())
        pipe.send({"honest": honest.url, "down": down.url, "liar": liar.url, "giant": giant.url})
        pipe.recv()
