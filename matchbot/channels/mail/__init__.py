"""The mail channel: a mail becomes a turn, the answer of a turn becomes a letter."""

from matchbot.channels.mail.channel import MailChannel
from matchbot.channels.mail.intake import MailIntake

__all__ = ["MailChannel", "MailIntake"]
