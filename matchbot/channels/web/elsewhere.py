"""Going on elsewhere: the need at hand as a link to Telegram, with a QR code, and as a mail to us."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

import segno
from markupsafe import Markup

from matchbot.channels.web.visit import Visit
from matchbot.core.dialogue.conversation import Conversation

#: Under this name the Telegram channel keeps how its bot is called.
BOT = "telegram.bot"
#: What a start link may carry after "need_" (Telegram: 64 of A-Z, a-z, 0-9, _ and -).
LONGEST = 59


@dataclass(frozen=True)
class Elsewhere:
    """Links by which the conversation goes on; "" where a channel is not set up."""

    telegram: str = ""
    mail: str = ""

    @property
    def code(self) -> Markup:
        """The link to Telegram as a QR code, an SVG drawn here."""
        drawn = segno.make(self.telegram, error="m", micro=False)
        return Markup(drawn.svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True))


def elsewhere(visit: Visit, c: Conversation | None) -> Elsewhere | None:
    """Where the need of this conversation can go on; None when no other channel is set up."""
    rules = visit.site.office.rules
    with visit.site.office.store.read() as tx:
        bot = tx.memory.get(BOT) or ""
    words = visit.show(c.need) if c and c.need else ""
    start = f"?start=need_{start_words(words)}" if words else ""
    telegram = f"https://t.me/{bot}{start}" if bot else ""
    body = f"?body={quote(words)}" if words else ""
    mail = f"mailto:{rules.mail_from}{body}" if rules.reply_domain else ""
    return Elsewhere(telegram, mail) if telegram or mail else None


def start_words(text: str) -> str:
    """A need as a start link may carry it: "Déjeuner, 40 personnes" → "Dejeuner_40_personnes"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    kept = ""
    for word in re.findall(r"[A-Za-z0-9-]+", plain):
        if len(kept) + len(word) + 1 > LONGEST:
            break
        kept += f"_{word}" if kept else word
    return kept
