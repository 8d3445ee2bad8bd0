"""Follow-ups and outcomes of leads, consent of subscriptions, one digest per person and channel."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENTS = ("reminded_at", "outcome_at")
_TEXTS = ("letter_id", "buyer_says", "wise_says", "work")


def upgrade() -> None:
    for name in _TEXTS:
        op.add_column("lead", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in _MOMENTS:
        op.add_column("lead", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("lead", sa.Column("price", sa.JSON(), nullable=False, server_default="null"))
    op.add_column("lead", sa.Column("followed", sa.JSON(), nullable=False, server_default="[]"))
    op.drop_column("lead", "followed_up")
    op.create_index("ix_lead_letter", "lead", ["platform", "letter_id"])
    _consent()
    _digests()


def _consent() -> None:
    """The name of the text that was agreed to becomes a record."""
    rows = op.get_bind().execute(sa.text("SELECT platform, id, consent FROM subscription")).all()
    op.drop_column("subscription", "consent")
    empty = json.dumps({"version": "", "hash": "", "channel": "", "key": ""})
    op.add_column(
        "subscription", sa.Column("consent", sa.JSON(), nullable=False, server_default=empty)
    )
    table = sa.table(
        "subscription", sa.column("platform"), sa.column("id"), sa.column("consent", sa.JSON())
    )
    for platform, id, version in rows:
        record = {"version": version, "hash": "", "channel": "", "key": ""}
        mine = (table.c.platform == platform) & (table.c.id == id)
        op.execute(table.update().where(mine).values(consent=record))
    op.create_index(
        "ix_subscription_reader", "subscription", ["platform", "state", "person_id"]
    )


def _digests() -> None:
    """A digest belongs to a person on a channel, no longer to a subscription."""
    told = op.get_bind().execute(
        sa.text(
            "SELECT d.platform, s.person_id, s.channel, d.period, d.outbox_id, d.subscription_id,"
            " d.offerings, d.until FROM digest d JOIN subscription s ON s.platform = d.platform"
            " AND s.id = d.subscription_id ORDER BY d.until"
        ).columns(offerings=sa.JSON(), until=sa.DateTime(timezone=True))
    ).all()
    op.drop_table("digest")
    op.create_table(
        "digest",
        *(sa.Column(n, sa.Text(), nullable=False) for n in
          ("platform", "person_id", "channel", "period", "outbox_id")),
        sa.Column("subscriptions", sa.JSON(), nullable=False),
        sa.Column("offerings", sa.JSON(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "person_id", "channel", "period", name="pk_digest"),
        sa.ForeignKeyConstraint(
            ["platform", "person_id"], ["person.platform", "person.id"],
            name="fk_digest_person", deferrable=True, initially="DEFERRED",
        ),
    )
    op.create_index("ix_digest_outbox", "digest", ["platform", "outbox_id"])
    merged: dict[tuple[str, ...], dict[str, Any]] = {}
    for platform, person, channel, period, outbox_id, subscription, offerings, until in told:
        row = merged.setdefault(
            (platform, person, channel, period),
            {"platform": platform, "person_id": person, "channel": channel, "period": period,
             "outbox_id": outbox_id, "subscriptions": [], "offerings": offerings, "until": until},
        )
        row["subscriptions"].append(subscription)
    if merged:
        columns: list[Any] = [sa.column(n) for n in ("platform", "person_id", "channel", "period", "outbox_id")]
        jsons = [sa.column(n, sa.JSON()) for n in ("subscriptions", "offerings")]
        table = sa.table("digest", *columns, *jsons, sa.column("until", sa.DateTime(timezone=True)))
        op.bulk_insert(table, list(merged.values()))


def downgrade() -> None:
    """Back; which digests were made is forgotten."""
    op.drop_index("ix_lead_letter", "lead")
    for name in (*_TEXTS, *_MOMENTS, "price", "followed"):
        op.drop_column("lead", name)
    op.add_column("lead", sa.Column("followed_up", sa.Integer(), nullable=False, server_default="0"))
    op.drop_index("ix_subscription_reader", "subscription")
    op.drop_column("subscription", "consent")
    op.add_column("subscription", sa.Column("consent", sa.Text(), nullable=False, server_default=""))
    op.drop_table("digest")
    op.create_table(
        "digest",
        *(sa.Column(n, sa.Text(), nullable=False) for n in
          ("platform", "subscription_id", "period", "outbox_id")),
        sa.Column("offerings", sa.JSON(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "subscription_id", "period", name="pk_digest"),
        sa.ForeignKeyConstraint(
            ["platform", "subscription_id"], ["subscription.platform", "subscription.id"],
            name="fk_digest_subscription", deferrable=True, initially="DEFERRED",
        ),
    )
