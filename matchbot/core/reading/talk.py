"""What a text is: a need, a greeting, thanks, a complaint, a call for a person, stop, or other."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from matchbot.core.need import Talk
from matchbot.core.reading import talk_words as words
from matchbot.core.reading.other_business import is_other_business

Meant = Callable[[bool], Talk | None]

_POLITE = (
    r"(?:please|graag|alsjeblieft|alstublieft|aub|svp|s'il (?:vous|te) plait|bitte|even|nu|now|maar"
    r"|het|u|je|jullie|you|so much|very much|a lot|zeer|heel|erg|hartelijk|veel|wel|beaucoup|bien"
    r"|schon|sehr|viel\w*|matchbot|bot|allemaal|all|everyone|there|daar|hoor|tot ziens|bye|mal"
    r"|et|en"
    r"|and|und|for your help|voor (?:de|je|uw) hulp|pour votre aide|fur ihre hilfe|werk|job|voor nu"
    r"|jusqu'a|ca|dat|that|was|het was|is|c'est|das|ist|alles|hi|hallo|ok|oke|okay|ja|yes|oui"
    r"|madame|monsieur|sir|madam|team|heren|dames|collega's?|zusammen|miteinander|tous|toutes"
    r"|tout le monde|folks|guys|mensen)"
)


def _only(words_: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{words_}|{_POLITE})\b[\s,.!?;:)(-]*)+")


_GREETING = _only(f"{words.GREETING}|{words.HOW_ARE_YOU}")
_THANKS = _only(words.THANKS)
_STOP = _only(words.STOP)
_HUMAN_ALONE = _only(words.HUMAN_ALONE)
_IS = {
    name: re.compile(rf"(?:^|\b)(?:{getattr(words, name)})\b")
    for name in ("GREETING", "HOW_ARE_YOU", "THANKS", "STOP", "HUMAN_ALONE")
}
_THANKS_SURE = re.compile(words.THANKS_SURE)
_STOP_SURE = re.compile(words.STOP_SURE)
_COMPLAINT = re.compile(words.COMPLAINT)
_HUMAN = re.compile(words.HUMAN)
_HUMAN_SURE = re.compile(words.HUMAN_SURE)
_LOOKING_FOR = re.compile(words.LOOKING_FOR)
_PHONE = re.compile(r"\+?\d[\d ()/.-]{7,}")
_HUMAN_ASK = re.compile(words.HUMAN_ASK)
_SMALL_TALK = re.compile(words.SMALL_TALK)
_SEEKING = re.compile(words.SEEKING)
_SMALL_TALK_WORDS, _SHORT = 3, 160
_KIND_WITH_FACTS, _KIND_ALONE, _KIND_MEANT = 0.45, 0.62, 0.25
"""How sure a kind must be to make a need of a text with other facts, of one without, and of one that
sounds more like a need than like anything else."""
_OF_BUYERS = frozenset({"quantity", "budget", "without"})
_CHANGES = re.compile(
    r"^\W*(?:toch|liever|nee,?|of|doch|lieber|plutot|actually|rather|instead|andere?|make it|maak"
    r"|change|verander|aussi|auch|ook|also|und|en|et|and|preferably|liefst|am liebsten"
    r"|finalement)\b"
)
"""How a further wish begins, said about the need before: "liever vegetarisch"."""
_OF_SMALL_TALK = frozenset({"when", "place"})
_LETTERS = re.compile(r"[a-z]")


def rule_talk(plain: str) -> Talk | None:
    """The talk of a folded text where its form alone tells; None when it may well be a need."""
    text = plain.strip()
    if not _LETTERS.search(text):
        return None if any(c.isdigit() for c in text) else "other"
    if _STOP.fullmatch(text) and _IS["STOP"].search(text):
        return "stop"
    if len(text) < _SHORT and _STOP_SURE.search(text):
        return "stop"
    if _HUMAN_ALONE.fullmatch(text) and _IS["HUMAN_ALONE"].search(text):
        return "human"
    if _is_for_a_person(text):
        return "human"
    if _COMPLAINT.search(text) and not _LOOKING_FOR.search(text):
        return "complaint"
    if is_other_business(text) or (_SMALL_TALK.search(text) and not _wants_goods(text)):
        return "other"
    if _THANKS.fullmatch(text) and _IS["THANKS"].search(text):
        return "thanks"
    if _GREETING.fullmatch(text):
        return "greeting" if _IS["GREETING"].search(text) or "?" in text else None
    return None


def talk_of(plain: str, kind_score: float, facts: Set[str], what: str, meant: Meant) -> Talk:
    """The talk, given what else was read: a thing that nobody here sells is "other".

    `kind_score` is that of the likeliest kind, 0 without one; `facts` names the facts besides the
    thing; `meant` tells the talk by its meaning, asked where no rule has a word for it. Two facts
    make a need of an unknown thing.
    """
    ruled = rule_talk(plain)
    if ruled == "other" and is_other_business(plain.strip()):
        said = meant(False)
        return said if said in ("complaint", "thanks") else "other"
    by_words = _by_words(plain, ruled, kind_score, facts, what)
    if ruled == "human" and by_words == "need":  # "iemand van vlees en bloed"
        if _COMPLAINT.search(plain) and not _LOOKING_FOR.search(plain):
            return "complaint"
        return "human" if meant(True) == "human" else "need"
    sought = by_words == "need" and _LOOKING_FOR.search(plain)
    told = len(facts) > 1 or (facts and sought)
    plainly = by_words == "need" and told and kind_score >= _KIND_ALONE
    if ruled not in (None, "other") or plainly:  # to read the meaning takes its time
        return by_words
    talk = meant(bool(facts or sought) or kind_score >= _KIND_ALONE) or by_words
    if talk == "need":
        return "need" if ruled is None and kind_score >= _KIND_MEANT else by_words
    return by_words if sought and talk != "other" else talk


def _by_words(
    plain: str, ruled: Talk | None, kind_score: float, facts: Set[str], what: str
) -> Talk:
    short = len(what.split()) <= _SMALL_TALK_WORDS
    if ruled == "human" and len(what.split()) >= _SMALL_TALK_WORDS and kind_score >= _KIND_ALONE:
        return "need"  # "wij willen onze ramen laten lappen, bel me even"
    if ruled is not None and ruled != "other":
        return ruled
    if not facts - _OF_SMALL_TALK and short and ruled == "other":
        return "other"
    if not facts and short and _THANKS_SURE.search(plain) and not seeks(plain):
        return "thanks"
    if kind_score >= (_KIND_WITH_FACTS if facts else _KIND_ALONE):
        return "need"
    if ruled is None and what and _CHANGES.match(plain):
        return "need"
    if ruled == "other" or (len(facts) < 2 and what and seeks(plain)):
        return "other"
    telling = len(facts) > 1 or facts & _OF_BUYERS or (facts and len(what.split()) < 2)
    return "need" if telling else "other"


def seeks(plain: str) -> bool:
    """Whether the text says in so many words that something is wanted."""
    return _SEEKING.search(plain) is not None


def _is_for_a_person(text: str) -> bool:
    if len(text) > _SHORT:
        return False
    if _HUMAN_SURE.search(text):
        return not (_BUYS.search(_PHONE.sub("", text)) or _LOOKING_FOR.search(text))
    person, ask = _HUMAN.search(text), _HUMAN_ASK.search(text)
    return bool(
        person and ask and abs(person.start() - ask.start()) < 45 and not _BUYS.search(text)
    )


_BUYS = re.compile(
    r"\b(?:catering|lunch|schoonmaak|traiteur|reinigung|cleaning|offerte|personen|budget|kantoor"
    r"|workshop|training)\b|\d"
)


def _wants_goods(text: str) -> bool:
    return _SEEKING.search(text) is not None and len(text) > 60
