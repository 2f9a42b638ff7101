"""No table stands outside the walls: a new one is refused to everybody until somebody thought."""

from collections import Counter

from sqlalchemy import Engine, text

from db.migrations.walls.openings import OPENINGS
from db.migrations.walls.rows import ROWS
from db.migrations.walls.tables import WALLS
from db.models import Base

_TABLES = text(
    "SELECT relname, relrowsecurity FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
)
# Rows that no rule keeps from anybody whom the table is open to.
FOR_ALL = {
    "alembic_version",
    "appointment_resource",  # ids and times
    "appointment_series",  # on which days, and not who
    "audit_head",
    "calendar_rule",
    "closure",
    "kind_setting",
    "place",  # where, and not who
    "room_part",
    "travel_time",
    "household",
    "kept_sealed",  # read by who has its key
    "kept_sealed_page",
    "household_member",  # ids, and what somebody is to whom
    "import_batch",
    "imported_row",
    "leave",
    "office",
    "office_hours",
    "program",
    "resource",
    "search_name",  # read by nobody
    "search_name_word",
    "search_note",
    "staff_login",
    "support_group",  # which there are, and not who is in them
    "working_hours",
}


def test_each_table_has_one_wall_and_rows_are_kept_wherever_they_are_anybodys(
    server_engine: Engine,
) -> None:
    with server_engine.connect() as connection:
        there = {name: kept for name, kept in connection.execute(_TABLES)}  # noqa: C416
    assert Counter(wall.table for wall in WALLS) == Counter(list(there))
    assert set(Base.metadata.tables) <= set(there)
    kept = {rows.table for rows in ROWS}
    assert len(kept) == len(ROWS)
    assert {name for name, by_row in there.items() if by_row} == kept
    assert kept | FOR_ALL == set(there) and not kept & FOR_ALL


def test_nobody_on_the_staff_changes_or_deletes_what_was_recorded() -> None:
    for wall in WALLS:
        if wall.table in ("audit_event", "audit_key", "disclosure", "counted_run"):
            assert not wall.update and not wall.delete
            assert not [right for right, _ in wall.columns if right != "SELECT"]


def test_an_opening_shows_no_table_twice() -> None:
    for opening in OPENINGS:
        shown = [view.table for view in opening.views]
        assert len(set(shown)) == len(shown)
