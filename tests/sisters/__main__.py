"""`make sisters`: one installation reads four others. It must get through them all, by itself.

One is honest, one is down, one changes its feed after signing it, one sends COUNT offerings (a
million unless said). The others run in a process of their own, so that the memory measured is that
of the reading. The last line on standard output is the result; exit status 1 if a promise broke.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cast import StillClock, make_office, posted

from matchbot.adapters.sisters.source import WebSisters
from matchbot.adapters.store import SqlStore
from matchbot.flows.catalogue import export_catalogue, import_catalogue
from matchbot.flows.sisters import pull, pull_due
from sisters.others import sample, serve

MOST_MEGABYTES = 200
_KILOBYTES = 1024


@dataclass(frozen=True)
class Result:
    """What came of it. `grown_mb` is by how much the reader's peak memory rose while it read."""

    count: int
    seconds: float
    grown_mb: float
    taken: dict[str, int]
    troubles: dict[str, str]
    cut: bool
    ours_untouched: bool
    letters_to_staff: int

    @property
    def holds(self) -> bool:
        """Whether every promise held."""
        return (
            self.cut
            and self.ours_untouched
            and self.grown_mb < MOST_MEGABYTES
            and self.troubles
            == {"honest": "", "down": "down", "liar": "bad_signature", "giant": ""}
            and self.taken["liar"] == self.taken["down"] == 0
            and self.taken["honest"] > 0
            and self.letters_to_staff == 1
        )


def read(urls: dict[str, str], count: int, folder: Path) -> Result:
    """One knock of the clock, and once more to the giant to hear that it was cut."""
    knowledge, now = sample(), datetime.now(UTC)
    store = SqlStore.open(f"sqlite:///{folder / 'reader.db'}", knowledge.platform.id)
    import_catalogue(store, knowledge.catalogue, now)
    source = WebSisters(knowledge.vocabulary.kinds, loopback=True)
    office = replace(make_office(store, knowledge, StillClock(now)), sisters=source)
    office = replace(office, rules=replace(office.rules, sisters=tuple(urls.values())))
    before, memory, began = export_catalogue(store), peak(), time.monotonic()
    pull_due(office)
    seconds, grown = time.monotonic() - began, peak() - memory
    pull_due(office)
    with store.read() as tx:
        found = {s.url: s for s in tx.sisters.all()}
    sisters = {name: found[url] for name, url in urls.items()}
    result = Result(
        count, round(seconds, 1), round(grown / _KILOBYTES, 1),
        {name: sister.taken for name, sister in sisters.items()},
        {name: sister.trouble for name, sister in sisters.items()},
        pull(office, source, urls["giant"], dry_run=True).sister.count > sisters["giant"].taken,
        export_catalogue(store) == before,
        len(posted(office, "notice")),
    )  # fmt: skip
    store.close()
    return result


def peak() -> int:
    """The most memory this process ever held, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    count = int(os.environ.get("COUNT", "1000000"))
    ours, theirs = multiprocessing.Pipe()
    others = multiprocessing.get_context("spawn").Process(target=serve, args=(count, theirs))
    others.start()
    theirs.close()  # a process that could not start ends the waiting
    try:
        with tempfile.TemporaryDirectory() as folder:
            result = read(ours.recv(), count, Path(folder))
    finally:
        ours.send("done")
        others.join(30)
        others.kill()
    sys.stdout.write(json.dumps({"holds": result.holds, **asdict(result)}) + "\n")
    return 0 if result.holds else 1


if __name__ == "__main__":
    sys.exit(main())
