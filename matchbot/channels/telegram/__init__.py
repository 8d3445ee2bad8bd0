"""Telegram: our own polling or a webhook in, the outbox out. Only `bot_api` knows the library."""

from matchbot.channels.telegram.channel import TelegramChannel, who_am_i
from matchbot.channels.telegram.problems import BadToken, TelegramProblem
from matchbot.channels.telegram.webhook import TelegramWebhook

__all__ = ["BadToken", "TelegramChannel", "TelegramProblem", "TelegramWebhook", "who_am_i"]
