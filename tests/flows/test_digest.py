"""The weekly digest: once a week, only what is new, and it stops at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cast import Mailbox, StillClock, body, link_in, posted, subscriber

from matchbot.core.digest import Sheet
from matchbot.core.offering import Catalogue
from matchbot.core.subscription import Wish, stop
from matchbot.flows.catalogue import import_catalogue
from matchbot.flows.digest import Held, hold, preview, readers_of, send_digests, this_week
from matchbot.flows.leads import KeyRefused
from matchbot.flows.office import Office, WordedReply
from matchbot.flows.people import open_subscription, stop_subscription
from matchbot.schedule import knock

WINDOWS, LUNCH = "glimploeg-oost-glasbewassing", "de-volle-lepel-lunch"
Change = Callable[[str], None]


@pytest.fixture
def change(office: Office, clock: StillClock) -> Change:
    """Makes an offering new: its text changes, a minute later."""

    def changed(id: str) -> None:
        offering = office.knowledge().catalogue.offerings[id]
        text = f"{offering.description} ({clock.at:%d %H:%M})"
        moment = clock.advance(timedelta(minutes=1))
        new = Catalogue(offerings={id: replace(offering, description=text)})
        import_catalogue(office.store, new, moment)

    return changed


def a_week_later(clock: StillClock) -> None:
    clock.advance(timedelta(days=7))


def test_a_digest_goes_out_once_a_week_however_often_it_is_run(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    subscriber(office)
    change(LUNCH)
    first = send_digests(office)
    assert (first.period, first.letters) == ("2026-W48", 1)
    again = send_digests(office)
    assert (again.letters, again.already) == (0, 1)
    assert len(maildir.deliver()) == 1


def test_no_digest_is_sent_when_nothing_is_new(office: Office, maildir: Mailbox) -> None:
    subscriber(office)
    run = send_digests(office)
    assert (run.letters, run.nothing_new) == (0, 1)
    assert maildir.deliver() == []


def test_what_comes_later_in_an_empty_week_can_still_go_out(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    subscriber(office)
    send_digests(office)
    change(LUNCH)
    assert send_digests(office).letters == 1


def test_a_digest_tells_only_what_its_reader_wants(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    subscriber(office, "all")
    subscriber(office, "food", Wish("lunch", ("catering",), "Amsterdam-Noord"))
    subscriber(office, "trees", Wish("bomen", ("gardening",)))
    change(WINDOWS)
    change(LUNCH)
    send_digests(office)
    titles = {id: office.knowledge().catalogue.offerings[id].title for id in (WINDOWS, LUNCH)}
    letters = {str(m["To"]): body(m) for m in maildir.deliver()}
    assert titles[WINDOWS] in letters["all@stad.example"]
    assert titles[LUNCH] in letters["all@stad.example"]
    assert titles[LUNCH] in letters["food@stad.example"]
    assert titles[WINDOWS] not in letters["food@stad.example"]


def test_the_next_digest_starts_where_the_last_one_that_was_really_sent_ended(
    office: Office, maildir: Mailbox, clock: StillClock, change: Change
) -> None:
    subscriber(office)
    change(LUNCH)
    send_digests(office)
    maildir.deliver()
    a_week_later(clock)
    change(WINDOWS)
    assert [o.id for o in _next(office).offerings] == [WINDOWS]


def test_what_a_digest_told_that_never_left_is_told_again(
    office: Office, clock: StillClock, change: Change
) -> None:
    subscriber(office)
    change(LUNCH)
    send_digests(office)  # and nobody delivers it
    a_week_later(clock)
    change(WINDOWS)
    assert {o.id for o in _next(office).offerings} == {LUNCH, WINDOWS}


def _next(office: Office, id: str = "s1") -> Sheet:
    """What the next digest of a subscriber would tell."""
    (reader,) = readers_of(office, f"person-{id}")
    return preview(office, reader)


def test_one_click_stops_it_at_once_and_twice_is_the_same(
    office: Office, maildir: Mailbox, clock: StillClock, change: Change
) -> None:
    subscriber(office)
    change(LUNCH)
    send_digests(office)
    (letter,) = maildir.deliver()
    word = link_in(letter, "unsubscribe")
    assert word in str(letter["List-Unsubscribe"])
    assert open_subscription(office, word).state == "active"  # only looking changes nothing
    assert stop_subscription(office, word) == stop_subscription(office, word)
    a_week_later(clock)
    change(WINDOWS)
    assert send_digests(office).letters == 0


def test_a_link_that_was_made_up_stops_nothing(office: Office) -> None:
    with pytest.raises(KeyRefused):
        stop_subscription(office, "word-999999")


def test_each_subscriber_gets_a_letter_of_their_own(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    for id in ("a", "b", "c"):
        subscriber(office, id)
    change(LUNCH)
    seen: list[int] = []
    assert send_digests(office, progress=seen.append).letters == 3
    letters = maildir.deliver()
    assert sorted(str(m["To"]) for m in letters) == [f"{id}@stad.example" for id in "abc"]
    assert len({m["List-Unsubscribe"] for m in letters}) == 3
    assert sum(seen) == 3


def test_the_clock_knocks_often_and_the_digest_runs_once(
    office: Office, maildir: Mailbox, clock: StillClock, change: Change
) -> None:
    subscriber(office)
    change(LUNCH)
    first, *later = (knock(office) for _ in range(3))
    assert first.count("digest") == 1
    assert later == [[], []]
    assert len(maildir.deliver()) == 1


def test_a_knock_when_nothing_is_due_holds_up_no_writer(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert knock(office)
    monkeypatch.setattr(office.store, "begin", pytest.fail)
    assert knock(office) == []


def test_a_missed_digest_runs_late_but_not_after_its_week(
    office: Office, clock: StillClock
) -> None:
    clock.advance(timedelta(days=3))
    assert "digest" in knock(office)
    clock.advance(timedelta(days=10, hours=22))  # a Monday at seven, the next is due at eight
    assert "digest" not in knock(office)
    clock.advance(timedelta(hours=1))
    assert "digest" in knock(office)


def test_the_week_is_that_of_the_platforms_zone(office: Office, clock: StillClock) -> None:
    clock.at = clock.at.replace(day=30, hour=0, minute=30)  # Sunday still in UTC
    assert this_week(office) == "2026-W49"


def test_all_wishes_of_a_person_are_one_digest(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    first = subscriber(office, "s1", Wish("lunch", ("catering",)))
    windows = Wish("glazenwasser", ("window-cleaning",))
    with office.store.begin() as tx:
        tx.subscriptions.add(replace(first, id="s2", wish=windows))
    change(LUNCH)
    change(WINDOWS)
    assert send_digests(office).letters == 1
    (letter,) = maildir.deliver()
    titles = [office.knowledge().catalogue.offerings[id].title for id in (LUNCH, WINDOWS)]
    assert all(title in body(letter) for title in titles)


def test_at_most_ten_are_told_by_kind_with_a_link_to_the_rest(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    subscriber(office)
    for id in sorted(office.knowledge().catalogue.offerings)[:14]:
        change(id)
    sheet = _next(office)
    assert (len(sheet.offerings), sheet.rest) == (10, 4)
    assert len({group.kind for group in sheet.groups}) == len(sheet.groups)
    send_digests(office)
    (letter,) = maildir.deliver()
    assert "nog 4 keer nieuw aanbod" in body(letter)


def test_a_wise_is_introduced_once(office: Office, maildir: Mailbox, change: Change) -> None:
    offerings = office.knowledge().catalogue.offerings
    wise = office.knowledge().catalogue.wises[offerings[LUNCH].wise]
    subscriber(office)
    for offering in [o for o in offerings.values() if o.wise == wise.id][:3]:
        change(offering.id)
    send_digests(office)
    (letter,) = maildir.deliver()
    text = " ".join(body(letter).split())
    assert text.count(wise.name) > 1
    assert text.count(wise.about[:40]) == 1


def test_a_digest_on_telegram_is_a_message(office: Office, change: Change) -> None:
    there = subscriber(office)
    with office.store.begin() as tx:
        tx.subscriptions.add(replace(there, id="s2", channel="telegram", address="4711"))
    change(LUNCH)
    assert send_digests(office).letters == 2
    (message,) = [m for m in posted(office, "digest") if m.channel == "telegram"]
    assert message.recipient == "4711"
    title = office.knowledge().catalogue.offerings[LUNCH].title
    assert title in WordedReply.from_json(message.body).text


def test_a_place_leaves_out_who_does_not_come_there(
    office: Office, maildir: Mailbox, change: Change
) -> None:
    subscriber(office, "near", Wish("lunch", ("catering",), "Amsterdam-Noord"))
    subscriber(office, "far", Wish("lunch", ("catering",), "Maastricht"))
    subscriber(office, "all", Wish("", (), "Maastricht"))
    change(LUNCH)
    send_digests(office)
    assert [str(m["To"]) for m in maildir.deliver()] == ["near@stad.example"]


def test_a_filter_that_matches_nothing_gets_no_digest(office: Office, change: Change) -> None:
    subscriber(office, "s1", Wish("kwantumcomputers", (), ""))
    subscriber(office, "s2", Wish("", ("no-such-kind",), ""))
    change(LUNCH)
    assert send_digests(office).letters == 0


def test_after_a_month_of_silence_the_wish_may_be_widened_once(
    office: Office, maildir: Mailbox, clock: StillClock
) -> None:
    subscriber(office, "s1", Wish("bomen", ("gardening",)))
    letters = []
    for _ in range(9):
        send_digests(office)
        letters += maildir.deliver()
        a_week_later(clock)
    assert [m["Subject"] for m in letters] == ["Niets nieuws voor u deze maand"] * 2
    assert link_in(letters[0], "preferences")


def test_who_stops_before_their_digest_leaves_gets_none(
    office: Office, maildir: Mailbox, clock: StillClock, change: Change
) -> None:
    there = subscriber(office)
    change(LUNCH)
    send_digests(office)
    with office.store.begin() as tx:
        tx.subscriptions.save(stop(there, clock.now()))
    assert maildir.deliver() == []


def test_held_digests_are_made_when_they_are_let_go(
    office: Office, clock: StillClock, change: Change
) -> None:
    subscriber(office)
    change(LUNCH)
    hold(office, True)
    assert "digest" not in knock(office)
    with pytest.raises(Held):
        send_digests(office)
    hold(office, False)
    assert "digest" in knock(office)
    assert len(posted(office, "digest")) == 1


def test_a_run_that_was_cut_goes_on_where_it_was(
    office: Office, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchbot.flows.digest.PEOPLE_AT_ONCE", 2)
    for id in "abcdef":
        subscriber(office, id)
    change(LUNCH)

    def cut(made: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_digests(office, progress=cut)
    assert len(posted(office, "digest")) == 2
    run = send_digests(office)
    assert (run.letters, run.already) == (4, 2)
    assert len({m.person_id for m in posted(office, "digest")}) == 6
