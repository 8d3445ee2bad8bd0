"""A subscription may be a saved need: one message, as soon as an offering fits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscription", sa.Column("need", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Back; needs that were saved are forgotten, lest they become digests."""
    op.execute(sa.text("DELETE FROM subscription WHERE need IS NOT NULL"))
    op.drop_column("subscription", "need")
