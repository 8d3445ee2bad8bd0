"""Chats in which people act for WISEs or the platform; the trail says on which channel."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What an older version writes meanwhile has no channel."""
    channel = sa.Column("channel", sa.Text(), nullable=False, server_default="")
    op.add_column("audit_line", channel)
    op.create_table(
        "linked_chat",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("platform", "channel", "chat", "address", "language")
        ),
        sa.Column("letters", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("platform", "channel", "chat", name="pk_linked_chat"),
    )
    op.create_index("ix_linked_chat_address", "linked_chat", ["platform", "address"])


def downgrade() -> None:
    op.drop_table("linked_chat")
    op.drop_column("audit_line", "channel")
