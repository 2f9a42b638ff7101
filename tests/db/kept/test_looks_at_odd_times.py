"""Looks at files under a clock that is set, and in a log of which nothing but damage is left."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.operations.cases.view import record_case_view
from tests.db.kept.test_looks import desk, file, log_of, sam, views, way
from tests.db.office.desk import Desk

__all__ = ["desk", "file", "sam"]

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")


def test_a_clock_that_is_set_back_hides_no_look(
    desk: Desk, sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    through = way(sam, tmp_path)
    assert through.write(record_case_view, file[1]).result is True
    through.settle()
    desk.pass_time(days=-1)
    assert through.write(record_case_view, file[1]).result is True
    through.settle()
    assert len(sam.read(views)) == 2


def test_where_all_that_waited_is_damaged_that_is_on_record_once(
    sam: Office, file: tuple[UUID, UUID], tmp_path: Path
) -> None:
    through = way(sam, tmp_path)
    through.write(record_case_view, file[1])
    log = log_of(sam, tmp_path)
    log.file.write_bytes(b"x" + log.file.read_bytes()[1:])
    assert (through.settle(), through.settle()) == (0, 0)
    asked = select(AuditEvent.details).where(AuditEvent.action == "office.records_lost")
    lost = sam.read(lambda reading: list(reading.session.scalars(asked)))
    assert lost == ['{"count":1}']
