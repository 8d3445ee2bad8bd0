"""A lead keeps the day that its buyer named when it was not decided yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lead", sa.Column("waits_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("lead", "waits_until")
