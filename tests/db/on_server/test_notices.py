"""What one program writes on a server the others hear at once, and nobody hears more than kinds."""

from collections.abc import Iterator

import psycopg
import pytest

from db.operations.clients.intake import add_client
from db.operations.drafts import save_draft
from db.operations.views import record_view
from db.rules.clients.form import ClientForm
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.problems import StorageProblem
from db.storage.server_notices import Notices
from tests.db.office.desk import OWN
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.ready import ReadyOnServer
from tests.db.server import Server

SOON = 5.0  # seconds: far longer than a notice takes
AT_ONCE = 0.0


@pytest.fixture(scope="module")
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as lent:
        lent.hire_and_settle("rita", Role.RECEPTIONIST)
        yield lent


@pytest.fixture
def heard(desk: ServerDesk) -> Iterator[Notices]:
    """What Rita's program hears."""
    made = Notices(desk.sit("rita", OWN).engines)
    made.open()
    yield made
    made.end()


def somebody() -> ClientForm:
    return ClientForm(id=new_id(), first_name="Ada", last_name="Lovelace")


def test_a_write_is_told_by_its_kinds_and_looking_or_typing_is_not(
    desk: ServerDesk, heard: Notices
) -> None:
    client = somebody()
    desk.ana.write(add_client, client)
    desk.ana.write(record_view, "client", client.id)
    desk.ana.write(save_draft, "client", new_id(), {"first_name": "Bo"})
    assert "client" in heard.wait(SOON)
    assert heard.wait(AT_ONCE) == frozenset()


def test_what_was_refused_and_undone_is_not_told(desk: ServerDesk, heard: Notices) -> None:
    with pytest.raises(Refused):
        desk.ana.write(add_client, ClientForm(id=new_id()))
    with pytest.raises(ValueError), desk.ana.together() as both:
        both.write(desk.ana, add_client, somebody())
        raise ValueError
    assert heard.wait(AT_ONCE) == frozenset()


def test_a_program_is_not_told_what_it_wrote_itself(desk: ServerDesk) -> None:
    office = desk.sit()
    notices = Notices(office.engines)
    notices.open()
    office.write(add_client, somebody())
    desk.ana.write(add_client, somebody())
    assert "client" in notices.wait(SOON)
    assert notices.wait(AT_ONCE) == frozenset()
    notices.end()


def test_who_waits_is_woken_and_hears_that_the_connection_is_lost(
    desk: ServerDesk, server: Server, heard: Notices
) -> None:
    heard.wake()
    assert heard.wait(SOON) == frozenset()
    end_connections(server, desk)
    with pytest.raises(StorageProblem, match="server_gone"):
        heard.wait(SOON)
    assert not heard.is_open
    heard.open()
    desk.ana.write(add_client, somebody())
    assert "client" in heard.wait(SOON)


def end_connections(server: Server, desk: ServerDesk) -> None:
    """As the server's administrator does, or a restart."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(host=server.host, port=server.port, user="postgres") as connection:
        connection.execute(ended, [desk.address.database])
