"""A server that goes and comes back under an open office: what is said, and nothing is lost."""

import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import event, text

from db.office import Office
from db.office.members import deactivate, reset_password
from db.office.server_way import ServerWay
from db.office.unlocking import check_password
from db.operations.clients.intake import add_client
from db.queries.reading import Reading
from db.queries.staff import staff_list
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.problems import StorageProblem
from db.storage.server_reaching import cancel
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.on_server.desk import ServerDesk, new_server_desk
from tests.db.server import Server

DURABLE = ("fsync=off", "full_page_writes=off", "max_connections=60")


@pytest.fixture(scope="module")
def mortal() -> Iterator[Server]:
    """A server of this file's own, which is stopped under those who work."""
    made = Server(DURABLE)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def desk(mortal: Server) -> Iterator[ServerDesk]:
    made = new_server_desk(mortal, "mortal")
    made.hire_and_settle("rita", Role.RECEPTIONIST)
    yield made
    made.close()


@pytest.fixture
def way(desk: ServerDesk) -> Iterator[ServerWay]:
    office = desk.sit()
    yield ServerWay(office)
    office.close()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def refused(act: Callable[..., object], *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as seen:
        act(*args, **kwargs)
    return seen.value.findings[0].code


def slept(reading: Reading) -> bool:
    """A question that takes for ever."""
    return bool(reading.session.scalar(text("SELECT pg_sleep(600)")))


def end_connections(server: Server, desk: ServerDesk) -> None:
    """As the server's administrator does."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(host=server.host, port=server.port, user="postgres") as connection:
        connection.execute(ended, [desk.address.database])


def wait_until_ended(server: Server, desk: ServerDesk) -> None:
    """They are told to end, and do so a moment later."""
    left = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", autocommit=True
    ) as connection:
        while connection.execute(left, [desk.address.database]).fetchone() != (0,):
            pass


def test_while_it_is_stopped_nothing_is_read_or_saved_and_the_window_can_be_unlocked(
    mortal: Server, way: ServerWay
) -> None:
    assert way.read(staff_list)
    mortal.halt()
    assert refused(way.read, staff_list) == "place.server_unread"
    assert way.is_gone
    assert refused(way.write, add_client, somebody()) == "place.server_away"
    check_password(way.office, PASSWORD)
    assert refused(check_password, way.office, "not the password 55") == "storage.wrong_password"
    mortal.start()
    assert way.look()
    assert way.read(staff_list)
    assert way.write(add_client, somebody()).result


def test_where_only_the_connection_was_lost_a_question_is_asked_again(
    mortal: Server, desk: ServerDesk, way: ServerWay
) -> None:
    lost: list[int] = []

    def once(reading: Reading) -> bool:
        if not lost:
            lost.append(1)
            end_connections(mortal, desk)
        return bool(reading.session.scalar(text("SELECT true")))

    assert way.read(once)
    assert not way.is_gone


def test_a_connection_that_was_ended_while_nobody_used_it_is_noticed_by_nobody(
    mortal: Server, desk: ServerDesk, way: ServerWay
) -> None:
    assert way.office.read(staff_list)
    end_connections(mortal, desk)
    wait_until_ended(mortal, desk)
    assert way.office.write(add_client, somebody()).result


def test_the_server_is_asked_for_nothing_but_what_is_read_until_long_after(
    way: ServerWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, asked = [0.0], []
    monkeypatch.setattr("db.storage.server_idle.monotonic", lambda: clock[0])
    monkeypatch.setattr(way.office.engines.engine.dialect, "do_ping", asked.append)
    for now, times in ((0.0, 0), (1.0, 0), (15.9, 0), (31.0, 1)):
        clock[0] = now
        assert way.read(staff_list)
        assert len(asked) == times


def test_who_waits_for_an_answer_is_not_kept_waiting_by_a_server_that_says_nothing(
    desk: ServerDesk,
) -> None:
    silence = threading.Event()

    def mute() -> StorageProblem | None:
        silence.wait(30)
        return None

    office = desk.sit()
    way = ServerWay(office, mute)
    said: list[str] = []
    waiting = threading.Thread(target=lambda: said.append(refused(way.read, slept)))
    waiting.start()
    while not way.is_waited_for(0.05):
        waiting.join(0.01)
    assert not way.look(patience=0.05)
    waiting.join(10)
    assert said == ["place.server_unread"]
    silence.set()
    office.close()


def test_where_it_is_known_why_it_cannot_be_reached_that_is_told(desk: ServerDesk) -> None:
    said = [StorageProblem("server_certificate"), StorageProblem("server_gone"), None]
    way = ServerWay(desk.ana, lambda: said.pop(0))
    whys = []
    while said:
        way.look()
        whys.append(way.why_gone and way.why_gone.code)
    assert whys == ["storage.server_certificate", None, None]
    assert not way.is_gone
    desk.ana.watchers.remove(way)


def test_a_save_whose_answer_was_lost_is_looked_up_before_anything_is_said(
    mortal: Server, desk: ServerDesk, way: ServerWay
) -> None:
    lose_next_commit(way.office, lambda: end_connections(mortal, desk))
    written = way.write(add_client, somebody())
    assert written.result
    assert not written.repeated


def test_where_it_cannot_be_looked_up_yet_that_is_done_when_the_server_is_back(
    mortal: Server, way: ServerWay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(way.office.place), "patience_when_unsure", 0.0)
    lose_next_commit(way.office, mortal.halt)
    kept = somebody()
    operation_id = new_id()
    assert refused(way.write, add_client, kept, operation_id=operation_id) == "storage.unsure"
    assert refused(way.outcomes) == "storage.server_gone"
    mortal.start()
    assert way.look()
    assert [outcome.kept for outcome in way.outcomes()] == [True]
    assert way.outcomes() == []
    assert way.write(add_client, kept, operation_id=operation_id).repeated


def test_whose_password_was_changed_or_who_was_let_go_is_not_let_in_again(
    mortal: Server, desk: ServerDesk
) -> None:
    rita = ServerWay(desk.sit("rita", OWN))
    assert rita.look()
    given = reset_password(desk.ana, rita.office.user.id, cost=CHEAP)
    end_connections(mortal, desk)
    wait_until_ended(mortal, desk)  # or Ana's next write meets one that is about to end
    assert not rita.look()
    assert rita.is_shut_out

    again = ServerWay(desk.sit("rita", given))
    deactivate(desk.ana, again.office.user.id)
    assert refused(again.read, staff_list) == "storage.server_forbids"
    assert again.doubted.is_set()
    assert not again.look()
    assert again.is_shut_out


def lose_next_commit(office: Office, act: Callable[[], object]) -> None:
    """Let the next commit be kept and its answer be lost on the way."""
    lost: list[int] = []

    @event.listens_for(office.engines.engine, "commit")
    def _commit(connection: object) -> None:
        if not lost:
            lost.append(1)
            driver = connection.connection.driver_connection  # type: ignore[attr-defined]
            driver.commit()
            driver.execute("SELECT")  # so that there is something to commit, which fails
            act()


def test_to_give_up_what_is_asked_of_a_server_that_is_gone_is_no_mistake(
    mortal: Server, way: ServerWay
) -> None:
    said: list[str] = []
    waiting = threading.Thread(target=lambda: said.append(refused(way.read, slept)))
    waiting.start()
    while not way.is_waited_for(0.05):
        waiting.join(0.01)
    thread = next(iter(way.office._reading))
    driver = way.office._reading[thread]
    mortal.halt()
    cancel(driver)
    waiting.join(20)
    assert said == ["place.server_unread"]
    mortal.start()
