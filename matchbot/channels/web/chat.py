"""The chat: a page with the whole conversation, posts that add to it, a stream of what is new."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.responses import JSONResponse, RedirectResponse, Response

from matchbot.channels.web.bubbles import Bubble, bubble
from matchbot.channels.web.elsewhere import elsewhere
from matchbot.channels.web.languages import NAMES
from matchbot.channels.web.members import open_form
from matchbot.channels.web.visit import READ, Visit, VisitIn
from matchbot.core.dialogue.advance import greeting
from matchbot.core.dialogue.conversation import Conversation, Turn
from matchbot.core.keys import hash_key
from matchbot.flows.enquiry import AlreadySaid, open_conversation, take_turn

router = APIRouter()
COOKIE, KEPT_SECONDS = "matchbot_chat", 90 * 24 * 3600
LOOK_SECONDS = 1.0
#: From one place on the net: a large office talks less, a program that posts for ever does not stop.
TURNS_AN_HOUR = 1_000


@dataclass(frozen=True)
class Saying:
    """What a form of ours posted: words or a choice with its round, and the id of the form."""

    text: str
    choice: str
    round: int | None
    message_id: str

    def client_id(self) -> str:
        """The same for the same words of the same form, so that posting twice says it once."""
        words = f"{self.message_id}\n{self.round}\n{self.choice}\n{self.text}"
        return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


@router.api_route("/{lang}/chat", methods=READ)
def chat(visit: VisitIn) -> Response:
    """The conversation so far; before the first message the greeting, and nothing is kept."""
    c = _present(visit)
    office = visit.site.office
    response = visit.page(
        "chat.html.j2",
        greeting=office.wording.text(greeting(office.knowledge()), visit.language),
        bubbles=_bubbles(visit, c, 0) if c else [],
        spoken=c.language if c else visit.language,
        message_id=office.luck.word(),
        elsewhere=elsewhere(visit, c),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@router.api_route("/{lang}/chat/elsewhere", methods=READ)
def go_on(visit: VisitIn) -> Response:
    """Links that take the need of this conversation to Telegram or mail."""
    ways = elsewhere(visit, _present(visit))
    if ways is None:
        raise HTTPException(404)
    address = visit.site.office.rules.mail_from
    response = visit.page("elsewhere.html.j2", ways=ways, address=address)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/{lang}/chat")
def say(
    visit: VisitIn,
    text: Annotated[str, Form()] = "",
    choice: Annotated[str, Form()] = "",
    round: Annotated[str, Form()] = "",
    message_id: Annotated[str, Form()] = "",
    after: Annotated[str, Form()] = "",
) -> Response:
    """One turn. A script gets the new lines; without one, the page is shown again."""
    open_form(visit, "turn", TURNS_AN_HOUR)
    fresh = message_id[:80] or visit.site.office.luck.word()
    saying = Saying(text.replace("\r\n", "\n"), choice[:200], _number(round), fresh)
    word = visit.request.cookies.get(COOKIE) or visit.site.office.luck.word()
    c = open_conversation(visit.site.office, "web", hash_key(word), visit.language)
    before = _last_id(visit, c)
    _take(visit, c, saying)
    visit.site.handle_inbox()
    response = _answer(visit, c.id, before, _number(after))
    secure = visit.site.office.rules.public_url.startswith("https:")
    response.set_cookie(
        COOKIE, word, max_age=KEPT_SECONDS, httponly=True, samesite="lax", secure=secure
    )
    return response


def _take(visit: Visit, c: Conversation, saying: Saying) -> None:
    office, id = visit.site.office, saying.client_id()
    try:
        if c.greeted and c.language != visit.language:
            # Whoever goes on on the pages of another language wants to speak that one.
            name = NAMES.get(visit.language, visit.language)
            spoken = Turn(name, f"language:{visit.language}", c.round)
            take_turn(office, c.id, spoken, client_id=f"{id[:24]}-language")
        turn = Turn(saying.text, saying.choice, saying.round if saying.choice else None)
        take_turn(office, c.id, turn, client_id=id)
    except AlreadySaid:
        return


def _answer(visit: Visit, id: str, before: int, after: int | None) -> Response:
    with visit.site.office.store.read() as tx:
        c = tx.conversations.get(id)
    language = c.language if c and c.language in visit.site.languages else visit.language
    if "application/json" in visit.request.headers.get("accept", ""):
        bubbles = _bubbles(visit, c, before if after is None else after) if c else []
        lines = [{"id": b.id, "html": _drawn(visit, b)} for b in bubbles]
        return JSONResponse({"lines": lines, "language": language})
    answered = _bubbles(visit, c, before) if c else []
    newest = next((b.id for b in answered if b.who == "bot"), before)
    return RedirectResponse(f"/{language}/chat#u{newest}", 303)


@router.api_route("/{lang}/chat/stream", methods=READ)
async def stream(visit: VisitIn, after: str = "") -> Response:
    """What is new in the conversation, as it comes. 204 when there is no conversation yet."""
    c = await asyncio.to_thread(_present, visit)
    if c is None:
        return Response(status_code=204)
    seen = _number(visit.request.headers.get("last-event-id", "")) or _number(after) or 0
    return EventSourceResponse(_news(visit, c.id, seen), headers={"Cache-Control": "no-store"})


async def _news(visit: Visit, id: str, seen: int) -> AsyncIterator[ServerSentEvent]:
    while not (visit.request.app.state.closing or await visit.request.is_disconnected()):
        for line in await asyncio.to_thread(_fresh, visit, id, seen):
            seen = line.id
            data = json.dumps({"id": line.id, "html": _drawn(visit, line)})
            yield ServerSentEvent(data, event="line", id=str(line.id))
        await asyncio.sleep(LOOK_SECONDS)


def _fresh(visit: Visit, id: str, seen: int) -> Sequence[Bubble]:
    with visit.site.office.store.read() as tx:
        c = tx.conversations.get(id)
    return _bubbles(visit, c, seen) if c else []


def _present(visit: Visit) -> Conversation | None:
    """The conversation of this browser, if it has one. Reads only."""
    word = visit.request.cookies.get(COOKIE)
    if not word:
        return None
    with visit.site.office.store.read() as tx:
        return tx.conversations.find("web", hash_key(word))


def _bubbles(visit: Visit, c: Conversation, after: int) -> list[Bubble]:
    with visit.site.office.store.read() as tx:
        said = tx.conversations.utterances(c.id, after)
    return [bubble(line, visit.site.shelf.by_line, c.round) for line in said]


def _last_id(visit: Visit, c: Conversation) -> int:
    with visit.site.office.store.read() as tx:
        said = tx.conversations.utterances(c.id, 0, 1)
    return said[-1].id if said else 0


def _drawn(visit: Visit, line: Bubble) -> str:
    return visit.fragment("bubble.html.j2", b=line, message_id=visit.site.office.luck.word())


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
