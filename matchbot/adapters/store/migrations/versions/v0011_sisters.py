"""Sister platforms and what they offer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def upgrade() -> None:
    op.create_table(
        "sister", _text("platform"), _text("id"), _text("url"), _text("name"), _text("key"),
        _text("desk"), _text("etag"), _number("edition"), _number("taking"), _number("count"),
        _number("taken"), sa.Column("figures", sa.JSON(), nullable=False), _text("trouble"),
        _moment("tried_at"), _moment("pulled_at"),
        sa.PrimaryKeyConstraint("platform", "id", name="pk_sister"),
    )
    op.create_table(
        "sister_offering", _text("platform"), _text("sister"), _number("edition"), _text("id"),
        sa.Column("offering", sa.JSON(), nullable=False),
        sa.Column("wise", sa.JSON(), nullable=False), _text("url"),
        sa.PrimaryKeyConstraint("platform", "sister", "edition", "id", name="pk_sister_offering"),
    )


def downgrade() -> None:
    op.drop_table("sister_offering")
    op.drop_table("sister")
