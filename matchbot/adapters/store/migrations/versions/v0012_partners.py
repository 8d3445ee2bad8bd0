"""A lead names the offerings of WISEs that do it together with its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    partners = sa.Column("partners", sa.JSON(), nullable=False, server_default="[]")
    op.add_column("lead", partners)


def downgrade() -> None:
    op.drop_column("lead", "partners")
