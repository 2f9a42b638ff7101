"""Several statements go to a server in one letter, and what the driver knows of it stays true."""

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import Integer, String, bindparam, select, text
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from db.queries.by_heart import ByHeart, ask_together
from db.storage.engine import Engines
from db.storage.server import open_server
from db.storage.server_address import ServerAddress
from tests.db.server import Server

GIVEN = ByHeart(text("SELECT CAST(:given AS text) AS given").columns(given=String))
MADE = ByHeart(text("INSERT INTO told_at_once VALUES (:given)"), writes=("told_at_once",))
WRONG = ByHeart(text("SELECT 1 / CAST(:given AS int) AS n").columns(n=Integer))

SLEEPING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE pid = :process AND wait_event = 'PgSleep'"
)


@pytest.fixture
def engines(server: Server) -> Iterator[Engines]:
    engines = open_server(ServerAddress(server.host, "postgres", server.port), "postgres", "")
    with engines.write() as session, session.begin():
        session.execute(text("CREATE TABLE told_at_once (given text PRIMARY KEY)"))
    yield engines
    with engines.write() as session, session.begin():
        session.execute(text("DROP TABLE told_at_once"))
    engines.dispose()


def kept(engines: Engines) -> list[str]:
    with engines.read() as session:
        return sorted(session.scalars(text("SELECT given FROM told_at_once")))


def driver_of(session: Any) -> Any:
    return session.connection().connection.driver_connection


def test_a_server_is_written_to_once_for_all_of_them_and_the_beginning(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engines.write() as session:
        driver = driver_of(session)
        waits: list[str] = []
        waited = type(driver).wait

        def counted(self: Any, what: Any, *told: Any, **more: Any) -> Any:
            under_way = self.info.transaction_status != TransactionStatus.IDLE
            waits.append(f"{what.__name__} {under_way}")
            return waited(self, what, *told, **more)

        asked = [(GIVEN, {"given": one}) for one in ("a", "b", "c")]
        ask_together(session, *asked)
        session.commit()
        monkeypatch.setattr(type(driver), "wait", counted)
        ask_together(session, *asked)
        assert len(waits) == 1
        ask_together(session, (MADE, {"given": "x"}), commit=True)
        assert len(waits) == 3  # one more, for what was prepared there the first time
        session.commit()
        assert waits[3] == "_commit_gen False"  # which has nothing left to say
    monkeypatch.undo()
    assert kept(engines) == ["x"]


def test_what_was_prepared_is_prepared_anew_after_a_rollback(engines: Engines) -> None:
    with engines.write() as session:
        for _ in range(2):
            assert GIVEN.value(session, {"given": "a"}) == "a"
            assert GIVEN.value(session, {"given": "b"}) == "b"
            session.rollback()
        GIVEN.value(session, {"given": "a"})
        nested = session.begin_nested()
        with pytest.raises(DBAPIError):
            WRONG.value(session, {"given": "0"})
        nested.rollback()
        assert GIVEN.value(session, {"given": "c"}) == "c"


def test_where_one_fails_nothing_is_kept_though_the_commit_was_sent_along(engines: Engines) -> None:
    with engines.write() as session:
        asked = ((MADE, {"given": "x"}), (WRONG, {"given": "0"}), (MADE, {"given": "y"}))
        with pytest.raises(DBAPIError):
            ask_together(session, *asked, commit=True)
        session.rollback()
        ask_together(session, (MADE, {"given": "z"}), commit=True)
    assert kept(engines) == ["z"]


def test_what_had_failed_before_is_not_taken_for_kept(engines: Engines) -> None:
    with engines.write() as session:
        with pytest.raises(DBAPIError):
            WRONG.value(session, {"given": "0"})
        with pytest.raises(DBAPIError):
            ask_together(session, commit=True)


def test_what_cannot_be_told_is_refused_before_anything_is_sent(engines: Engines) -> None:
    with engines.write() as session:
        with pytest.raises(DataError):
            ask_together(session, (MADE, {"given": "x"}), (GIVEN, {"given": "nothing\0"}))
        assert GIVEN.value(session, {"given": "100 %"}) == "100 %"
        session.commit()
    assert kept(engines) == []


def test_what_takes_too_long_is_given_up_and_the_connection_goes_on(engines: Engines) -> None:
    slow = ByHeart(text("SELECT pg_sleep(:seconds)"))
    with engines.write() as session:
        driver = driver_of(session)

        def cancel_once_it_sleeps() -> None:
            with engines.engine.connect() as beside:
                while not beside.scalar(SLEEPING, {"process": driver.info.backend_pid}):
                    beside.rollback()  # what is seen stays the same in a transaction
            driver.cancel()

        cancelling = Thread(target=cancel_once_it_sleeps)
        cancelling.start()
        with pytest.raises(OperationalError) as caught:
            ask_together(session, (slow, {"seconds": 60.0}), (GIVEN, {"given": "a"}))
        cancelling.join()
        assert not caught.value.connection_invalidated
        session.rollback()
        assert GIVEN.value(session, {"given": "a"}) == "a"


def test_much_goes_there_and_much_comes_back(engines: Engines) -> None:
    given = bindparam("given", type_=String)
    much = ByHeart(select(given.label("one")))
    words = ["x" * 3_000_000, "y" * 2_000_000, "z" * 1_000_000]
    with engines.write() as session:
        answers = ask_together(session, *[(much, {"given": one}) for one in words])
    assert [rows[0][0] for rows in answers] == words
