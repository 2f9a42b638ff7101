"""Groups: their rosters and waiting lists, their sessions, who came, and the notes of them."""

import sqlalchemy as sa
from alembic import op

from db.migrations.group_guards import IN_FILE, ON_SERVER
from db.migrations.server_guards import BYTE_BY_BYTE

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
additive = False  # sessions, their members and notes of them take codes that nobody knew before

_MOMENT = sa.DateTime(timezone=True)


def _edited() -> list[sa.Column[object]]:
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    ]


def _code(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=32), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _refers(table: str, column: str, to: str, **how: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, **how)  # type: ignore[arg-type]


def upgrade() -> None:
    """Add the tables and the column; nothing that is there changes."""
    op.create_table(
        "support_group",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        _id("leader_id"),
        _id("room_id", nullable=True),
        _id("program_id", nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        *_edited(),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_support_group_capacity")),
        _refers("support_group", "leader_id", "staff"),
        _refers("support_group", "room_id", "resource"),
        _refers("support_group", "program_id", "program"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_group")),
    )
    op.create_table(
        "group_member",
        _id("group_id"),
        _id("client_id"),
        _code("state"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason_left", sa.Text(), nullable=False),
        *_edited(),
        _refers("group_member", "group_id", "support_group"),
        _refers("group_member", "client_id", "client"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
    )
    op.create_index("ix_group_member_group", "group_member", ["group_id", "state"])
    op.create_index(op.f("ix_group_member_client_id"), "group_member", ["client_id"])
    op.create_table(
        "group_attendance",
        _id("appointment_id"),
        _id("client_id"),
        _code("attended"),
        sa.Column("remark", sa.String(length=200), nullable=False),
        _refers("group_attendance", "appointment_id", "appointment"),
        _refers("group_attendance", "client_id", "client"),
        sa.PrimaryKeyConstraint("appointment_id", "client_id", name=op.f("pk_group_attendance")),
    )
    op.create_index(op.f("ix_group_attendance_client_id"), "group_attendance", ["client_id"])
    _notes()
    op.add_column("appointment", _id("group_id", nullable=True))
    op.create_index(op.f("ix_appointment_group_id"), "appointment", ["group_id"])


def _notes() -> None:
    op.create_table(
        "group_note",
        _id("appointment_id"),
        _id("author_id"),
        _code("topic", nullable=True),
        _code("note_class"),
        _code("status"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signed_at", _MOMENT, nullable=True),
        _id("signed_by_id", nullable=True),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=True),
        sa.Column("signing_key", sa.LargeBinary(length=32), nullable=True),
        *_edited(),
        _refers("group_note", "appointment_id", "appointment"),
        _refers("group_note", "author_id", "staff"),
        _refers("group_note", "signed_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_note")),
        sa.UniqueConstraint("appointment_id", name=op.f("uq_group_note_appointment_id")),
    )
    op.create_table(
        "group_note_part",
        _id("note_id"),
        _id("appointment_id"),
        _id("client_id"),
        _refers("group_note_part", "note_id", "contact_note", ondelete="CASCADE"),
        _refers("group_note_part", "appointment_id", "appointment"),
        _refers("group_note_part", "client_id", "client"),
        sa.PrimaryKeyConstraint("note_id", name=op.f("pk_group_note_part")),
    )
    for column in ("appointment_id", "client_id"):
        op.create_index(op.f(f"ix_group_note_part_{column}"), "group_note_part", [column])
    _guards()


def _guards() -> None:
    """What is signed never changes, whoever writes."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(BYTE_BY_BYTE)  # which a trigger on the columns forbids
    for statement in ON_SERVER if connection.dialect.name == "postgresql" else IN_FILE:
        op.execute(statement)
