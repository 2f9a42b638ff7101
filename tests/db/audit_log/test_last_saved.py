"""Who saved a record last is told to whoever saves it too."""

from db.operations.clients.intake import change_client
from db.operations.views import record_view
from db.queries.audit_log.last_saved import last_saved_by
from db.queries.clients.forms import client_form
from db.rules.codes import Role
from tests.db.bench import Bench
from tests.db.cases.made import a_client


def test_it_is_the_last_one_else_who_did_more_than_look(bench: Bench) -> None:
    client = a_client(bench).id
    sue, mara = bench.as_role(Role.SUPERVISOR, "sue"), bench.as_role(Role.CASEWORKER, "mara")
    opened = sue.read(client_form, client)
    assert mara.read(last_saved_by, client) == ""
    sue.write(change_client, opened.form, opened.version)
    bench.pass_time(minutes=1)
    bench.as_role(Role.RECEPTIONIST, "rita").write(record_view, "client", client)
    assert mara.read(last_saved_by, client) == "Sue"
    assert sue.read(last_saved_by, client) == ""  # nobody else did


def test_an_auditor_is_told_nobody(bench: Bench) -> None:
    client = a_client(bench).id
    sue = bench.as_role(Role.SUPERVISOR, "sue")
    opened = sue.read(client_form, client)
    sue.write(change_client, opened.form, opened.version)
    assert bench.as_role(Role.AUDITOR, "iris").read(last_saved_by, client) == ""
