"""Whether contracts may be reserved for a WISE, and until when a label holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What nobody said is unknown."""
    for name in ("reserved", "reserved_source"):
        op.add_column("wise", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("wise", sa.Column("reserved_date", sa.Date(), nullable=True))
    op.add_column("label", sa.Column("expires", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back; what was said of it is gone."""
    op.drop_column("label", "expires")
    for name in ("reserved_date", "reserved_source", "reserved"):
        op.drop_column("wise", name)
