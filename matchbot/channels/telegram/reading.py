"""An update as Telegram sends it → what was said, by whom, in which language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from matchbot.channels.telegram.deeds import acted, left, moved
from matchbot.channels.telegram.shape import Seal
from matchbot.core.dialogue.conversation import Turn
from matchbot.flows.inbox import Deed, Incoming
from matchbot.flows.linked_chat import BEGINNINGS, COMMANDS, Heard

#: What a message may hold instead of text, as far as people send it to us.
MEDIA = (
    "photo", "sticker", "voice", "document", "video", "video_note", "animation", "audio",
    "contact", "poll", "dice", "story",
)  # fmt: skip
MAX_UPDATE = 1_000_000
_COMMAND = re.compile(r"(/\w+)(?:@(\w+))?")
_START = re.compile(r"/start(?:\s+(.*))?", re.DOTALL)
_LINK = re.compile(r"/start(?:@\w+)?\s+link_([\w-]{1,60})", re.ASCII)
_ACT = re.compile(rf"/({'|'.join(COMMANDS)})(?:@\w+)?(?:\s.*)?", re.DOTALL)
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Ear:
    """What the reader must know: the bot's number, name and seal, and the platform's languages."""

    number: int
    name: str
    languages: Sequence[str]
    seal: Seal


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


def passing(update: Json) -> bool:
    """A question while somebody types in another chat: answered at once or never, kept nowhere."""
    return "inline_query" in update


def typed_to_us(update: Json, ear: Ear) -> int | None:
    """The chat in which an answer is awaited to what was just typed; None for all else."""
    if not isinstance(message := update.get("message"), dict):
        return None
    chat = _chat(message)
    if chat is None or not _text(message).strip() or not _is_person(message.get("from")):
        return None
    return int(chat["id"]) if chat.get("type") == "private" or _addressed(message, ear) else None


def read_update(raw: bytes, ear: Ear) -> Incoming | Deed | None:
    """What a person said to us, or what became of a chat.

    None for everything else: edits, bots, talk among others.
    """
    update = parse_update(raw)
    if isinstance(member := update.get("my_chat_member"), dict):
        return _read_member(member)
    if isinstance(query := update.get("callback_query"), dict):
        return _read_press(query, ear)
    if isinstance(message := update.get("message"), dict):
        return _read_message(message, ear)
    return None


def _read_press(query: Json, ear: Ear) -> Incoming | Deed | None:
    chat, person = _chat(query), query.get("from")
    data = query.get("data")
    if chat is None or not _is_person(person) or not isinstance(data, str):
        return None
    choice, round = ear.seal.read(str(chat["id"]), _clean(data))
    number = _holder(query).get("message_id")
    if choice.startswith(BEGINNINGS):
        over = number if _is_number(number) else 0
        return acted(_heard(chat, person, ear, act=choice, over=over))
    facts = {"message": number} if _is_number(number) else {}
    return _incoming(chat, person, Turn(choice=choice, round=round, facts=facts), ear)


def _holder(query: Json) -> Json:
    holder = query.get("message")
    return holder if isinstance(holder, dict) else {}


def _read_member(member: Json) -> Deed | None:
    """Who blocks the bot, or takes it out of a group, hears no more of it."""
    chat, now = _chat(member), member.get("new_chat_member")
    gone = isinstance(now, dict) and now.get("status") in ("kicked", "left")
    return left(str(chat["id"])) if chat is not None and gone else None


def _read_message(message: Json, ear: Ear) -> Incoming | Deed | None:
    chat, person = _chat(message), message.get("from")
    if chat is not None and _is_number(to := message.get("migrate_to_chat_id")):
        return moved(str(chat["id"]), str(to))
    if chat is None or not _is_person(person):
        return None
    if chat.get("type") != "private" and not _addressed(message, ear):
        return None
    if (deed := _act(chat, person, _text(message).strip(), ear)) is not None:
        return deed
    turn = _turn(message, ear)
    return _incoming(chat, person, turn, ear) if turn else None


def _act(chat: Json, person: Json, said: str, ear: Ear) -> Deed | None:
    """A link to act in this chat, or a command for who does; in a group nobody acts."""
    if chat.get("type") != "private":
        return None
    if link := _LINK.fullmatch(said):
        return acted(_heard(chat, person, ear, word=link[1]))
    command = _ACT.fullmatch(said)
    return acted(_heard(chat, person, ear, act=f"{command[1]}:")) if command else None


def _heard(chat: Json, person: Json, ear: Ear, **what: Any) -> Heard:
    return Heard("telegram", str(chat["id"]), language_of(person, ear.languages), **what)


def _turn(message: Json, ear: Ear) -> Turn | None:
    if said := _text(message).strip():
        text = _without_our_name(said, ear.name)
        start = _START.fullmatch(text)
        if start or not text:
            return _started((start[1] or "") if start else "")
        return Turn(text)
    if (here := _location(message)) is not None:
        return Turn(event="location", facts=here)
    what = next((kind for kind in MEDIA if kind in message), "")
    if what == "contact":
        return Turn(event="media", facts={"what": what, "name": _name_on(message[what])})
    if what:
        return Turn(event="media", facts={"what": what})
    return Turn() if "text" in message else None


def _started(payload: str) -> Turn:
    """From a link: `need_lunch_noord` asks for lunch in Noord, `digest_` begins a subscription."""
    kind, _, rest = payload.partition("_")
    words = rest.replace("_", " ").strip()
    if kind == "need" and words:
        return Turn(words)
    if kind == "digest":
        return Turn("/subscribe")
    return Turn(event="start", facts={"payload": payload})


def _name_on(card: Any) -> str:
    """The name on a shared card. Its number is not read: nobody here calls."""
    names = (card.get("first_name"), card.get("last_name")) if isinstance(card, dict) else ()
    return _clean(" ".join(n for n in names if isinstance(n, str)))[:100].strip()


def _location(message: Json) -> dict[str, float] | None:
    """Where a person is, as shared by the phone: degrees that stand on the globe."""
    shared = message.get("location")
    if not isinstance(shared, dict):
        return None
    lat, lon = shared.get("latitude"), shared.get("longitude")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return {"lat": lat, "lon": lon} if abs(lat) <= 90 and abs(lon) <= 180 else None


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
    return Incoming("telegram", str(chat["id"]), turn, language_of(person, ear.languages))


def language_of(person: Json, languages: Sequence[str]) -> str:
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
