"""Telegram: updates come in through the inbox, messages leave through the outbox."""

from matchbot.channels.telegram.channel import BadToken, TelegramChannel, Webhook, who_am_i

__all__ = ["BadToken", "TelegramChannel", "Webhook", "who_am_i"]
