"""What the flows need from outside, as small Protocols: the store, the wording, letters, luck.

A store belongs to one platform: everything it gives and takes is of that platform.
"""

from matchbot.flows.ports.insight import Insight
from matchbot.flows.ports.outside import (
    Clock,
    Journal,
    LetterWriter,
    Luck,
    Meter,
    Unmetered,
    Wording,
)
from matchbot.flows.ports.people import Conversations, Leads, Needs, People
from matchbot.flows.ports.post import Inbox, Outbox, Subscriptions
from matchbot.flows.ports.running import (
    CatalogueRows,
    Keys,
    Memory,
    Runs,
    Suppressions,
    Tasks,
    VocabularyRows,
)
from matchbot.flows.ports.sisters import Feed, Sisters, SisterSource
from matchbot.flows.ports.store import Store, Transaction
from matchbot.flows.ports.window import Allowances, Applications, AuditTrail, Chats, Photos, Teams

__all__ = [
    "Allowances",
    "Applications",
    "AuditTrail",
    "CatalogueRows",
    "Chats",
    "Clock",
    "Conversations",
    "Feed",
    "Inbox",
    "Insight",
    "Journal",
    "Keys",
    "Leads",
    "LetterWriter",
    "Luck",
    "Memory",
    "Meter",
    "Needs",
    "Outbox",
    "People",
    "Photos",
    "Runs",
    "SisterSource",
    "Sisters",
    "Store",
    "Subscriptions",
    "Suppressions",
    "Tasks",
    "Teams",
    "Transaction",
    "Unmetered",
    "VocabularyRows",
    "Wording",
]
