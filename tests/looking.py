"""Every public link of a platform at work, and a hash over its whole database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from matchbot.adapters.store import SqlStore
from matchbot.adapters.store.tables import metadata
from matchbot.flows.dossier import make_dossier_link
from matchbot.flows.office import Office, make_key

PAGES = (
    "/", "/nl/", "/nl/offerings?q=lunch", "/nl/offerings/buitenbaan-hagen", "/nl/kinds",
    "/nl/wises/buitenbaan", "/nl/about", "/nl/impact", "/nl/subscribe",
    "/nl/compare?id=buitenbaan-hagen&id=de-volle-lepel-lunch",
)  # fmt: skip
#: What a mail scanner or a curious reader may add; it must not act.
TEMPTING = "answer=accept&act=stop_all&saved=1"


def public_links(office: Office, leads: Iterable[str], confirm: str, email: str) -> Sequence[str]:
    """Pages without a key, and behind keys: leads, confirmation, preferences, stop, dossier."""
    now = office.clock.now()
    with office.store.begin() as tx:
        person = tx.people.identity("mail", email)
        assert person is not None
        (there,) = tx.subscriptions.of_person(person.person_id)
        word = make_key(tx, office, "unsubscribe", there.id, now)
        (lead, *_) = tx.leads.find()
        whole = make_dossier_link(tx, office, lead.conversation_id, lead.person_id, now)
    dossier = whole.removeprefix(office.rules.public_url)
    keys = (*leads, confirm, f"/preferences/{word}", f"/unsubscribe/{word}")
    return (*PAGES, *keys, dossier, f"{dossier}/csv")


def tempting(link: str) -> str:
    """The link with what would act if a GET could."""
    return f"{link}{'&' if '?' in link else '?'}{TEMPTING}"


def rows(store: SqlStore) -> str:
    """A hash over every row of the whole database."""
    digest = hashlib.sha256()
    with store.read() as tx:
        connection = tx.people._work.connection  # type: ignore[attr-defined]
        for table in metadata.sorted_tables:
            for row in sorted(map(repr, connection.execute(select(table)))):
                digest.update(row.encode())
    return digest.hexdigest()
