"""Two programs of one person on one computer put the same looks on record, and lose none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

import pytest

from db.office import Office
from db.operations.cases.view import record_case_view
from db.operations.views import record_view
from db.storage.local_store import Kept, LocalLog
from tests.db.kept.test_looks import desk, file, sam, views, way

__all__ = ["desk", "file", "sam"]  # fixtures


def test_a_second_program_that_writes_the_same_looks_takes_no_later_one_away(
    sam: Office, file: tuple[UUID, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, case = file
    first, second = way(sam, tmp_path), way(sam, tmp_path)
    first.write(record_view, "client", client)
    change = LocalLog.change

    def slower(log: LocalLog, changed: Callable[[Sequence[bytes]], Sequence[bytes]]) -> Kept:
        """Between its write and its tidying the other one does all of it, and one more comes."""
        monkeypatch.setattr(LocalLog, "change", change)
        second.settle()
        second.write(record_case_view, case)
        return change(log, changed)

    monkeypatch.setattr(LocalLog, "change", slower)
    first.settle()
    first.settle()
    assert [action for action, _ in sam.read(views)] == ["client.viewed", "case.viewed"]
