"""An update as Telegram sends it → what was said, by whom, in which language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from matchbot.channels.telegram.shape import read_data
from matchbot.core.dialogue.conversation import Turn
from matchbot.flows.inbox import Incoming

#: What a message may hold instead of text, as far as people send it to us.
MEDIA = (
    "photo", "sticker", "voice", "document", "video", "video_note", "animation", "audio",
    "location", "contact", "poll", "dice", "story",
)  # fmt: skip
MAX_UPDATE = 1_000_000
_COMMAND = re.compile(r"(/\w+)(?:@(\w+))?")
_START = re.compile(r"/start(?:\s+(.*))?", re.DOTALL)
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Ear:
    """What the reader must know: the bot's number and name, and the platform's languages."""

    number: int
    name: str
    languages: Sequence[str]


def parse_update(body: bytes) -> dict[str, Any]:
    """The update in this body. Raises ValueError when there is none."""
    if len(body) > MAX_UPDATE:
        raise ValueError("too large for an update")
    try:
        update = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply for an update") from None
    if not isinstance(update, dict) or not _is_number(update.get("update_id")):
        raise ValueError("an update is an object with an update_id")
    return update


def thread_of(update: Json) -> str:
    """The chat whose updates must be handled in order."""
    for content in update.values():
        chat = _chat(content) if isinstance(content, dict) else None
        if chat is not None:
            return f"telegram:{chat['id']}"
    return "telegram:"


def pressed(update: Json) -> str:
    """The id of the pressed button's query, whose spinner waits for an answer; "" if none."""
    query = update.get("callback_query")
    return str(query.get("id", "")) if isinstance(query, dict) else ""


def read_update(raw: bytes, ear: Ear) -> Incoming | None:
    """What a person said to us. None for everything else: edits, bots, talk among others."""
    update = parse_update(raw)
    if isinstance(query := update.get("callback_query"), dict):
        return _read_press(query, ear)
    if isinstance(message := update.get("message"), dict):
        return _read_message(message, ear)
    return None


def _read_press(query: Json, ear: Ear) -> Incoming | None:
    chat, person = _chat(query), query.get("from")
    data = query.get("data")
    if chat is None or not _is_person(person) or not isinstance(data, str):
        return None
    choice, round = read_data(_clean(data))
    return _incoming(chat, person, Turn(choice=choice, round=round), ear)


def _read_message(message: Json, ear: Ear) -> Incoming | None:
    chat, person = _chat(message), message.get("from")
    if chat is None or not _is_person(person):
        return None
    if chat.get("type") != "private" and not _addressed(message, ear):
        return None
    turn = _turn(message, ear)
    return _incoming(chat, person, turn, ear) if turn else None


def _turn(message: Json, ear: Ear) -> Turn | None:
    if said := _text(message).strip():
        text = _without_our_name(said, ear.name)
        start = _START.fullmatch(text)
        if start or not text:
            return Turn(event="start", facts={"payload": (start[1] or "") if start else ""})
        return Turn(text)
    what = next((kind for kind in MEDIA if kind in message), "")
    if what:
        return Turn(event="media", facts={"what": what})
    return Turn() if "text" in message else None


def _text(message: Json) -> str:
    """The text, or the words under a picture."""
    said = message.get("text") or message.get("caption") or ""
    return _clean(said) if isinstance(said, str) else ""


def _clean(text: str) -> str:
    """Without what no database keeps: NUL, and halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "")


def _addressed(message: Json, ear: Ear) -> bool:
    """In a group: an answer to us, a command for us, or our name in it."""
    answered = message.get("reply_to_message")
    if isinstance(answered, dict) and _id(answered.get("from")) == ear.number:
        return True
    said = _text(message)
    if command := _COMMAND.match(said):
        return command[2] is None or command[2].casefold() == ear.name.casefold()
    return bool(ear.name) and _named(ear.name).search(said) is not None


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(name)}\b", re.IGNORECASE)


def _without_our_name(text: str, name: str) -> str:
    """ "@bot, lunch" → "lunch", "/help@bot" → "/help"."""
    if (command := _COMMAND.match(text)) and command[2]:
        return command[1] + text[command.end() :]
    if not name or not _named(name).search(text):
        return text
    return _named(name).sub(" ", text).strip(" ,:;")


def _incoming(chat: Json, person: Json, turn: Turn, ear: Ear) -> Incoming:
    return Incoming("telegram", str(chat["id"]), turn, _language(person, ear.languages))


def _language(person: Json, languages: Sequence[str]) -> str:
    """The language of the person's phone, when the platform speaks it."""
    code = str(person.get("language_code") or "").partition("-")[0].lower()
    return code if code in languages else languages[0]


def _chat(content: Json) -> Json | None:
    """The chat of a message, or of the message a button stands under."""
    for holder in (content, content.get("message")):
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and _is_number(chat.get("id")):
            return chat
    return None


def _is_person(sender: Any) -> TypeGuard[Json]:
    return isinstance(sender, dict) and not sender.get("is_bot")


def _id(sender: Any) -> Any:
    return sender.get("id") if isinstance(sender, dict) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
