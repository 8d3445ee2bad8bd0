"""What can go wrong between us and Telegram. The words of a problem never hold the token."""

from __future__ import annotations

import re
from datetime import timedelta

#: As @BotFather gives them: the bot's number, a colon, and its secret part.
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")


class TelegramProblem(Exception):
    """A call that did not succeed. The kinds below say what that means."""


class BadToken(TelegramProblem, ValueError):
    """The token has the wrong form, or Telegram does not know it."""


class Taken(TelegramProblem):
    """Another program asks for the same bot's messages, or a webhook receives them."""


class TooFast(TelegramProblem):
    """Telegram asks us to wait."""

    def __init__(self, words: str, wait: timedelta) -> None:
        super().__init__(words)
        self.wait = wait


class Refused(TelegramProblem):
    """Telegram said no; `for_good` tells whether the same call could succeed later."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


class Moved(TelegramProblem):
    """The group became a supergroup, which is another chat."""

    def __init__(self, words: str, chat: int) -> None:
        super().__init__(words)
        self.chat = chat


class Unreached(TelegramProblem):
    """The call did not reach Telegram."""


class Silent(TelegramProblem):
    """The call was made and no answer came: nobody knows whether it was carried out."""


def checked_token(token: str) -> str:
    """The token, without spaces around it. Raises BadToken when its form is wrong."""
    token = token.strip()
    if not _TOKEN.fullmatch(token):
        raise BadToken(
            "this is no bot token; @BotFather gives one such as 110201543:AAH… (copy it whole)"
        )
    return token


def bot_number(token: str) -> int:
    """The bot's own user id, which is the first part of its token."""
    return int(token.partition(":")[0])


def masked(words: str, token: str) -> str:
    """The words with the token, or its secret part, made unreadable."""
    return words.replace(token, "<token>").replace(token.partition(":")[2], "<token>")
