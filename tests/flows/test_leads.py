"""What happens to a lead: letters, answers, follow-ups, outcomes; each exactly once."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from cast import ANNA, Mailbox, StillClock, body, buyer, link_in, posted

from matchbot.core.lead import Lead, NotPossible, replayed
from matchbot.core.matching.declines import Decline
from matchbot.core.need import Budget, Period
from matchbot.flows.declines import declines_of_leads
from matchbot.flows.enquiry import Answer
from matchbot.flows.erasure import forget_person
from matchbot.flows.followup import follow_up, send_wise_notes
from matchbot.flows.inbox import handle_all
from matchbot.flows.lead_letters import take_back
from matchbot.flows.leads import KeyRefused, NoAmount, answer_lead, open_lead, undo_answer
from matchbot.flows.office import Office
from matchbot.flows.outcomes import wise_outcome

NEED = "Lunch voor 40 personen in Noord, vegetarisch"
WHO = "Gemeente Amsterdam, Anna de Vries, anna@gemeente.example"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Says = Callable[..., Answer]


@pytest.fixture
def anna(office: Office, maildir: Mailbox) -> Says:
    """A buyer who chose one offering and proved her address."""
    says = buyer(office)
    choose(says, maildir)
    return says


def choose(says: Says, maildir: Mailbox, need: str = NEED, who: str = WHO) -> None:
    """Say a need, choose the first match, prove the address."""
    says(need)
    says("1")
    says(who)
    code = re.search(r"\d{6}", str(maildir.deliver()[-1]["Subject"]))
    assert code
    says(code[0])


def told(maildir: Mailbox) -> str:
    """The letter to the WISE arrives; the word of its link."""
    (letter,) = maildir.deliver()
    return link_in(letter, "lead")


def leads(office: Office) -> list[Lead]:
    with office.store.read() as tx:
        return tx.leads.find()


def news(office: Office, says: Says) -> list[str]:
    """What the bot said of its own accord since the last turn was taken."""
    with office.store.read() as tx:
        before = len(tx.conversations.utterances(leads(office)[0].conversation_id))
    handle_all(office, {}, "test")
    with office.store.read() as tx:
        lines = tx.conversations.utterances(leads(office)[0].conversation_id)
    return [line.text for line in lines[before:]]


def live(office: Office, clock: StillClock, maildir: Mailbox, days: float) -> list[str]:
    """Let the hours go by as the clock does; the subjects of the letters that arrived."""
    subjects = []
    for _ in range(round(days * 24)):
        clock.advance(HOUR)
        follow_up(office)
        subjects += [str(m["Subject"]) for m in maildir.deliver()]
    return subjects


def test_a_silent_wise_is_reminded_once_and_the_lead_expires(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    told(maildir)
    subjects = live(office, clock, maildir, 14)
    assert [s[:22] for s in subjects] == ["Wacht op uw antwoord: "]
    (lead,) = leads(office)
    assert (lead.state, lead.followed) == ("expired", ("remind", "tell_buyer", "expire"))
    heard = "\n".join(news(office, anna))
    assert heard.count("heeft nog niet geantwoord") == 1
    assert heard.count("niet op tijd geantwoord") == 1


def test_follow_ups_come_on_working_days_after_one_two_and_five(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    told(maildir)  # on Monday 23 November at nine
    live(office, clock, maildir, 14)
    with office.store.read() as tx:
        events = {e.step: e.at for e in tx.leads.events(leads(office)[0].id)}
    here = ZoneInfo("Europe/Amsterdam")
    days = {step: at.astimezone(here).strftime("%a %d") for step, at in events.items()}
    assert (days["remind"], days["tell_buyer"], days["expire"]) == ("Tue 24", "Wed 25", "Mon 30")


def test_after_missed_days_each_letter_still_comes_once_and_expiry_waits_for_the_reminder(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    told(maildir)
    clock.advance(8 * DAY)
    for _ in range(3):
        follow_up(office)
    assert [str(m["Subject"])[:5] for m in maildir.deliver()] == ["Wacht"]
    assert leads(office)[0].state == "notified"
    assert live(office, clock, maildir, 3) == []
    assert leads(office)[0].state == "expired"


def test_nothing_is_followed_up_in_the_evening_the_weekend_or_on_a_holiday(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    told(maildir)
    for moment in ("2026-11-24T20:00", "2026-11-28T10:00", "2026-12-25T10:00"):
        clock.at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
        assert follow_up(office) == 0


@pytest.mark.parametrize("answer", ["accept", "decline", "withdraw", "erase"])
def test_no_reminder_after_an_answer_a_withdrawal_or_an_erasure(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says, answer: str
) -> None:
    word = told(maildir)
    if answer in {"accept", "decline"}:
        answer_lead(office, word, answer)  # type: ignore[arg-type]
    elif answer == "withdraw":
        with office.store.begin() as tx:
            take_back(tx, office, leads(office)[0], clock.now(), "web")
    else:
        with office.store.begin() as tx:
            forget_person(tx, office, leads(office)[0].person_id, clock.now(), "web")
    maildir.deliver()
    assert not [s for s in live(office, clock, maildir, 9) if "Wacht" in s]


def test_a_refusal_is_kept_with_its_reason_and_the_wise_gets_a_receipt(
    office: Office, maildir: Mailbox, anna: Says, clock: StillClock
) -> None:
    word = told(maildir)
    answer_lead(office, word, "decline", reason="too_far")
    (receipt,) = maildir.deliver()
    assert "te ver weg" in body(receipt)
    (lead,) = leads(office)
    with office.store.read() as tx:
        assert tx.leads.declines(clock.now() - DAY) == {(lead.offering_id, "too_far"): 1}


def test_a_price_and_a_sentence_reach_the_buyer(
    office: Office, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept", note="Graag!", price="ongeveer 2k")
    assert leads(office)[0].price == Budget(2000, 2000)
    letters = {str(m["To"].addresses[0].addr_spec): body(m) for m in maildir.deliver()}
    assert "€ 2.000" in letters[ANNA.email].replace("\xa0", " ")
    (heard,) = news(office, anna)
    assert "Richtprijs: € 2.000" in heard.replace("\xa0", " ") and "Graag!" in heard


def test_a_price_without_an_amount_is_refused_and_nothing_changes(
    office: Office, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    with pytest.raises(NoAmount):
        answer_lead(office, word, "accept", price="veel te weinig")
    assert leads(office)[0].state == "notified"


def test_an_answer_is_taken_back_within_a_day_and_given_anew(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept")
    clock.advance(23 * HOUR)
    page = undo_answer(office, word)
    assert (page.lead.state, page.contact_shown) == ("notified", False)
    answer_lead(office, word, "decline")
    subjects = [str(m["Subject"])[:9] for m in maildir.deliver()]
    assert subjects == ["U zei nee"]  # the introductions that still waited do not leave
    heard = "\n".join(news(office, anna))
    assert "neemt zijn ja terug" in heard and "kan dit helaas niet doen" in heard
    clock.advance(25 * HOUR)
    with pytest.raises(NotPossible):
        undo_answer(office, word)


def test_of_accept_and_decline_from_two_tabs_the_first_counts(
    office: Office, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "decline")
    with pytest.raises(NotPossible):
        answer_lead(office, word, "accept")
    assert leads(office)[0].state == "declined"


def test_of_accept_and_decline_at_the_same_moment_one_counts_and_the_other_is_told(
    office: Office, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    ready = Barrier(2)

    def press(step: Literal["accept", "decline"]) -> bool:
        ready.wait()
        try:
            return answer_lead(office, word, step)[1]
        except NotPossible:
            return False

    with ThreadPoolExecutor(2) as tabs:
        counted = list(tabs.map(press, ("accept", "decline")))
    assert sorted(counted) == [False, True]
    (lead,) = leads(office)
    assert lead.state == ("accepted" if counted[0] else "declined")
    with office.store.read() as tx:
        steps = [e.step for e in tx.leads.events(lead.id)]
    assert len([s for s in steps if s in {"accept", "decline"}]) == 1
    assert len(posted(office, "introduction")) == (2 if counted[0] else 0)


def test_a_wanted_date_in_the_past_closes_nothing_and_is_asked_about_soon(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    (lead,) = leads(office)
    past = replace(lead, need=replace(lead.need, when=Period(date(2026, 11, 2), date(2026, 11, 2))))
    with office.store.begin() as tx:
        tx.leads.save(past, None, lead.state)
    answer_lead(office, word, "accept")
    subjects = live(office, clock, maildir, 3)
    assert len([s for s in subjects if s.startswith("Wat is ervan gekomen")]) == 1


def test_an_address_with_capitals_is_kept_as_written_and_known_in_any_spelling(
    office: Office, maildir: Mailbox
) -> None:
    choose(buyer(office), maildir, who="Bureau Bücher, Renée, Renee.Noe@Bücher.Example")
    (lead,) = leads(office)
    assert lead.contact.email == "Renee.Noe@xn--bcher-kva.example"
    with office.store.read() as tx:
        found = tx.people.identity("mail", "renee.noe@xn--bcher-kva.example")
    assert found and found.person_id == lead.person_id


def late_yes(office: Office, clock: StillClock, maildir: Mailbox) -> str:
    """The WISE was silent until the lead expired, and accepts then; the word of its link."""
    word = told(maildir)
    live(office, clock, maildir, 9)
    page, changed = answer_lead(office, word, "accept", note="Toch wel", price="450 euro")
    assert (page.lead.state, page.contact_shown, changed) == ("offered", False, True)
    assert answer_lead(office, word, "accept")[1] is False
    return word


def test_who_accepts_after_the_expiry_sees_the_buyer_only_after_the_buyers_yes(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = late_yes(office, clock, maildir)
    heard = "\n".join(news(office, anna))
    assert "kan het alsnog doen" in heard and "Toch wel" in heard and "450" in heard
    assert maildir.deliver() == []
    assert "in contact" in anna("ja").replies[0].text
    assert "Goed nieuws" in "\n".join(news(office, anna))
    assert {m["To"].addresses[0].addr_spec for m in maildir.deliver()} >= {ANNA.email}
    page = open_lead(office, word)
    assert (page.lead.state, page.contact_shown, page.can_undo) == ("accepted", True, False)


def test_a_buyer_who_says_no_to_a_late_yes_stays_unknown(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = late_yes(office, clock, maildir)
    news(office, anna)
    anna("nee")
    (letter,) = maildir.deliver()
    assert "Niet meer nodig" in str(letter["Subject"])
    assert "Gemeente" not in body(letter) and "Anna" not in body(letter)
    assert open_lead(office, word).lead.state == "withdrawn"


def test_a_late_yes_without_the_buyers_answer_lapses_once_and_for_good(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = late_yes(office, clock, maildir)
    subjects = live(office, clock, maildir, 9)
    assert len([s for s in subjects if "Niet meer nodig" in s]) == 1
    assert leads(office)[0].state == "expired"
    with pytest.raises(NotPossible):
        answer_lead(office, word, "accept")


def test_nobody_says_yes_late_to_a_buyer_who_said_stop_or_is_gone(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    live(office, clock, maildir, 9)
    anna("stop")
    with pytest.raises(NotPossible):
        answer_lead(office, word, "accept")
    with office.store.begin() as tx:
        forget_person(tx, office, leads(office)[0].person_id, clock.now(), "web")
    with pytest.raises(NotPossible):
        answer_lead(office, word, "accept")


@pytest.mark.parametrize("how", ["intrekken", "erase"])
def test_a_wise_that_was_told_hears_that_a_lead_was_taken_back(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says, how: str
) -> None:
    told(maildir)
    if how == "erase":
        with office.store.begin() as tx:
            forget_person(tx, office, leads(office)[0].person_id, clock.now(), "web")
    else:
        anna(how)
        anna("ja")
    (letter,) = maildir.deliver()
    assert "Niet meer nodig" in str(letter["Subject"])
    assert "Gemeente" not in body(letter)


def test_the_word_of_one_lead_opens_no_other(office: Office, maildir: Mailbox, anna: Says) -> None:
    word = told(maildir)
    choose(buyer(office, "bob"), maildir, who="Bureau Bob, Bob, bob@bureau.example")
    other = told(maildir)
    answer_lead(office, word, "accept")
    assert open_lead(office, other).lead.state == "notified"
    with pytest.raises(KeyRefused):
        open_lead(office, word[:-1] + "x")


def test_a_lead_of_a_wise_that_left_is_cancelled_and_the_buyer_hears(
    office: Office, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    k = office.knowledge()
    wises = {id: w for id, w in k.catalogue.wises.items() if id != leads(office)[0].wise_id}
    gone = replace(k, catalogue=replace(k.catalogue, wises=wises))
    with pytest.raises(NotPossible):
        answer_lead(replace(office, knowledge=lambda: gone), word, "accept")
    assert leads(office)[0].state == "cancelled"
    assert "doet niet meer mee" in "\n".join(news(office, anna))


def test_an_erased_buyer_leaves_no_open_lead_and_no_contact(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    with office.store.begin() as tx:
        forget_person(tx, office, leads(office)[0].person_id, clock.now(), "web")
    page = open_lead(office, word)
    assert (page.lead.state, page.contact_shown) == ("withdrawn", False)
    with pytest.raises(NotPossible):
        answer_lead(office, word, "accept")


def test_leads_within_half_an_hour_are_one_letter(
    office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    patient = replace(office, rules=replace(office.rules, lead_letter_waits=timedelta(minutes=30)))
    choose(buyer(patient, "anna"), maildir)
    assert maildir.deliver() == []
    clock.advance(timedelta(minutes=20))
    choose(buyer(patient, "bob"), maildir, who="Bureau Bob, Bob, bob@bureau.example")
    clock.advance(timedelta(minutes=10))
    (letter,) = maildir.deliver()
    assert "Gemeente Amsterdam" in body(letter) and "Bureau Bob" in body(letter)
    assert {lead.state for lead in leads(office)} == {"notified"}
    assert [m.state for m in posted(office, "lead")] == ["sent", "cancelled"]


def test_a_lead_taken_back_before_its_letter_leaves_is_not_told(
    office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    patient = replace(office, rules=replace(office.rules, lead_letter_waits=timedelta(minutes=30)))
    choose(buyer(patient, "anna"), maildir)
    choose(buyer(patient, "bob"), maildir, who="Bureau Bob, Bob, bob@bureau.example")
    anna = next(lead for lead in leads(office) if lead.contact.email == ANNA.email)
    with office.store.begin() as tx:
        forget_person(tx, patient, anna.person_id, clock.now(), "web")
    clock.advance(timedelta(minutes=30))
    (letter,) = maildir.deliver()
    assert "Bureau Bob" in body(letter) and "Gemeente Amsterdam" not in body(letter)


def test_nothing_of_an_erased_buyer_stays_in_letters_to_wises(
    office: Office, clock: StillClock, maildir: Mailbox
) -> None:
    patient = replace(office, rules=replace(office.rules, lead_letter_waits=timedelta(minutes=30)))
    for name in ("Anna", "Bob", "Cas"):
        who = f"Bureau {name}, {name}, {name.lower()}@bureau.example"
        choose(buyer(patient, name), maildir, who=who)
    clock.advance(HOUR)
    maildir.deliver()
    clock.advance(DAY)
    follow_up(patient)
    send_wise_notes(patient)
    assert any(body_holds(m.body, "Bureau Anna") for m in posted(office, "lead"))
    first = next(lead for lead in leads(office) if lead.contact.name == "Anna")
    with office.store.begin() as tx:
        forget_person(tx, patient, first.person_id, clock.now(), "web")
    with office.store.read() as tx:
        kept = [m for m in tx.outbox.find(limit=100) if body_holds(m.body, "Bureau Anna")]
    assert kept == []


def body_holds(raw: bytes, words: str) -> bool:
    """Whether these words stand in a text of these letters."""
    parts = re.findall(rb"base64\r\n\r\n(.*?)\r\n\r\n", raw, re.DOTALL)
    return any(words in base64.b64decode(part).decode() for part in parts)


def test_both_sides_are_asked_what_came_of_it_after_the_wanted_date(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    (lead,) = leads(office)
    day = date(2026, 12, 9)
    dated = replace(lead, need=replace(lead.need, when=Period(day, day)))
    with office.store.begin() as tx:
        tx.leads.save(dated, None, lead.state)
    answer_lead(office, word, "accept")
    maildir.deliver()
    clock.at = datetime(2026, 12, 9, 15, tzinfo=UTC)
    assert live(office, clock, maildir, 0.5) == []
    subjects = live(office, clock, maildir, 2)
    assert [s[:20] for s in subjects] == ["Wat is ervan gekomen"]
    assert "Wat is ervan gekomen" in "\n".join(news(office, anna))


def test_a_wise_tells_what_came_of_it_with_amount_and_kind_of_work(
    office: Office, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept")
    page = wise_outcome(office, word, "win", amount="ongeveer 2k", work="paid")
    assert (page.lead.state, page.lead.amount, page.lead.work) == ("won", 2000.0, "paid")
    with pytest.raises(NoAmount):
        wise_outcome(office, word, "win", amount="geen idee")


def test_an_answer_of_one_side_stops_the_questions_to_both(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept")
    maildir.deliver()
    wise_outcome(office, word, "lose")
    assert live(office, clock, maildir, 20) == []


def test_sides_that_disagree_are_asked_once_more_and_then_the_staff_is(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept")
    live(office, clock, maildir, 16)
    news(office, anna)
    anna("gelukt, 450 euro")
    wise_outcome(office, word, "lose")
    assert [str(m["Subject"])[:20] for m in maildir.deliver()] == ["Wat is ervan gekomen"]
    assert leads(office)[0].state == "won" and leads(office)[0].amount == 450
    wise_outcome(office, word, "lose")
    wise_outcome(office, word, "lose")
    with office.store.read() as tx:
        assert [task.kind for task in tx.tasks.open()] == ["outcome_disputed"]
    wise_outcome(office, word, "win")
    assert leads(office)[0].wise_says == "win"


def test_after_not_yet_the_buyer_is_asked_again_after_the_day_they_named(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept")
    live(office, clock, maildir, 25)
    news(office, anna)
    (heard,) = anna("nog niet, dat wordt half februari").replies
    assert "na zaterdag 20 februari 2027 nog één keer" in heard.text
    (lead,) = leads(office)
    assert (lead.state, lead.waits_until) == ("not_yet", date(2027, 2, 20))
    clock.at = datetime(2027, 2, 20, 15, tzinfo=UTC)
    live(office, clock, maildir, 1)
    assert news(office, anna) == []
    live(office, clock, maildir, 2)
    assert "Wat is ervan gekomen" in "\n".join(news(office, anna))
    anna("nog niet, in april")
    clock.at = datetime(2027, 5, 1, 15, tzinfo=UTC)
    live(office, clock, maildir, 4)
    assert "Wat is ervan gekomen" in "\n".join(news(office, anna))


def test_a_buyer_who_said_stop_is_asked_nothing(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    answer_lead(office, word, "accept")
    news(office, anna)
    anna("/stop")
    live(office, clock, maildir, 20)
    assert news(office, anna) == []


def test_a_wise_hears_once_a_week_what_waits_for_it(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    told(maildir)
    assert [send_wise_notes(office) for _ in range(3)] == [1, 0, 0]
    (letter,) = maildir.deliver()
    assert "Deze vragen wachten op uw antwoord" in body(letter)
    answer_lead(office, link_in(letter, "lead"), "decline")
    clock.advance(7 * DAY)
    assert send_wise_notes(office) == 0


def test_the_history_of_a_lead_leads_to_its_state(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    word = told(maildir)
    live(office, clock, maildir, 3)
    answer_lead(office, word, "accept")
    undo_answer(office, word)
    answer_lead(office, word, "accept", note="Toch wel")
    wise_outcome(office, word, "win", amount="450")
    (lead,) = leads(office)
    with office.store.read() as tx:
        events = tx.leads.events(lead.id)
    assert replayed(events) == lead.state == "won"
    assert all(e.actor and e.at for e in events)


def test_a_refusal_with_a_reason_reaches_the_ranking(
    office: Office, clock: StillClock, maildir: Mailbox, anna: Says
) -> None:
    answer_lead(office, told(maildir), "decline", reason="too_small")
    (lead,) = leads(office)
    with office.store.read() as tx:
        assert declines_of_leads(tx, clock.now()) == {
            lead.wise_id: (Decline(lead.offering_id, "too_small", lead.need, clock.now().date()),)
        }
        assert declines_of_leads(tx, clock.now() + timedelta(days=200)) == {}
