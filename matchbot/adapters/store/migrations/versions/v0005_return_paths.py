"""A letter that came back is found by its envelope sender."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_sender", "outbox", ["platform", "sender"])


def downgrade() -> None:
    op.drop_index("ix_outbox_sender", "outbox")
