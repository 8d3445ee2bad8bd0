"""The web channel: the digital window, the chat, and the pages behind the links in letters."""

from matchbot.channels.web.app import make_web
from matchbot.channels.web.site import Demo, Files, Webhook, WrittenMail

__all__ = ["Demo", "Files", "Webhook", "WrittenMail", "make_web"]
