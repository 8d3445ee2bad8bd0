"""What is no turn of a conversation: a chat is left, moves, or acts for a WISE or the platform."""

from __future__ import annotations

from matchbot.core.inbox import InboxItem
from matchbot.flows import chats
from matchbot.flows.inbox import Deed
from matchbot.flows.linked_chat import Heard, take_heard
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


def acted(heard: Heard) -> Deed:
    """Somebody of a WISE's team or of the platform acts in their chat."""

    def act(office: Office, item: InboxItem, owner: str) -> None:
        take_heard(office, item, owner, heard)

    return act
