"""An application knows the conversation it was told in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told_in = sa.Column("conversation_id", sa.Text(), nullable=False, server_default="")
    op.add_column("application", told_in)
    op.create_index(
        "ix_application_conversation", "application", ["platform", "conversation_id"]
    )


def downgrade() -> None:
    op.drop_index("ix_application_conversation", "application")
    op.drop_column("application", "conversation_id")
