"""What other calendars are told, where their files lie, and when workers are busy there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
additive = True

_SECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the office's choices and the table; nothing that is there changes."""
    op.add_column(
        "office",
        sa.Column("calendar_names", sa.String(32), server_default="initials", nullable=False),
    )
    op.add_column(
        "office", sa.Column("calendar_folder", sa.String(500), server_default="", nullable=False)
    )
    op.create_table(
        "outside_busy",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", _SECONDS, nullable=False),
        sa.Column("ends_at", _SECONDS, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_outside_busy_order")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_outside_busy_staff_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_busy")),
    )
    op.create_index("ix_outside_busy_staff", "outside_busy", ["staff_id", "starts_at"])
