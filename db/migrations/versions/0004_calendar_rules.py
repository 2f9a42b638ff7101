"""What the office decides of its calendar: weights of rules, buffers, places and travel, parts of
rooms, interpreters, teams; and who waits for a time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
additive = False  # appointments, rooms and interpreters take codes that nobody knew before

_MOMENT = sa.DateTime(timezone=True)


def _edited() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
    )


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _no_words(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), server_default="", nullable=False)


def upgrade() -> None:
    """Add the tables and columns; nothing that is there changes."""
    _decided()
    _places()
    _waiting()
    with_places = "CHAR(32)" if op.get_bind().dialect.name == "sqlite" else "uuid"
    op.execute(
        f"ALTER TABLE appointment ADD COLUMN place_id {with_places}"
        " CONSTRAINT fk_appointment_place_id_place REFERENCES place (id)"
    )
    op.add_column("appointment", _no_words("joining_link", 500))
    op.add_column("appointment", sa.Column("begun_at", _MOMENT, nullable=True))
    op.add_column("appointment", _no_words("uid", 255))
    _index("appointment", "uid")
    op.add_column("resource", _no_words("languages", 200))
    op.add_column("resource", _no_words("phone", 40))
    op.add_column("staff", _no_words("team", 80))
    op.add_column("staff", sa.Column("most_a_day", sa.Integer(), nullable=True))


def _decided() -> None:
    op.create_table(
        "calendar_rule",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("weight", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        *_edited(),
        _key("calendar_rule"),
        sa.UniqueConstraint("code", name=op.f("uq_calendar_rule_code")),
    )
    op.create_table(
        "kind_setting",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        *_edited(),
        sa.CheckConstraint("before >= 0 AND after >= 0", name=op.f("ck_kind_setting_buffers")),
        _key("kind_setting"),
        sa.UniqueConstraint("kind", name=op.f("uq_kind_setting_kind")),
    )


def _places() -> None:
    op.create_table(
        "place",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("is_office", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        *_edited(),
        _key("place"),
    )
    op.create_table(
        "travel_time",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_travel_time_minutes")),
        _refers("travel_time", "from_id", "place"),
        _refers("travel_time", "to_id", "place"),
        _key("travel_time"),
        sa.UniqueConstraint("from_id", "to_id", name=op.f("uq_travel_time_from_id")),
    )
    _index("travel_time", "to_id")
    op.create_table(
        "room_part",
        sa.Column("whole_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=False),
        _refers("room_part", "whole_id", "resource"),
        _refers("room_part", "part_id", "resource"),
        _key("room_part", "whole_id", "part_id"),
    )
    _index("room_part", "part_id")


def _waiting() -> None:
    table = "appointment_request"
    op.create_table(
        table,
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("wish", sa.String(length=500), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        *_edited(),
        _refers(table, "client_id", "client"),
        _refers(table, "case_id", "case_file"),
        _refers(table, "staff_id", "staff"),
        _refers(table, "appointment_id", "appointment"),
        _refers(table, "requested_by_id", "staff"),
        _key(table),
    )
    for column in ("state", "client_id", "case_id", "appointment_id"):
        _index(table, column)
