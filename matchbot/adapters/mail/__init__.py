"""Raw mail, hostile as it comes, into an `IncomingMail` within bounds."""

from matchbot.adapters.mail.parse import MailBroken, parse_mail
from matchbot.adapters.mail.reader import MailReader

__all__ = ["MailBroken", "MailReader", "parse_mail"]
