"""A statement that the driver is told by heart answers as it does when SQLAlchemy asks it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from sqlalchemy import (
    ARRAY,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    event,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError, OperationalError
from sqlalchemy.orm import Session, aliased

from db.models.staff import Staff, WorkingHours
from db.models.types import Cents, Code, PartialDateText, Seconds, Utc
from db.queries.by_heart import ByHeart, ask_together
from db.queries.openings import KNOWN, through
from db.queries.past_the_session import listen_to_writes
from db.rules.codes import Role
from db.rules.ids import new_id
from db.rules.partial_date import PartialDate
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from tests.db.bench import Bench
from tests.db.server import Server

KEPT = Table(
    "kept_by_heart",
    MetaData(),
    Column("id", Uuid, primary_key=True),
    Column("other", Uuid),
    Column("name", String(40), nullable=False),
    Column("told", Text),
    Column("kind", Code(Role)),
    Column("at", Utc),
    Column("starts_at", Seconds),
    Column("day", Date),
    Column("born", PartialDateText),
    Column("cost", Cents),
    Column("bytes", LargeBinary),
    Column("number", Integer),
)
FULL = {
    "id": new_id(), "other": new_id(), "name": "100 % of “Zoë”", "told": "many\nwords",
    "kind": Role.CASEWORKER, "at": datetime(2026, 3, 1, 12, tzinfo=UTC), "starts_at": 2**40,
    "day": date(2026, 3, 1), "born": PartialDate(2001, 5), "cost": Decimal("12.30"),
    "bytes": b"\0\xff", "number": 7,
}  # fmt: skip
BARE = dict.fromkeys(FULL) | {"id": new_id(), "name": "nothing"}
ROWS = (FULL, BARE)
ALL = select(KEPT).where(KEPT.c.id.in_(bindparam("ids", expanding=True))).order_by(KEPT.c.name)
AS_ONE = (
    select(KEPT).where(KEPT.c.id == any_(bindparam("ids", type_=ARRAY(Uuid)))).order_by(KEPT.c.name)
)


@pytest.fixture
def session(bench: Bench) -> Iterator[Session]:
    KEPT.create(bench.session.connection())
    written = ByHeart(insert(KEPT).values({one.name: bindparam(one.name) for one in KEPT.c}))
    for row in ROWS:
        assert written.do(bench.session, row) == 1
    yield bench.session
    bench.session.rollback()


def heard(session: Session, ask: Any) -> list[tuple[str, Any]]:
    """What the driver is told, as whoever listens hears it."""
    found: list[tuple[str, Any]] = []

    def hear(_: Any, __: Any, words: str, values: Any, *___: Any) -> None:
        found.append((words, values))

    event.listen(session.get_bind(), "before_cursor_execute", hear)
    event.listen(session.get_bind(), "after_cursor_execute", hear)
    ask()
    event.remove(session.get_bind(), "before_cursor_execute", hear)
    event.remove(session.get_bind(), "after_cursor_execute", hear)
    return found


def test_each_type_is_written_and_read_as_elsewhere(session: Session) -> None:
    told = {"ids": [one["id"] for one in ROWS]}
    by_heart = ByHeart(ALL)
    elsewhere = [tuple(row) for row in session.execute(ALL, told)]
    assert elsewhere == [tuple(FULL.values()), tuple(BARE.values())]
    for _ in range(2):  # learnt, and known
        assert by_heart.rows(session, told) == elsewhere


@pytest.mark.parametrize("many", [0, 1, 3])
def test_the_driver_is_told_the_same(session: Session, many: int) -> None:
    told = {"ids": [new_id() for _ in range(many)], "number": 7, "name": "100 % of “Zoë”"}
    more = (
        KEPT.c.number == bindparam("number"), KEPT.c.name != bindparam("name"),
        KEPT.c.kind.in_([Role.AUDITOR, Role.CASEWORKER]), KEPT.c.told == literal("many\nwords"),
    )  # fmt: skip
    by_heart, asked = ByHeart(ALL.where(*more)), ALL.where(*more)
    if session.get_bind().dialect.name == "postgresql":  # a list is one value there
        asked = AS_ONE.where(*more)
    elsewhere = heard(session, lambda: session.connection().execute(asked, told))
    for _ in range(2):
        assert heard(session, lambda: by_heart.rows(session, told)) == elsewhere


@pytest.mark.parametrize("many", [0, 1, 3])
def test_what_is_not_in_a_list_is_found_whatever_its_length(session: Session, many: int) -> None:
    others = select(KEPT.c.id).where(KEPT.c.id.not_in(bindparam("ids", expanding=True)))
    told = {"ids": [FULL["id"], *(new_id() for _ in range(many))][:many]}
    found = {one for (one,) in ByHeart(others).rows(session, told)}
    assert found == {row["id"] for row in ROWS} - set(told["ids"])


def test_a_server_prepares_it_the_first_time_and_once_for_lists_of_any_length(
    server: Server,
) -> None:
    engines = open_server(ServerAddress(server.host, "postgres", server.port), "postgres", "")
    given = bindparam("names", expanding=True)
    asked = ByHeart(select(literal("by heart")).where(literal("a").in_(given)))
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '% = ANY (%'")
    with engines.write() as session:
        for names in ([], ["a"], ["a", "b", "c"]):
            assert len(asked.rows(session, {"names": names})) == min(1, len(names))
            assert session.scalar(prepared) == 1
    engines.dispose()


def test_a_value_of_the_first_row_is_given_or_none(session: Session) -> None:
    asked = ByHeart(select(KEPT.c.kind).where(KEPT.c.id == bindparam("id")))
    assert asked.value(session, {"id": FULL["id"]}) is Role.CASEWORKER
    assert asked.value(session, {"id": new_id()}) is None


def test_a_change_is_told_with_how_many_rows_it_changed(session: Session) -> None:
    change = ByHeart(
        update(KEPT).where(KEPT.c.number == bindparam("before")).values(number=bindparam("after"))
    )
    assert change.do(session, {"before": 7, "after": 8}) == 1
    assert change.do(session, {"before": 7, "after": 8}) == 0


def test_what_the_session_has_not_written_is_written_first(bench: Bench) -> None:
    staff = Staff(id=new_id(), user_name="new", display_name="New", role=Role.CASEWORKER)
    staff.created_at = staff.changed_at = bench.now
    asked = ByHeart(select(Staff.display_name).where(Staff.id == bindparam("id")))
    bench.session.add(staff)
    with bench.session.no_autoflush:
        assert asked.rows(bench.session, {"id": staff.id}) == []
    assert asked.value(bench.session, {"id": staff.id}) == "New"


def test_within_an_opening_it_asks_the_opening(bench: Bench) -> None:
    asked = ByHeart(select(Staff.id).order_by(Staff.id))
    assert asked.rows(bench.session)
    with through(bench.session, KNOWN):
        words = heard(bench.session, lambda: asked.rows(bench.session))[0][0]
    assert ("known.staff" in words) is (bench.session.get_bind().dialect.name == "postgresql")


def test_a_mapped_class_is_a_record_that_is_read_and_not_changed(bench: Bench) -> None:
    worker = bench.worker("Mara")
    hours = aliased(WorkingHours)
    asked = ByHeart(
        select(Staff, hours, func.upper(Staff.display_name).label("loud"))
        .outerjoin(hours, and_(hours.staff_id == Staff.id, hours.weekday == bindparam("weekday")))
        .where(Staff.id == bindparam("id"))
    )
    monday, sunday = (
        asked.records(bench.session, {"id": worker.id, "weekday": weekday})[0] for weekday in (0, 6)
    )
    assert (monday.Staff.display_name, monday.Staff.role, monday.loud) == (
        "Mara", Role.CASEWORKER, "MARA",
    )  # fmt: skip
    assert monday[1].starts == 8 * 60 + 30
    assert sunday[1] is None
    with pytest.raises(AttributeError):
        monday.Staff.display_name = "Somebody else"


def test_what_goes_wrong_is_the_same_error_and_shows_no_value(session: Session) -> None:
    words = insert(KEPT).values(id=bindparam("id"), name=bindparam("name"))
    errors = []
    for ask in (ByHeart(words).do, lambda session, told: session.execute(words, told)):
        with pytest.raises(IntegrityError) as caught, session.begin_nested():
            ask(session, {"id": FULL["id"], "name": "Ada Lovelace"})
        errors.append(caught.value)
    ours, elsewhere = errors
    assert type(ours) is type(elsewhere)
    assert type(ours.orig) is type(elsewhere.orig)
    assert (ours.statement, ours.code) == (elsewhere.statement, elsewhere.code)
    assert ours.hide_parameters == elsewhere.hide_parameters
    assert not ours.connection_invalidated
    if ours.hide_parameters:
        assert "Lovelace" not in str(ours)


def test_several_are_asked_in_their_order_and_answer_as_each_alone(session: Session) -> None:
    change = ByHeart(
        update(KEPT).where(KEPT.c.id == bindparam("of_id")).values(number=bindparam("after"))
    )
    number = ByHeart(select(KEPT.c.number).where(KEPT.c.id == bindparam("id")))
    told = {"id": FULL["id"]}
    asked = (
        (number, told), (change, {"of_id": FULL["id"], "after": 8}), (number, told),
        (ByHeart(ALL), {"ids": [BARE["id"]]}),
    )  # fmt: skip
    for before, after in ((7, 8), (8, 8)):
        answers = [list(rows) for rows in ask_together(session, *asked)]
        assert answers == [[(before,)], [], [(after,)], [tuple(BARE.values())]]
    words = [one.split()[0] for one, _ in heard(session, lambda: ask_together(session, *asked))]
    assert sorted(words) == 6 * ["SELECT"] + 2 * ["UPDATE"]  # each before and after
    assert ask_together(session) == []


def test_whoever_listens_may_ask_meanwhile(session: Session) -> None:
    number = ByHeart(select(KEPT.c.number).where(KEPT.c.id == bindparam("id")))
    name = ByHeart(select(KEPT.c.name).where(KEPT.c.id == bindparam("id")))
    told, heard_of = {"id": FULL["id"]}, []

    def hear(_: Any, __: Any, words: str, values: Any, *___: Any) -> None:
        if ".number" in words:
            heard_of.append(name.value(session, told))

    event.listen(session.get_bind(), "after_cursor_execute", hear)
    answers = [number.value(session, told) for _ in range(2)]
    event.remove(session.get_bind(), "after_cursor_execute", hear)
    assert answers == [7, 7]
    assert heard_of == 2 * [FULL["name"]]


def test_where_one_of_several_goes_wrong_it_is_the_same_error(session: Session) -> None:
    written = ByHeart(insert(KEPT).values(id=bindparam("id"), name=bindparam("name")))
    again = {"id": FULL["id"], "name": "Ada Lovelace"}
    asked = ByHeart(select(KEPT.c.number).where(KEPT.c.id == bindparam("id")))
    with pytest.raises(IntegrityError), session.begin_nested():
        ask_together(session, (asked, again), (written, again), (asked, again))
    assert asked.value(session, again) == 7


def test_whoever_is_told_too_little_or_too_much_asks_nothing(session: Session) -> None:
    with pytest.raises(InvalidRequestError):
        ByHeart(select(KEPT.c.id).where(KEPT.c.number == bindparam("number"))).rows(session)
    fixed = select(KEPT.c.id).where(KEPT.c.number == bindparam("number", 7))
    assert ByHeart(fixed).rows(session) == [(FULL["id"],)]
    with pytest.raises(ValueError, match="number"):
        ByHeart(fixed).rows(session, {"number": 8})


def test_a_value_that_stands_in_the_words_is_not_learnt(session: Session) -> None:
    part = bindparam("n", 1, Integer, literal_execute=True)
    with pytest.raises(ValueError, match="learnt"):
        ByHeart(select(KEPT.c.id).where(KEPT.c.number == part)).rows(session)


def test_words_that_were_written_by_hand_are_told_too(session: Session) -> None:
    asked = ByHeart(text("SELECT :one AS a, :one AS b").columns(a=String, b=String))
    with pytest.raises(DBAPIError), session.begin_nested():
        ByHeart(text("SELECT nothing FROM nowhere")).rows(session)
    assert [tuple(map(str, row)) for row in asked.rows(session, {"one": "x"})] == [("x", "x")]


@pytest.mark.parametrize("together", [False, True])
def test_whoever_listens_hears_of_each_write_and_of_nothing_else(
    session: Session, together: bool
) -> None:
    heard_of: list[tuple[str, object]] = []
    listen_to_writes(session, lambda table, told: heard_of.append((table, told["id"])))
    told = {"id": FULL["id"], "after": 9}
    asked = ByHeart(select(KEPT.c.number).where(KEPT.c.id == bindparam("id")))
    changed = ByHeart(
        update(KEPT).where(KEPT.c.id == bindparam("id")).values(number=bindparam("after"))
    )
    within = ByHeart(
        select(literal(1)).add_cte(
            update(KEPT).where(KEPT.c.id == bindparam("id")).values(number=1).cte("changed")
        )
    )
    assert (asked.writes, changed.writes, within.writes) == (set(), {KEPT.name}, {KEPT.name})
    if together:
        ask_together(session, (asked, told), (changed, told))
    else:
        asked.rows(session, told)
        changed.do(session, told)
    assert heard_of == [(KEPT.name, FULL["id"])]


def test_words_of_ones_own_that_write_name_what_they_write() -> None:
    words = text("DELETE FROM kept_by_heart WHERE id = :id")
    with pytest.raises(ValueError, match="tables"):
        ByHeart(words)
    assert ByHeart(words, writes=("kept_by_heart",)).writes == {"kept_by_heart"}


@pytest.mark.parametrize("together", [False, True])
def test_a_connection_that_the_server_ended_is_given_up_as_elsewhere(
    server: Server, together: bool
) -> None:
    engines = open_server(ServerAddress(server.host, "postgres", server.port), "postgres", "")
    asked = ByHeart(select(literal(1)))
    with engines.write() as session:
        assert asked.value(session) == 1
        driver: Any = session.connection().connection.driver_connection
        with psycopg.connect(host=server.host, port=server.port, user="postgres") as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [driver.info.backend_pid])
        with pytest.raises(OperationalError) as caught:
            ask_together(session, *[(asked, {})] * (2 if together else 1))
        assert caught.value.connection_invalidated
    with engines.write() as session:
        assert asked.value(session) == 1
    engines.dispose()
