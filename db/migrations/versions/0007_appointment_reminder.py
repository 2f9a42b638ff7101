"""Who was reminded of which appointment, and whether they were reached."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
additive = True

_MOMENT = sa.DateTime(timezone=True)
_SECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TABLE = "appointment_reminder"


def upgrade() -> None:
    """Add the table; nothing that is there changes."""
    op.create_table(
        _TABLE,
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", _SECONDS, nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("reminded_by_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_reminder_appointment_id_appointment"),
        ),
        sa.ForeignKeyConstraint(
            ["reminded_by_id"],
            ["staff.id"],
            name=op.f("fk_appointment_reminder_reminded_by_id_staff"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_reminder")),
    )
    op.create_index(op.f("ix_appointment_reminder_appointment_id"), _TABLE, ["appointment_id"])
