"""An office on a server: made, opened, and who gets in."""

import io
import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest
from sqlalchemy import text

from db.office import Office
from db.office.keeping import back_up, check
from db.office.members import change_password, change_role, deactivate, reset_password
from db.office.on_server import create_on_server, open_on_server
from db.office.verifying import verify_log
from db.operations.audit_vouching import ACTION, vouched_for
from db.queries.reading import Reading
from db.queries.staff import staff_list
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.problems import StorageProblem
from desktop.heart import presence_of
from tests.db.office.desk import CHEAP, OWN, PASSWORD
from tests.db.on_server.desk import FORM, MAKER, ServerDesk, new_server_desk
from tests.db.server import Server


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[ServerDesk]:
    made = new_server_desk(server, "harbor")
    yield made
    made.close()


def refused(act: object, *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as seen:
        act(*args, **kwargs)  # type: ignore[operator]
    return {finding.code for finding in seen.value.findings}


def test_whoever_made_it_signs_in_again_and_it_is_sound(desk: ServerDesk) -> None:
    again = desk.sit()
    assert again.record == desk.ana.record
    assert again.user == desk.ana.user
    assert check(again) == []


def test_a_wrong_name_and_a_wrong_password_are_refused_alike(desk: ServerDesk) -> None:
    assert refused(desk.sit, "ana", "not the password 55") == {"sign_in.wrong"}
    assert refused(desk.sit, "nobody", PASSWORD) == {"sign_in.wrong"}
    assert refused(desk.sit, "no name", PASSWORD) == {"sign_in.wrong"}


def test_a_database_with_anything_in_it_is_not_made_an_office(desk: ServerDesk) -> None:
    assert refused(create_on_server, desk.address, FORM, MAKER, device="desk-3", cost=CHEAP) == {
        "office.server_not_empty"
    }
    assert desk.sit()


def test_one_who_is_hired_chooses_a_password_and_the_given_one_opens_nothing(
    desk: ServerDesk,
) -> None:
    _, given = desk.hire("ben")
    office = desk.sit("ben", given)
    assert office.must_change_password
    change_password(office, given, OWN, cost=CHEAP)
    office.engines.dispose()  # what is asked now comes over a new connection
    assert office.read(staff_list)
    assert desk.sit("ben", OWN).user == office.user
    assert refused(desk.sit, "ben", given) == {"sign_in.wrong"}


def test_a_password_that_was_reset_opens_it_and_the_old_one_does_not(desk: ServerDesk) -> None:
    office = desk.hire_and_settle("cleo")
    given = reset_password(desk.ana, office.user.id, cost=CHEAP)
    assert desk.sit("cleo", given).must_change_password
    assert refused(desk.sit, "cleo", OWN) == {"sign_in.wrong"}


def test_an_auditor_comes_in_and_verifies_a_log_whose_details_were_sealed(
    desk: ServerDesk,
) -> None:
    auditor = desk.hire_and_settle("iris", Role.AUDITOR)
    desk.ana.write(lambda work: work.record(ACTION, "audit", None, events={"desk-1": {"1": "x"}}))
    assert auditor.read(lambda reading: vouched_for(reading.session)) == {("desk-1", 1): {"x"}}
    assert verify_log(auditor).findings == ()


def test_whoever_has_another_role_works_in_it_and_who_was_let_go_does_not_get_in(
    desk: ServerDesk,
) -> None:
    office = desk.hire_and_settle("dora")
    change_role(desk.ana, office.user.id, Role.SUPERVISOR)
    again = desk.sit("dora", OWN)
    assert again.user.role is Role.SUPERVISOR
    deactivate(desk.ana, office.user.id)
    assert refused(desk.sit, "dora", OWN) <= {"sign_in.wrong", "storage.server_refuses"}
    with pytest.raises(Refused):  # also where they sit already
        again.read(staff_list)


def test_a_change_that_fails_changes_neither_role_nor_key_file(
    desk: ServerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is one transaction, which another administrator's is refused in."""
    office = desk.hire_and_settle("eli")

    def fails(*_: object) -> None:
        raise StorageProblem("full")

    monkeypatch.setattr("db.office.signing.trust.remember_password", fails)
    assert refused(change_password, office, OWN, PASSWORD, cost=CHEAP) == {"storage.full"}
    monkeypatch.undo()
    assert desk.sit("eli", OWN).user == office.user
    assert refused(desk.sit, "eli", PASSWORD) == {"sign_in.wrong"}


def test_attached_files_are_kept_encrypted(desk: ServerDesk, server: Server) -> None:
    letter = b"Dear Judge, " * 200_000
    store = desk.ana.home.document_store
    stored = store.put(io.BytesIO(letter), new_id())
    assert store.read(stored) == letter
    assert list(store.stored()) == [stored.stored_as.hex]
    with psycopg.connect(
        host=server.host, port=server.port, user="postgres", dbname=desk.address.database
    ) as connection:
        parts = [row[0] for row in connection.execute("SELECT content FROM kept_document")]
    assert len(parts) == 4  # what it is, and a part for each mebibyte begun
    assert not any(b"Judge" in part for part in parts)
    store.remove(stored.stored_as)
    with pytest.raises(StorageProblem, match="document_gone"):
        store.read(stored)


def test_programs_see_each_other_and_what_is_edited_in_them(desk: ServerDesk) -> None:
    fred = desk.hire_and_settle("fred")
    hearts = [presence_of(desk.ana), presence_of(fred)]
    edited = ("client", new_id())
    hearts[0].beat([edited])
    hearts[1].beat()
    seen = hearts[1].look()
    assert seen.locks_are_real
    assert {beat.person.name for beat in seen.people} == {"Ana Ruiz", "Fred"}
    assert [edited] == [one for beat in seen.people for one in beat.editing]
    hearts[0].end()
    assert [beat.person.name for beat in hearts[1].look().people] == ["Fred"]
    hearts[1].end()


def test_what_is_being_read_is_broken_off(desk: ServerDesk) -> None:
    begun = threading.Event()

    def long(reading: Reading) -> None:
        begun.set()
        reading.session.execute(text("SELECT pg_sleep(60)"))

    reader = Reader(desk.ana, long)
    reader.start()
    assert begun.wait(10.0)
    while reader.is_alive():  # the statement may not have reached the server yet
        desk.ana.interrupt(reader.ident or 0)
        reader.join(0.05)
    assert reader.refused is not None and reader.refused.has("storage.interrupted")


class Reader(threading.Thread):
    """Asks a query, and keeps what it was refused with."""

    def __init__(self, office: Office, query: Callable[[Reading], object]) -> None:
        super().__init__()
        self._office, self._query = office, query
        self.refused: Refused | None = None

    def run(self) -> None:
        try:
            self._office.read(self._query)
        except Refused as refused:
            self.refused = refused


def test_what_only_a_folder_has_is_refused_with_a_sentence(desk: ServerDesk) -> None:
    assert refused(back_up, desk.ana) == {"office.on_server"}


def test_a_server_that_is_not_there_is_said_so(desk: ServerDesk) -> None:
    gone = type(desk.address)(str(desk.address.host) + "/gone", "harbor", desk.address.port)
    assert refused(open_on_server, gone, "ana", PASSWORD, device="x", cost=CHEAP) == {
        "storage.server_gone"
    }
