"""The platform's own vocabulary: what is imported beside the shipped one, and what leads teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from matchbot.core.matching.learning import Lesson
from matchbot.core.matching.normalise import content_words
from matchbot.core.offering import Catalogue
from matchbot.core.vocabulary import Vocabulary
from matchbot.flows.ports import Store, Transaction
from matchbot.flows.records import AcceptedLead, VocabularyChange

#: A word teaches only when so many buyers used it, or when the vocabulary has it anyway: so
#: that no name and nothing else about one person gets into the table.
BUYERS = 3
_SINCE = "learning.since"


def import_vocabulary(store: Store, vocabulary: Vocabulary) -> VocabularyChange:
    """Put kinds and codes beside the shipped ones; every process uses them at its next swap."""
    with store.begin() as transaction:
        return transaction.vocabulary.put(vocabulary)


def forget_vocabulary(store: Store) -> int:
    """Take out all that was imported; how many kinds and codes there were."""
    with store.begin() as transaction:
        return transaction.vocabulary.forget()


def forget_lessons(store: Store, now: datetime) -> None:
    """Learn only from leads that are accepted from now on."""
    with store.begin() as transaction:
        transaction.memory.set(_SINCE, now.isoformat())


def lessons_of_leads(
    transaction: Transaction, catalogue: Catalogue, vocabulary: Vocabulary
) -> list[Lesson]:
    """What accepted leads teach: the buyers' words and the code of what they got.

    Nothing is kept: it is read from the leads each time, so an erased person teaches no more.
    """
    since = transaction.memory.get(_SINCE)
    leads = [
        lead
        for lead in transaction.vocabulary.accepted()
        if since is None or (lead.at is not None and lead.at > datetime.fromisoformat(since))
    ]
    allowed = _allowed_words(leads, vocabulary) if leads else set()
    return list(_lessons(leads, allowed, catalogue, vocabulary))


def _allowed_words(leads: Iterable[AcceptedLead], vocabulary: Vocabulary) -> set[str]:
    buyers: dict[str, set[str]] = {}
    for lead in leads:
        for word in content_words(lead.need.what):
            buyers.setdefault(word, set()).add(lead.person_id)
    known = {
        word
        for kind in vocabulary.kinds.values()
        for texts in kind.words.values()
        for text in texts
        for word in content_words(text)
    }
    return {word for word, people in buyers.items() if word in known or len(people) >= BUYERS}


def _lessons(
    leads: Iterable[AcceptedLead], allowed: set[str], catalogue: Catalogue, vocabulary: Vocabulary
) -> Iterator[Lesson]:
    for lead in leads:
        words = [word for word in content_words(lead.need.what) if word in allowed]
        code = _code(lead.offering_id, catalogue, vocabulary)
        if words and code:
            yield Lesson(" ".join(words), code, lead.need.language)


def _code(offering_id: str, catalogue: Catalogue, vocabulary: Vocabulary) -> str:
    """The first code of an offering, else of its first kind; "" when it has none."""
    offering = catalogue.offerings.get(offering_id)
    if offering is None:
        return ""
    kinds = (vocabulary.kinds[kind] for kind in offering.kinds if kind in vocabulary.kinds)
    return next(iter([*offering.cpv, *(code for kind in kinds for code in kind.cpv)]), "")
