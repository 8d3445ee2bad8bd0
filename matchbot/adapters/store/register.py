"""The register of processing (GDPR art. 30), made from the tables that hang on persons."""

from __future__ import annotations

from dataclasses import dataclass

from matchbot.adapters.store.personal_data import OWNED, Owned
from matchbot.adapters.store.tables import Row

#: What the table classes say of themselves, by the tables' names.
_ABOUT = {model.__tablename__: model.__doc__ or "" for model in Row.__subclasses__()}
_NOT_THEIRS = {"platform", "state", "lease_owner", "lease_until", "attempts", "resends", "round"}


@dataclass(frozen=True)
class Processing:
    """What a table is for, on which ground of GDPR art. 6(1), and how long its rows are kept."""

    purpose: str
    ground: str
    kept: str


_REQUEST = "(b): the person asked for it"
_CHATS, _LEADS = "`MATCHBOT_KEEP_CHATS_DAYS` (90 days)", "`MATCHBOT_KEEP_LEADS_MONTHS` (24 months)"
PROCESSINGS: dict[str, Processing] = {
    "person": Processing("to know who says what", _REQUEST, f"as long as anything below; else {_CHATS}"),
    "identity": Processing("to reach the person where they wrote", _REQUEST, "as the person"),
    "conversation": Processing("to go on where the talk was", _REQUEST, f"{_CHATS} after the last word"),
    "utterance": Processing("to show what was said", _REQUEST, _CHATS),
    "need": Processing("to find offerings; to count what is asked for", _REQUEST, f"{_CHATS}, then without words"),
    "lead": Processing("to put buyer and WISE in touch, and ask what came of it", _REQUEST, f"{_LEADS}, then without the person"),
    "lead_event": Processing("to show who decided what", "(f): proof", f"{_LEADS}, then without words"),
    "outbox": Processing("to send each letter and message once", _REQUEST, "`MATCHBOT_KEEP_LETTERS_DAYS` (30 days) after it left"),
    "inbox": Processing("to lose nothing that was written to us", _REQUEST, "`MATCHBOT_KEEP_INBOUND_DAYS` (30 days) after it was handled"),
    "subscription": Processing("to send the weekly letter; proof of consent", "(a): consent", "until erased by the person; 7 days if never confirmed"),
    "digest": Processing("to tell nothing twice", "(a): consent", "as the subscription"),
    "link_key": Processing("to open links without an account", _REQUEST, f"{_CHATS} after it expired"),
    "team_member": Processing("to let somebody act for a WISE", "(b): the WISE asked for it", "as long as in the team"),
    "linked_chat": Processing("to let somebody act for a WISE or the platform in a chat", _REQUEST, "until unlinked"),
    "application": Processing("to decide who may join, and say why", _REQUEST, _LEADS),
    "audit_line": Processing("to show who of the staff did what", "(f): proof", _LEADS),
    "task": Processing("to let staff help", _REQUEST, f"{_CHATS} after it was done"),
}  # fmt: skip


def register() -> str:
    """The register as a Markdown table, a row for each table that hangs on persons."""
    head = (
        "| table | what is in it | columns | purpose | ground | kept | at erasure |\n" + "|---" * 7
    )
    return "\n".join([f"{head}|", *(_row(owned) for owned in OWNED)]) + "\n"


def _row(owned: Owned) -> str:
    name, about = owned.table.name, PROCESSINGS[owned.table.name]
    columns = ", ".join(f"`{c.name}`" for c in owned.table.columns if c.name not in _NOT_THEIRS)
    means = _ABOUT[name].split("\n")[0].split(":")[0].rstrip(".")
    gone = "deleted" if owned.emptied is None else "emptied; only counted"
    cells = (f"`{name}`", means, columns, about.purpose, about.ground, about.kept, gone)
    return f"| {' | '.join(cells)} |"
