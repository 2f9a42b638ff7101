"""A commit goes to a server with what is written last, and its answer may be lost on the way."""

import os
import socket
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from db.operations.tasks import TaskForm, add_task
from db.queries import at_once
from db.rules.codes import TaskKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.ready import ReadyOnServer


@pytest.fixture
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as lent:
        yield lent


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_whose_answer_is_lost_is_looked_for(
    desk: ServerDesk, monkeypatch: pytest.MonkeyPatch, arrives: bool
) -> None:
    office = desk.ana
    real: Any = at_once.answers

    def lost(driver: Any, *told: Any, commit: bool = False) -> Any:
        if not commit:
            return real(driver, *told)
        if arrives:
            real(driver, *told, commit=True)
        driver.close()
        raise psycopg.OperationalError("the answer is lost")

    monkeypatch.setattr(at_once, "answers", lost)
    form, operation_id = TaskForm(new_id(), TaskKind.OTHER, "Ring the school"), new_id()
    if arrives:
        assert not office.write(add_task, form, operation_id=operation_id).repeated
    else:
        with pytest.raises(Refused, match="server_gone"):
            office.write(add_task, form, operation_id=operation_id)
    monkeypatch.undo()
    assert office.has_done(operation_id) is arrives
    assert office.write(add_task, form, operation_id=operation_id).repeated is arrives


def waiting(desk: ServerDesk) -> int:
    """How many of the server's processes wait for another one."""
    asked = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with desk.by_hand.read() as session:
        return int(session.scalar(text(asked)) or 0)


def cut(driver: Any) -> None:
    """The way to the server is gone for this computer."""
    with socket.socket(fileno=os.dup(driver.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)


def until(so: Callable[[], bool]) -> None:
    while not so():
        pass


def forget_computers(desk: ServerDesk) -> None:
    """As after a backup of the server's that is older than what any of them wrote: their windows
    are open, and their chains begin with the next thing that is typed."""
    with desk.unguarded() as session:
        for table in ("audit_event", "audit_head", "audit_key"):
            session.execute(text(f"DELETE FROM {table}"))


@pytest.mark.parametrize("first", [False, True], ids=["a later one", "the first of a computer"])
def test_one_that_the_server_is_still_about_is_not_taken_for_lost(
    desk: ServerDesk, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """The server has the letter and waits for another write when the way to it breaks: asked at
    once, it knows nothing of what it keeps a moment later."""
    office, told = desk.ana, Event()
    if first:
        forget_computers(desk)
    real: Any = at_once.answers

    with desk.by_hand.write() as other:

        def break_the_way(driver: Any) -> None:
            until(lambda: waiting(desk) == 1 or told.is_set())
            cut(driver)
            until(lambda: waiting(desk) == 2 or told.is_set())
            other.rollback()

        def sent(driver: Any, *words: Any, commit: bool = False) -> Any:
            if commit:
                monkeypatch.undo()
                other.execute(text("LOCK TABLE audit_event IN SHARE MODE"))
                breaking.append(Thread(target=break_the_way, args=(driver,)))
                breaking[0].start()
            return real(driver, *words, commit=commit)

        breaking: list[Thread] = []
        monkeypatch.setattr(at_once, "answers", sent)
        form = TaskForm(new_id(), TaskKind.OTHER, "Ring the school")
        try:
            assert not office.write(add_task, form).repeated
        finally:
            told.set()
            breaking[0].join()


def test_two_that_begin_the_chain_of_a_computer_at_once_are_both_kept(desk: ServerDesk) -> None:
    """A person has two windows open on it, or one that types and one that records a look."""
    one, other = desk.ana, desk.sit(device=desk.ana.device)
    forget_computers(desk)
    operation_id, came = new_id(), list[bool]()

    def second() -> None:
        form = TaskForm(new_id(), TaskKind.OTHER, "Ring the school")
        came.append(other.write(add_task, form, operation_id=operation_id).repeated)

    writing = Thread(target=second)
    with one.together() as transaction:
        transaction.write(one, add_task, TaskForm(new_id(), TaskKind.OTHER, "Ring the clinic"))
        writing.start()
        until(lambda: waiting(desk) == 1 or not writing.is_alive())
    writing.join()
    assert came == [False] and one.has_done(operation_id)
