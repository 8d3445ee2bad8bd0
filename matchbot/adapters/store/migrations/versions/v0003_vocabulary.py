"""What was imported into the vocabulary."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table for kinds and official codes."""
    op.create_table(
        "vocabulary_entry",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "part", "id", name="pk_vocabulary_entry"),
    )


def downgrade() -> None:
    """The table goes, and with it what was imported."""
    op.drop_table("vocabulary_entry")
