"""Sister platforms: their signed feeds are read, and what is ours is never touched by them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cast import OPERATOR, StillClock, posted
from sisters.platforms import A_DAY, Platform, lines_of, made_up, new_signer

from matchbot.adapters.sisters.getting import Limits, is_public
from matchbot.adapters.sisters.reading import LONGEST_LINE
from matchbot.adapters.sisters.source import WebSisters
from matchbot.core.offering import Catalogue
from matchbot.core.sister import EXTENSION, HOLDS, Sister, SisterTrouble
from matchbot.flows.catalogue import export_catalogue
from matchbot.flows.office import Office
from matchbot.flows.sisters import Pulled, pull, pull_due

Run = Callable[[Platform], Platform]


@pytest.fixture
def run() -> Iterator[Run]:
    """Runs a platform until the test is over."""
    with ExitStack() as stack:
        yield lambda platform: stack.enter_context(platform.running())


@pytest.fixture
def reader(office: Office) -> Office:
    """The office, with what it needs to read platforms of this machine."""
    source = WebSisters(office.knowledge().vocabulary.kinds, loopback=True)
    return replace(office, sisters=source)


@pytest.fixture
def rotterdam(office: Office, run: Run) -> Platform:
    """An honest sister with the same offerings under the same ids as ours."""
    return run(Platform(lines_of(office.knowledge())))


def read(reader: Office, platform: Platform, **how: Any) -> Pulled:
    assert reader.sisters is not None
    return pull(reader, reader.sisters, platform.url, **how)


def trouble(reader: Office, platform: Platform, **how: Any) -> str:
    with pytest.raises(SisterTrouble) as caught:
        read(reader, platform, **how)
    return caught.value.key


def shown(reader: Office, platform: Platform) -> list[str]:
    with reader.store.read() as tx:
        return [one.offering.id for one in tx.sisters.offerings(platform.id)]


def known(reader: Office, platform: Platform) -> Sister | None:
    with reader.store.read() as tx:
        return tx.sisters.get(platform.id)


def daily(reader: Office, *platforms: Platform) -> Office:
    urls = tuple(platform.url for platform in platforms)
    return replace(reader, rules=replace(reader.rules, sisters=urls))


def test_a_sister_is_read_with_where_each_offering_comes_from(
    reader: Office, rotterdam: Platform, clock: StillClock
) -> None:
    before = export_catalogue(reader.store)
    done = read(reader, rotterdam)
    ours = before.offerings
    assert (done.first, done.refused, done.cut, done.sister.taken) == (True, 0, False, len(ours))
    with reader.store.read() as tx:
        taken = tx.sisters.offerings(rotterdam.id)
    assert {one.offering.id: one.offering for one in taken} == ours
    assert all(one.url == f"{rotterdam.url}/nl/offerings/{one.offering.id}" for one in taken)
    assert {one.wise.email for one in taken} == {""}
    sister = known(reader, rotterdam)
    assert sister is not None
    assert (sister.name, sister.pulled_at) == ("Rotterdam Match", clock.now())
    assert sister.figures["wises"] == len(before.wises)
    assert export_catalogue(reader.store) == before


def test_a_feed_that_did_not_change_is_not_sent_again(
    reader: Office, rotterdam: Platform, clock: StillClock
) -> None:
    read(reader, rotterdam)
    sent = rotterdam.sent
    clock.advance(A_DAY)
    again = read(reader, rotterdam)
    assert again.unchanged and rotterdam.sent - sent < 1000
    assert again.sister.pulled_at == clock.now()
    assert len(shown(reader, rotterdam)) == again.sister.taken


def test_what_is_gone_there_is_gone_here_and_ours_of_the_same_id_stays(
    reader: Office, rotterdam: Platform
) -> None:
    read(reader, rotterdam)
    kept, k = "buitenbaan-hagen", reader.knowledge()
    rotterdam.lines = lines_of(
        replace(k, catalogue=Catalogue(k.catalogue.wises, {kept: k.catalogue.offerings[kept]}))
    )
    read(reader, rotterdam)
    assert shown(reader, rotterdam) == [kept]
    assert len(export_catalogue(reader.store).offerings) > 1


def test_a_dry_run_counts_and_keeps_nothing(reader: Office, rotterdam: Platform) -> None:
    assert read(reader, rotterdam, dry_run=True).sister.taken > 100
    assert known(reader, rotterdam) is None
    rotterdam.twist = lambda line: line.replace(b"a", b"e")
    assert trouble(reader, rotterdam, dry_run=True) == "bad_signature"
    assert known(reader, rotterdam) is None


def test_a_feed_that_lies_is_refused_whole_and_the_staff_hear_of_it_once(
    reader: Office, rotterdam: Platform, clock: StillClock
) -> None:
    read(reader, rotterdam)
    before = shown(reader, rotterdam)
    rotterdam.lines, rotterdam.twist = made_up(3), lambda line: line.replace(b"kantoor", b"kasteel")
    for _ in range(3):
        clock.advance(A_DAY)
        assert trouble(reader, rotterdam) == "bad_signature"
    assert shown(reader, rotterdam) == before
    (letter,) = posted(reader, "notice")
    assert letter.recipient == OPERATOR
    with reader.store.read() as tx:
        (task,) = tx.tasks.open()
    assert (task.kind, task.subject) == ("sister", rotterdam.id)


@pytest.mark.parametrize("signature", ["", "x", "=,=", "0123456789abcdef=AAAA", "é" * 9])
def test_a_signature_that_is_none_is_refused(
    reader: Office, rotterdam: Platform, signature: str
) -> None:
    rotterdam.headers = {"Matchbot-Signature": signature}
    assert trouble(reader, rotterdam) in {"no_signature", "bad_signature"}
    assert shown(reader, rotterdam) == []


def test_a_sister_that_is_down_is_tried_at_the_next_knock_and_shown_until_it_is_too_old(
    reader: Office, clock: StillClock
) -> None:
    platform = Platform(made_up(3))
    with platform.running():
        port = int(platform.url.rpartition(":")[2])
        reader = daily(reader, platform)
        assert pull_due(reader) == [platform.id]
        assert pull_due(reader) == []
    clock.advance(A_DAY)
    assert pull_due(reader) == []
    assert len(shown(reader, platform)) == 3 and posted(reader, "notice") == []
    clock.advance(timedelta(hours=1))
    with platform.running(port):
        assert pull_due(reader) == [platform.id]
    clock.advance(HOLDS + A_DAY)
    assert pull_due(reader) == pull_due(reader) == []
    assert shown(reader, platform) == [] and len(posted(reader, "notice")) == 1
    with platform.running(port):
        assert pull_due(reader) == [platform.id]
    assert len(shown(reader, platform)) == 3


def test_one_that_is_down_and_one_that_lies_do_not_keep_the_others_from_being_read(
    reader: Office, rotterdam: Platform, run: Run
) -> None:
    gone = Platform(made_up(3))
    with gone.running():
        pass
    liar = run(Platform(made_up(3), twist=lambda line: line.replace(b"0", b"1")))
    assert pull_due(daily(reader, gone, liar, rotterdam)) == [rotterdam.id]


def test_a_key_is_changed_on_the_operators_word_alone(reader: Office, rotterdam: Platform) -> None:
    read(reader, rotterdam)
    before, stranger = shown(reader, rotterdam), new_signer()
    rotterdam.signer, rotterdam.lines = stranger, made_up(3)
    assert trouble(reader, rotterdam) == "key_changed"
    assert trouble(reader, rotterdam, trust="0123456789abcdef") == "unknown_key"
    assert shown(reader, rotterdam) == before
    assert not read(reader, rotterdam, trust=rotterdam.key_id).first
    assert len(shown(reader, rotterdam)) == 3


def test_while_keys_are_rotated_both_hold(reader: Office, rotterdam: Platform) -> None:
    read(reader, rotterdam)
    rotterdam.signer = new_signer(rotterdam.signer)
    rotterdam.lines = made_up(3)
    done = read(reader, rotterdam)
    assert done.other_keys == (rotterdam.key_id,) and done.sister.taken == 3
    trusting = read(reader, rotterdam, trust=rotterdam.key_id)
    assert trusting.sister.key == rotterdam.signer.keys[0] and not trusting.unchanged


def test_a_long_feed_is_cut_and_it_says_so(reader: Office, run: Run) -> None:
    platform = run(Platform(made_up(2_500)))
    reader = replace(reader, rules=replace(reader.rules, sister_offerings=1_200))
    done = read(reader, platform)
    assert done.cut and (done.sister.count, done.sister.taken) == (2_500, 1_200)
    assert len(shown(reader, platform)) == 1_200


def rows(*items: Any) -> Callable[[str], Iterator[bytes]]:
    def lines(url: str) -> Iterator[bytes]:
        yield b'{"%s":{"count":9},"items":[\n' % EXTENSION.encode()
        for item in items:
            told = item if isinstance(item, str) else json.dumps(item)
            yield told.replace("HERE", url).encode() + b",\n"
        yield b"]}\n"

    return lines


def row(url: str = "HERE/nl/offerings/a", **said: Any) -> dict[str, Any]:
    wise = {"id": "w", "name": "De Werf", "email": "anna@werf.example"}
    return {"url": url, EXTENSION: {"id": "a", "title": "Lunch", "wise": wise, **said}}


BAD_ROWS = [
    row(title=""), row(title=["a", {"b": 1}]), row(id="../x"), row(wise=None), row(wise={"id": "w"}),
    row(wise=7), row(min_quantity="NaN"), row(max_quantity=-1), row(price_from=1e400),
    row(price_from=10**400), row(title="x" * 501), row(title='=HYPERLINK("x")'), row(since="ooit"),
    row(url="https://elsewhere.example/a"), row(url="javascript:alert(1)"), row(url="HERE.evil.example/"),
    "[1]", "null", "{", '{"a":NaN}', "[" * 5000, json.dumps({EXTENSION: []}), row(lead_days=1.5),
]  # fmt: skip


def test_each_row_is_held_against_the_rules_of_our_own_files(reader: Office, run: Run) -> None:
    good = row(id="good", kinds=["catering", "unheard_of"], hidden="x", email="a@b.example")
    platform = run(Platform(rows(*BAD_ROWS, good)))
    done = read(reader, platform)
    assert (done.refused, done.sister.taken) == (len(BAD_ROWS), 1)
    with reader.store.read() as tx:
        (taken,) = tx.sisters.offerings(platform.id)
    assert (taken.offering.kinds, taken.wise.email) == (("catering",), "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"lines": rows("x" * LONGEST_LINE)}, "long_line"),
        ({"lines": lambda url: iter((b"<html>",))}, "no_feed"),
        ({"lines": lambda url: iter(())}, "no_feed"),
        ({"status": 301, "headers": {"Location": "http://169.254.169.254/"}}, "redirect"),
        ({"status": 404}, "status"),
        ({"status": 503}, "down"),
        ({"headers": {"Content-Encoding": "gzip"}}, "no_http"),
        ({"card": b"<html>"}, "no_card"),
        ({"card": b'{"name": "x", "feed": "x", "keys": []}'}, "no_key"),
        ({"card": b'{"name": "x", "feed": "http://10.0.0.1/", "keys": ["x"]}'}, "feed_elsewhere"),
        ({"card": b"x" * 70_000}, "too_large"),
    ],
)
def test_what_is_no_feed_is_refused_in_clear_words(
    reader: Office, rotterdam: Platform, change: dict[str, Any], why: str
) -> None:
    for name, value in change.items():
        setattr(rotterdam, name, value)
    assert trouble(reader, rotterdam) == why
    assert shown(reader, rotterdam) == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://match.example", "no_https"), ("ftp://match.example", "bad_address"),
        ("https://a:b@match.example", "bad_address"), ("https://", "bad_address"),
        ("https://127.0.0.1:1", "private_address"), ("https://[::1]", "private_address"),
        ("https://10.1.2.3/", "private_address"), ("https://169.254.169.254/", "private_address"),
        ("https://[::ffff:192.168.0.1]/", "private_address"), ("https://0/", "private_address"),
        ("https://match.example:99999", "bad_address"), ("https://é.example", "bad_address"),
    ],
)  # fmt: skip
def test_no_address_leads_into_our_own_net(reader: Office, url: str, why: str) -> None:
    source = WebSisters((), loopback=False)
    with pytest.raises(SisterTrouble) as caught:
        pull(reader, source, url, dry_run=True)
    assert caught.value.key == why


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False),
        ("192.168.1.1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("2001:0:1::1", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_public_net_are_connected_to(address: str, public: bool) -> None:
    assert is_public(address, loopback=False) is public


def test_a_feed_larger_than_the_limit_is_not_read_on(
    reader: Office, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchbot.adapters.sisters.source.FEED", Limits(100_000, 30))
    platform = run(Platform(made_up(20_000)))
    assert trouble(reader, platform) == "too_large"
    assert platform.sent < 9_000_000


def test_of_two_readings_at_once_the_later_one_counts(reader: Office, rotterdam: Platform) -> None:
    source = reader.sisters
    assert source is not None
    read(reader, rotterdam)
    with reader.store.begin() as tx:
        first, second = tx.sisters.begin(rotterdam.id), tx.sisters.begin(rotterdam.id)
        sister = tx.sisters.get(rotterdam.id)
        assert sister is not None
        assert not tx.sisters.add(rotterdam.id, first, [])
        assert not tx.sisters.settle(sister, first)
        assert len(tx.sisters.offerings(rotterdam.id)) > 100
        assert tx.sisters.settle(sister, second)
        assert tx.sisters.offerings(rotterdam.id) == []
