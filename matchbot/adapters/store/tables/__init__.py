"""The tables of the store, as SQLModel classes; `metadata` holds them all."""

from matchbot.adapters.store.tables.base import Row
from matchbot.adapters.store.tables.catalogue import (
    CatalogueVersionRow,
    LabelRow,
    OfferingRow,
    PeopleFigureRow,
    WiseRow,
)
from matchbot.adapters.store.tables.leads import LeadEventRow, LeadRow, NeedRow
from matchbot.adapters.store.tables.people import (
    ConversationRow,
    IdentityRow,
    LinkKeyRow,
    PersonRow,
    UtteranceRow,
)
from matchbot.adapters.store.tables.post import InboxCursorRow, InboxRow, OutboxRow
from matchbot.adapters.store.tables.running import (
    MemoryRow,
    ScheduleRunRow,
    SuppressionRow,
    TaskRow,
)
from matchbot.adapters.store.tables.sisters import SisterOfferingRow, SisterRow
from matchbot.adapters.store.tables.subscriptions import DigestRow, SubscriptionRow
from matchbot.adapters.store.tables.vocabulary import VocabularyEntryRow
from matchbot.adapters.store.tables.window import (
    AllowanceRow,
    ApplicationRow,
    AuditLineRow,
    HiddenOfferingRow,
    LinkedChatRow,
    PhotoRow,
    TeamMemberRow,
)

metadata = Row.metadata

__all__ = [
    "AllowanceRow",
    "ApplicationRow",
    "AuditLineRow",
    "CatalogueVersionRow",
    "ConversationRow",
    "DigestRow",
    "HiddenOfferingRow",
    "IdentityRow",
    "InboxCursorRow",
    "InboxRow",
    "LabelRow",
    "LeadEventRow",
    "LeadRow",
    "LinkKeyRow",
    "LinkedChatRow",
    "MemoryRow",
    "NeedRow",
    "OfferingRow",
    "OutboxRow",
    "PeopleFigureRow",
    "PersonRow",
    "PhotoRow",
    "Row",
    "ScheduleRunRow",
    "SisterOfferingRow",
    "SisterRow",
    "SubscriptionRow",
    "SuppressionRow",
    "TaskRow",
    "TeamMemberRow",
    "UtteranceRow",
    "VocabularyEntryRow",
    "WiseRow",
    "metadata",
]
