"""What becomes of a chat without anybody saying a word: it is left, or it moves."""

from __future__ import annotations

from matchbot.core.inbox import InboxItem
from matchbot.flows import chats
from matchbot.flows.inbox import Deed
from matchbot.flows.office import Office


def left(chat: str) -> Deed:
    """The bot was blocked, or taken out of the group."""

    def leave(office: Office, item: InboxItem, owner: str) -> None:
        chats.leave(office, "telegram", chat, item, owner)

    return leave


def moved(old: str, new: str) -> Deed:
    """The group became a supergroup, which has another number."""

    def move(office: Office, item: InboxItem, owner: str) -> None:
        chats.move(office, "telegram", (old, new), item, owner)

    return move
