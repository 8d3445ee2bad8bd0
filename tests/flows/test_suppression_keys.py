"""A suppressed address stays suppressed while the secret key is set, rotated and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cast import posted

from matchbot.core.keys import Secrets, hash_key
from matchbot.core.outbox import OutboxMessage
from matchbot.flows.bounces import suppress_address
from matchbot.flows.office import Office

OLD, NEW = "o" * 32, "n" * 32
ADDRESS = "anna@gemeente.example"


def with_keys(office: Office, *keys: str) -> Office:
    return replace(office, rules=replace(office.rules, secrets=Secrets(keys)))


def state_of_a_letter(office: Office, id: str) -> str:
    """What becomes of a letter to the address at the gate."""
    from matchbot.flows import outbox

    now = office.clock.now()
    message = OutboxMessage(id, office.platform, "mail", "digest_wise", id, ADDRESS, b"x",
                            not_before=now, created_at=now)  # fmt: skip
    with office.store.begin() as tx:
        tx.outbox.add(message)
    (claimed,) = outbox.claim(office, "me", ["mail"])
    entered = outbox.pass_gate(office, claimed, "me")
    return (
        "sending" if entered else next(m.state for m in posted(office, "digest_wise") if m.id == id)
    )


@pytest.mark.parametrize(
    ("suppressed_under", "sent_under"),
    [((), ()), ((OLD,), (OLD,)), ((OLD,), (NEW, OLD)), ((), (NEW,)), ((), (NEW, OLD))],
)
def test_it_is_known_under_both_keys_and_from_before_there_was_one(
    office: Office, suppressed_under: tuple[str, ...], sent_under: tuple[str, ...]
) -> None:
    with office.store.begin() as tx:
        before = with_keys(office, *suppressed_under)
        suppress_address(tx, before, "Anna@Gemeente.example", "bounced", office.clock.now())
    assert state_of_a_letter(with_keys(office, *sent_under), "m") == "cancelled"


def test_others_are_written_to(office: Office) -> None:
    with office.store.begin() as tx:
        keyed = with_keys(office, OLD)
        suppress_address(tx, keyed, "bert@gemeente.example", "bounced", office.clock.now())
    assert state_of_a_letter(keyed, "m") == "sending"


def test_whoever_has_the_database_alone_cannot_try_addresses(office: Office) -> None:
    with office.store.begin() as tx:
        suppress_address(tx, with_keys(office, NEW), ADDRESS, "bounced", office.clock.now())
        assert not tx.suppressions.has(hash_key(ADDRESS))
        assert tx.suppressions.has(Secrets((NEW, OLD)).known_as(ADDRESS))
        assert tx.suppressions.count(Secrets((OLD,)).mark) == 1
        assert tx.suppressions.count(Secrets((NEW,)).mark) == 0
