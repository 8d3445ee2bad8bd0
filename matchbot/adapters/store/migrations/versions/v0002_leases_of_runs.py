"""A run of the clock is under a lease."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("schedule_run") as table:
        table.add_column(sa.Column("lease_owner", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True))
    # Only the rows that were there needed it.
    with op.batch_alter_table("schedule_run") as table:
        table.alter_column("lease_owner", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("schedule_run") as table:
        table.drop_column("lease_until")
        table.drop_column("lease_owner")
