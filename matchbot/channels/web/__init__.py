"""The web channel: the digital window, the chat, and the pages behind the links in letters."""

from matchbot.channels.web.app import make_web
from matchbot.channels.web.site import Demo, Uploads, Webhook, WrittenMail

__all__ = ["Demo", "Uploads", "Webhook", "WrittenMail", "make_web"]
