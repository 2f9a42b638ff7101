"""Emergency access to restricted cases, and for how long the office allows it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
additive = True

_MOMENT = sa.DateTime(timezone=True)
_SECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table, and the office's choice; nothing that is there changes."""
    op.add_column(
        "office", sa.Column("emergency_minutes", sa.Integer(), server_default="60", nullable=False)
    )
    op.create_table(
        "emergency_access",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("until", _SECONDS, nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", _MOMENT, nullable=True),
        sa.Column("review", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_emergency_access_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff.id"], name=op.f("fk_emergency_access_user_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["staff.id"], name=op.f("fk_emergency_access_reviewed_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    )
    op.create_index(
        op.f("ix_emergency_access_case_id"), "emergency_access", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_emergency_access_reviewed_at"), "emergency_access", ["reviewed_at"], unique=False
    )
    op.create_index(
        "ix_emergency_access_user",
        "emergency_access",
        ["user_id", "until", "case_id"],
        unique=False,
    )
