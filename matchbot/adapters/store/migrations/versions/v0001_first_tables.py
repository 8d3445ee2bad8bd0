"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Items = list[sa.Column[Any] | sa.Constraint]


def _columns(kind: sa.types.TypeEngine[Any], null: bool, names: str) -> Items:
    return [sa.Column(name, kind, nullable=null) for name in names.split()]


def _texts(names: str, null: bool = False) -> Items:
    return _columns(sa.Text(), null, names)


def _moments(names: str, null: bool = False) -> Items:
    return _columns(sa.DateTime(timezone=True), null, names)


def _jsons(names: str) -> Items:
    return _columns(sa.JSON(), False, names)


def _integers(names: str, null: bool = False) -> Items:
    return _columns(sa.Integer(), null, names)


def _floats(names: str) -> Items:
    return _columns(sa.Float(), True, names)


def _table(name: str, *parts: Items, key: str, **options: bool) -> None:
    """A table of rows of a platform; `key` are the columns of its primary key."""
    items = [item for part in parts for item in part]
    primary = sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}")
    op.create_table(name, *_texts("platform"), *items, primary, **options)


def _unique(table: str, names: str) -> Items:
    columns = names.split()
    return [sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")]


def _belongs(table: str, column: str, other: str) -> Items:
    return [
        sa.ForeignKeyConstraint(
            ["platform", column],
            [f"{other}.platform", f"{other}.id"],
            name=f"fk_{table}_{other}",
            deferrable=True,
            initially="DEFERRED",
        )
    ]


def _index(table: str, name: str, columns: str) -> None:
    op.create_index(f"ix_{table}_{name}", table, ["platform", *columns.split()])


def _people() -> None:
    _table(
        "person",
        _texts("id name organisation language"),
        _moments("created_at", null=True),
        key="platform id",
    )
    _table(
        "identity",
        _texts("channel address person_id"),
        _moments("confirmed_at", null=True),
        _belongs("identity", "person_id", "person"),
        key="platform channel address",
    )
    _index("identity", "person", "person_id")
    _table(
        "link_key",
        _texts("hash purpose subject person_id"),
        _moments("created_at expires_at spent_at", null=True),
        key="platform hash",
    )
    _index("link_key", "person", "person_id")
    _index("link_key", "subject", "subject")


def _conversations() -> None:
    _table(
        "conversation",
        _texts("id channel address person_id lease_owner"),
        _jsons("body"),
        _moments("lease_until", null=True),
        _moments("created_at changed_at"),
        key="platform id",
    )
    _index("conversation", "address", "channel address created_at")
    _index("conversation", "person", "person_id")
    _table(
        "utterance",
        _texts("conversation_id who text"),
        _integers("id round"),
        _moments("at"),
        _jsons("choices"),
        _texts("client_id", null=True),
        _belongs("utterance", "conversation_id", "conversation"),
        _unique("utterance", "platform conversation_id client_id"),
        key="platform conversation_id id",
    )


def _leads() -> None:
    _table(
        "need",
        _texts("id person_id conversation_id"),
        _jsons("need"),
        _columns(sa.Boolean(), False, "unmet"),
        _moments("at"),
        key="platform id",
    )
    _index("need", "person", "person_id")
    _index("need", "conversation", "conversation_id")
    _index("need", "at", "at")
    _table(
        "lead",
        _texts("id need_id offering_id wise_id person_id conversation_id language state"),
        _texts("reason note outcome_note"),
        _jsons("need contact"),
        _moments("created_at notified_at decided_at follow_up_at", null=True),
        _integers("followed_up"),
        _floats("amount"),
        key="platform id",
    )
    _index("lead", "state", "state created_at")
    _index("lead", "wise", "wise_id created_at")
    _index("lead", "created", "created_at")
    _index("lead", "follow_up", "follow_up_at")
    _index("lead", "conversation", "conversation_id")
    _index("lead", "person", "person_id")
    _table(
        "lead_event",
        _texts("lead_id actor channel step before after"),
        _integers("number"),
        _moments("at"),
        _jsons("facts"),
        _belongs("lead_event", "lead_id", "lead"),
        key="platform lead_id number",
    )


def _post() -> None:
    _table(
        "outbox",
        _integers("number"),
        _texts("id channel purpose dedupe_key recipient message_id sender"),
        _texts("person_id lead_id subscription_id state lease_owner answer reason evidence"),
        _columns(sa.LargeBinary(), False, "body"),
        _integers("attempts resends"),
        _moments("not_before expires_at lease_until created_at settled_at", null=True),
        _unique("outbox", "platform id"),
        _unique("outbox", "platform dedupe_key"),
        key="number",
        sqlite_autoincrement=True,
    )
    _index("outbox", "waiting", "state number channel not_before")
    _index("outbox", "expires", "state expires_at")
    _index("outbox", "lease", "state lease_until")
    _index("outbox", "lead", "lead_id")
    _index("outbox", "person", "person_id")
    _index("outbox", "subscription", "subscription_id")
    _index("outbox", "recipient", "channel recipient")
    _table(
        "inbox",
        _integers("id attempts"),
        _texts("source source_id thread state reason lease_owner"),
        _columns(sa.LargeBinary(), False, "raw"),
        _moments("received_at"),
        _moments("lease_until finished_at", null=True),
        _unique("inbox", "platform source source_id"),
        key="id",
        sqlite_autoincrement=True,
    )
    _index("inbox", "state", "state id")
    _index("inbox", "thread", "thread state id")
    _table("inbox_cursor", _texts("source position"), key="platform source")


def _subscriptions() -> None:
    _table(
        "subscription",
        _texts("id person_id channel address language state consent"),
        _jsons("wish"),
        _moments("consent_at confirmed_at ended_at told_until", null=True),
        _belongs("subscription", "person_id", "person"),
        key="platform id",
    )
    _index("subscription", "state", "state id")
    _index("subscription", "person", "person_id")
    _table(
        "digest",
        _texts("subscription_id period outbox_id"),
        _jsons("offerings"),
        _moments("until"),
        _belongs("digest", "subscription_id", "subscription"),
        key="platform subscription_id period",
    )


def _catalogue() -> None:
    _table(
        "wise",
        _texts("id name about about_en place postcode email website language country"),
        _integers("founded", null=True),
        _columns(sa.Date(), True, "joined"),
        _floats("lat lon"),
        key="platform id",
    )
    _table(
        "offering",
        _texts("id wise title description language title_nl title_en title_fr title_de"),
        _texts("description_nl description_en description_fr description_de"),
        _texts("place unit price_unit content_hash"),
        _jsons("kinds cpv areas"),
        _floats("radius_km min_quantity max_quantity price_from"),
        _integers("lead_days", null=True),
        _columns(sa.Date(), True, "since"),
        _moments("first_seen changed_at"),
        key="platform id",
    )
    _index("offering", "changed", "changed_at")
    _index("offering", "wise", "wise")
    _table(
        "people_figure",
        _texts("wise"),
        _integers("year paid volunteer daytime moved_to_paid"),
        key="platform wise year",
    )
    _table(
        "label",
        _texts("wise label source"),
        _columns(sa.Date(), True, "date"),
        key="platform wise label",
    )
    _table("catalogue_version", _integers("version"), key="platform")


def _running() -> None:
    _table(
        "schedule_run",
        _texts("job period"),
        _moments("started_at"),
        _moments("finished_at", null=True),
        _jsons("facts"),
        key="platform job period",
    )
    _index("schedule_run", "started", "job started_at")
    _table(
        "task",
        _texts("id kind subject text"),
        _moments("at"),
        _moments("done_at", null=True),
        key="platform id",
    )
    _index("task", "open", "done_at at")
    _index("task", "subject", "subject")
    _table("suppression", _texts("hash reason"), _moments("at"), key="platform hash")
    _table("memory", _texts("name value"), key="platform name")


def upgrade() -> None:
    """From nothing."""
    for part in (_people, _conversations, _leads, _post, _subscriptions, _catalogue, _running):
        part()


def downgrade() -> None:
    """Back to nothing."""
    for name in (
        "memory suppression task schedule_run catalogue_version label people_figure offering"
        " wise digest subscription inbox_cursor inbox outbox lead_event lead need utterance"
        " conversation link_key identity person"
    ).split():
        op.drop_table(name)
