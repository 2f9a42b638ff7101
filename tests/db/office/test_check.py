"""The check of an office finds what was damaged or tampered with, wherever it lives."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from db.office import Office, members
from db.office.keeping import check
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.documents import DocumentStore
from tests.db.office.desk import CHEAP, Desk, People
from tests.db.office.secrets_in import enter


class Kept:
    """An attached file as it is kept: in a file of its own, or in a table (its first piece)."""

    def __init__(self, desk: People, stored_as: UUID) -> None:
        self._desk, self._id = desk, stored_as

    def content(self) -> bytes:
        if (file := self._file()) is not None:
            return file.read_bytes()
        with self._desk.unguarded() as session:
            asked = text("SELECT content FROM kept_document WHERE part = 0 AND stored_as = :id")
            return bytes(session.execute(asked, {"id": self._id}).scalar_one())

    def put(self, content: bytes) -> None:
        if (file := self._file()) is not None:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
            return
        self.remove()
        with self._desk.unguarded() as session:
            added = text("INSERT INTO kept_document VALUES (:id, 0, :content)")
            session.execute(added, {"id": self._id, "content": content})

    def remove(self) -> None:
        if (file := self._file()) is not None:
            file.unlink()
            return
        of_it = f"part = 0 AND stored_as = '{self._id}'"
        self._desk.tamper(f"DELETE FROM kept_document WHERE {of_it}")

    def _file(self) -> Path | None:
        if not isinstance(self._desk, Desk):
            return None
        return DocumentStore(self._desk.ana.folder.documents).path_of(self._id)


def codes(office: Office) -> set[str]:
    return {finding.code for finding in check(office)}


def test_a_sound_office_has_no_findings(desk: People) -> None:
    enter(desk.ana)
    desk.hire_and_settle("ben")
    steps: list[int] = []
    assert check(desk.ana, lambda done, total: steps.append(done)) == []
    assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (("UPDATE audit_event SET action = 'x' WHERE n = 3",), "audit.event_changed"),
        (("DELETE FROM audit_event WHERE n = 2",), "audit.event_missing"),
        (
            (
                "UPDATE audit_event SET n = 100 WHERE n = 2",
                "UPDATE audit_event SET n = 2 WHERE n = 3",
                "UPDATE audit_event SET n = 3 WHERE n = 100",
            ),
            "audit.event_changed",
        ),
        (("DELETE FROM audit_event WHERE n > 3",), "audit.chain_cut"),
    ],
    ids=["edited", "deleted", "reordered", "cut off"],
)
def test_tampering_with_the_audit_log_is_found(
    desk: People, statements: tuple[str, ...], code: str
) -> None:
    enter(desk.ana)
    desk.tamper(*statements)
    assert code in codes(desk.ana)


def test_the_program_itself_cannot_change_the_audit_log(desk: People) -> None:
    def edit(work: object) -> None:
        work.session.execute(text("UPDATE audit_event SET details = '{}'"))  # type: ignore[attr-defined]

    with pytest.raises(Refused, match=r"record\.signed|storage\.server_forbids"):
        desk.ana.write(edit)


def test_documents_that_are_missing_changed_or_strange_are_found(desk: People) -> None:
    ids = enter(desk.ana)
    kept = Kept(desk, ids.stored_as)
    content = kept.content()
    kept.put(content[:-1] + bytes([content[-1] ^ 1]))
    assert codes(desk.ana) == {"check.document_changed"}
    kept.remove()
    assert codes(desk.ana) == {"check.document_missing"}
    kept.put(content)
    Kept(desk, new_id()).put(b"stray")
    assert codes(desk.ana) == {"check.document_stray"}


def test_a_search_index_that_does_not_fit_is_found(desk: People) -> None:
    enter(desk.ana)
    index = "search_name_data WHERE id > 10" if isinstance(desk, Desk) else "search_name"
    desk.tamper(f"DELETE FROM {index}")
    assert "check.search" in codes(desk.ana)


def test_a_record_that_refers_to_nothing_is_found(desk: People) -> None:
    enter(desk.ana)
    if isinstance(desk, Desk):
        with desk.ana.engines.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            raw.execute("UPDATE case_file SET client_id = zeroblob(16)")
            raw.execute("PRAGMA foreign_keys = ON")
    else:
        desk.tamper("UPDATE case_file SET client_id = gen_random_uuid()")
    (found,) = [one for one in check(desk.ana) if one.code == "check.reference"]
    assert found.params["table"] == "case_file"


def test_a_key_file_that_was_exchanged_is_found(desk: People) -> None:
    desk.hire_and_settle("ben")
    kept = desk.shelf.read("ben.json")
    members.reset_password(desk.ana, desk.ana.manifest.member("ben").user_id, cost=CHEAP)
    desk.shelf.write("ben.json", kept)
    assert "check.key_file" in codes(desk.ana)
    desk.shelf.remove("ben.json")
    assert "check.key_file" in codes(desk.ana)
