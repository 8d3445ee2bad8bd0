"""What the window keeps: teams, hidden offerings, photos, applications, audit trail, allowances."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _table(name: str, key: tuple[str, ...], *columns: sa.Column[Any]) -> None:
    platform = sa.Column("platform", sa.Text(), nullable=False)
    primary = sa.PrimaryKeyConstraint("platform", *key, name=f"pk_{name}")
    op.create_table(name, platform, *columns, primary)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Six tables, none of which changes another."""
    _table("team_member", ("wise", "address"), _text("wise"), _text("address"), _moment("added_at"))
    op.create_index("ix_team_member_address", "team_member", ["platform", "address"])
    _table("hidden_offering", ("offering",), _text("offering"), _text("why"), _moment("at"))
    _table(
        "photo", ("offering",), _text("offering"), _text("hash"),
        sa.Column("body", sa.LargeBinary(), nullable=False), _text("alt"), _moment("at"),
    )
    op.create_index("ix_photo_hash", "photo", ["platform", "hash"])
    _table(
        "application", ("id",), _text("id"), _text("email"),
        sa.Column("applied", sa.JSON(), nullable=False), _text("language"), _text("state"),
        sa.Column("steps", sa.JSON(), nullable=False), _text("wise_id"), _moment("at"),
        _moment("decided_at", nullable=True),
    )
    op.create_index("ix_application_state", "application", ["platform", "state", "at"])
    op.create_index("ix_application_email", "application", ["platform", "email"])
    _table(
        "audit_line", ("id",), _text("id"), _moment("at"), _text("actor"), _text("act"),
        _text("subject"), _text("text"),
    )
    op.create_index("ix_audit_line_at", "audit_line", ["platform", "at"])
    op.create_index("ix_audit_line_actor", "audit_line", ["platform", "actor"])
    _table(
        "allowance", ("what", "who", "period"), _text("what"), _text("who"), _text("period"),
        sa.Column("times", sa.Integer(), nullable=False), _moment("at"),
    )


def downgrade() -> None:
    """The tables go, and with them what they held."""
    for name in (
        "allowance", "audit_line", "application", "photo", "hidden_offering", "team_member",
    ):
        op.drop_table(name)
