"""What is done all day says to a server first that plans are kept; nothing else feels that."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event, text

from db.office import Office
from db.operations.drafts import drop_draft, save_draft
from db.operations.tasks import TaskForm, add_task
from db.queries.drafts import my_drafts
from db.queries.reading import Reading
from db.rules.codes import TaskKind
from db.rules.ids import new_id
from tests.db.office.desk import People

KEEPS = "SET LOCAL plan_cache_mode"


def told(office: Office, act: Callable[[], object]) -> list[str]:
    """What the database is told meanwhile."""
    found: list[str] = []

    def hear(_: Any, __: Any, words: str, *___: Any) -> None:
        found.append(words)

    event.listen(office.engines.engine, "before_cursor_execute", hear)
    act()
    event.remove(office.engines.engine, "before_cursor_execute", hear)
    return found


def how_it_plans(reading: Reading) -> str:
    return str(reading.session.scalar(text("SHOW plan_cache_mode")))


def test_what_is_typed_is_kept_by_plans_that_are_kept(desk: People) -> None:
    office, record = desk.ana, new_id()
    body = {"text": "Zoë"}
    save = told(
        office, lambda: office.write(save_draft, "note", record, body, operation_id=new_id())
    )
    drop = told(office, lambda: office.write(drop_draft, "note", record, operation_id=new_id()))
    assert [words.startswith(KEEPS) for words in save[:2]] == [office.on_server, False]
    assert not any(words.startswith(KEEPS) for words in (*save[1:], *drop))
    if office.on_server:
        assert office.read(how_it_plans) == "auto"


def test_what_was_done_before_is_not_done_again(desk: People) -> None:
    form, operation_id = TaskForm(new_id(), TaskKind.OTHER, "Ring the school"), new_id()
    repeated = [
        desk.ana.write(add_task, form, operation_id=operation_id).repeated for _ in range(2)
    ]
    assert repeated == [False, True]


def test_what_is_typed_is_kept_with_what_else_is_done_in_one_transaction(desk: People) -> None:
    office, record = desk.ana, new_id()
    for words in ("Zoë", "Zoë came"):
        with office.together() as together:
            together.write(office, save_draft, "note", record, {"text": words})
        assert [one.body for one in office.read(my_drafts)] == [{"text": words}]
