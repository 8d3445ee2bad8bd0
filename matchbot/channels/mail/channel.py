"""The mail channel: reads inbox items as mails, and says who is to handle them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from matchbot.core.inbox import InboxItem
from matchbot.core.mail.envelope import OpenedMail
from matchbot.flows.inbox import Deed
from matchbot.flows.mail import handle_mail
from matchbot.flows.mailbox import PROVEN
from matchbot.flows.office import Office


class MailChannel:
    """Implements Reader of the inbox for the sources of mail.

    `open_mail` takes a raw mail apart; it never raises on what stands in the mail. It is called by
    one thread at a time.
    """

    def __init__(self, open_mail: Callable[[bytes], OpenedMail]) -> None:
        self._open_mail, self._one_at_a_time = open_mail, Lock()

    def read(self, item: InboxItem) -> Deed:
        """What is to be done with this mail."""
        with self._one_at_a_time:
            mail = self._open_mail(item.raw)

        def do(office: Office, item: InboxItem, owner: str) -> None:
            handle_mail(office, item, owner, mail, confirmed=item.source == PROVEN)

        return do
