"""The answer of a turn as one letter: what was understood, the matches with links, how to reply."""

from __future__ import annotations

from datetime import datetime

from matchbot.core.dialogue.conversation import Advance, Conversation, Turn
from matchbot.core.said import say
from matchbot.flows.office import Office, WordedReply, post
from matchbot.flows.ports import Transaction
from matchbot.flows.records import Letter
from matchbot.flows.reply_address import ReplyAddress, make_reply_address


def post_answer(
    tx: Transaction,
    office: Office,
    c: Conversation,
    done: Advance,
    extra: tuple[WordedReply, ...],
    turn: Turn,
    dedupe_key: str,
    now: datetime,
) -> None:
    """Put the letter in the outbox, in the transaction of the turn. No replies: no letter.

    `extra` are replies that exist as text only, such as an export.
    """
    lines = [line for reply in done.replies for line in reply.lines]
    if turn.facts.get("attachments"):
        lines.append(say("mail.attachments"))
    if not lines and not extra:
        return
    shown = enumerate(c.shown, 1)
    facts = {
        "subject": c.mail.subject if c.mail else "",
        "lines": tuple(lines),
        "texts": tuple(reply.text for reply in extra),
        "links": {n: office.link(f"{c.language}/offerings/{id}") for n, id in shown},
        "choices": tuple(choice.label for reply in done.replies for choice in reply.choices),
    }
    to = ReplyAddress("conversation", c.id, c.address)
    letter = Letter(
        "answer",
        c.language,
        c.address,
        facts,
        reply_to=make_reply_address(tx, office, to, now, person_id=c.person_id),
        thread=c.mail,
    )
    post(
        tx, office, letter, now, purpose="reply", dedupe_key=dedupe_key, person_id=c.person_id
    )  # fmt: skip
