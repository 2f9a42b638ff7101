"""A commit goes to a server with what is written last, and its answer may be lost on the way."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

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
