"""A log of many years is looked through before the office is held, and not while it is."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from db.models.audit import AuditEvent
from db.office.sealed import SealedOffice, moving, named
from db.operations.audit_vouching import TAKEN_OUT
from db.operations.work import Work
from db.queries.reading import Reading
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.moved import seal
from tests.db.office.secrets_in import Entered

FEW = 4


@pytest.mark.only_in_folder("how the office's log is read; a server is asked otherwise")
def test_nobody_waits_until_all_was_read_and_who_is_named_meanwhile_is_found_as_well(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked(*args: Any) -> Any:
        answer = named.named_in_log(*args)
        cabinet.omar.write(tell, entered.client)  # from a computer that the log knows
        cabinet.desk.sit("ana", device="desk-7").write(tell, entered.client)  # and a new one
        return answer

    cabinet.omar.write(tell, entered.client)
    monkeypatch.setattr(named, "AT_ONCE", 3)  # wherever a look ends
    monkeypatch.setattr(moving, "named_in_log", looked)
    engine, asked = cabinet.sue.engines.engine, []

    def see(connection: Any, _: Any, statement: str, parameters: Any, *__: Any) -> None:
        if connection.get_execution_options().get("immediate") and "FROM audit_event" in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", see)
    seal(inside, entered.client)
    event.remove(engine, "before_cursor_execute", see)
    assert cabinet.ana.read(told) == [TAKEN_OUT] * 3
    assert len(inside.read(told)) == 3 and TAKEN_OUT not in inside.read(told)
    with engine.connect() as connection:
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            assert not [row for row in plan.all() if "SCAN" in str(row[3])], statement
            if "record_id IN" not in statement:  # those that are about what is sealed
                rows = connection.exec_driver_sql(statement, parameters).all()
                assert len(rows) < FEW, statement
    assert len(cabinet.sue.read(whole_log)) > 4 * FEW
    assert len(asked) > FEW


def tell(work: Work, client: UUID) -> None:
    work.record("thing.done", "thing", None, about=str(client))


def whole_log(reading: Reading) -> list[int]:
    return list(reading.session.scalars(select(AuditEvent.n)))


def told(reading: Reading) -> list[str]:
    asked = select(AuditEvent.details).where(AuditEvent.action == "thing.done")
    return list(reading.session.scalars(asked))
