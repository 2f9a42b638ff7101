"""What a client may ask to be told: who saw the file, and what of it left."""

from datetime import date
from uuid import UUID

import pytest

from db.operations.cases.view import record_case_view
from db.operations.disclosures import record_disclosure
from db.operations.views import record_view
from db.queries.audit_log.file_access import (
    client_by_number,
    disclosures_data,
    file_access_data,
)
from db.queries.report_data.gather import ReportRequest, gather
from db.rules.codes import DisclosurePurpose, Role
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_signed_note, the_case

DAYS = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def sam(bench: Bench) -> Bench:
    return bench.as_role(Role.SUPERVISOR, "sam")


@pytest.fixture
def ada(bench: Bench) -> UUID:
    return a_client(bench).id


def give(bench: Bench, purpose: DisclosurePurpose, **about: UUID) -> None:
    form = DisclosureForm(
        id=new_id(), document="court", left_as=LeftAs.PRINTED, purpose=purpose,
        recipient="Juvenile Court", rows=1, sha256="0" * 64, **about,
    )  # fmt: skip
    bench.write(record_disclosure, form)


def test_views_changes_and_notes_of_the_file_are_there_with_who_and_when(
    bench: Bench, sam: Bench, ada: UUID
) -> None:
    other = a_client(bench, "Grace", "Hopper")
    mara, rita = bench.as_role(Role.CASEWORKER, "mara"), bench.as_role(Role.RECEPTIONIST, "rita")
    client = bench.session.get_one(type(other), ada)
    case_id = a_case(mara, client, worker_id=mara.user.id)
    mara.pass_time(hours=1)
    rita.write(record_view, "client", ada)
    rita.write(record_view, "client", other.id)
    mara.write(record_case_view, case_id)
    a_signed_note(mara, case_id)
    data = sam.read(file_access_data, ada, *DAYS)
    number = the_case(bench, case_id).number
    assert [(line.staff, line.act, line.number) for line in data.lines] == [
        ("Mara", "case.opened", number),
        ("Mara", "case.assigned", number),
        ("Rita", "client.viewed", ""),
        ("Mara", "case.viewed", number),
        ("Mara", "note.begun", number),
        ("Mara", "note.signed", number),
    ]
    assert {line.staff for line in data.lines} == {"Mara", "Rita"}
    assert [line.at for line in data.lines] == sorted(line.at for line in data.lines)
    assert data.cases == (number,) and data.made_by == "Sam"


def test_only_the_days_asked_for_count(bench: Bench, sam: Bench, ada: UUID) -> None:
    bench.write(record_view, "client", ada)
    assert len(sam.read(file_access_data, ada, date(2026, 3, 2), date(2026, 3, 2)).lines) == 1
    assert not sam.read(file_access_data, ada, date(2026, 3, 3), date(2026, 3, 31)).lines


def test_a_case_that_the_reader_may_not_read_is_left_out(
    bench: Bench, sam: Bench, ada: UUID
) -> None:
    mara = bench.as_role(Role.CASEWORKER, "mara")
    client = bench.session.get_one(type(a_client(bench)), ada)
    case_id = a_case(mara, client, worker_id=mara.user.id)
    mara.write(record_case_view, case_id)
    the_case(bench, case_id).restricted = True
    bench.session.commit()
    data = sam.read(file_access_data, ada, *DAYS)
    assert data.cases == () and not any(line.act == "case.viewed" for line in data.lines)


def test_what_left_is_told_with_recipient_and_purpose(bench: Bench, sam: Bench, ada: UUID) -> None:
    client = bench.session.get_one(type(a_client(bench)), ada)
    case_id = a_case(bench, client)
    give(bench, DisclosurePurpose.COURT, case_id=case_id)
    give(bench, DisclosurePurpose.INTERNAL, client_id=ada)
    for data in (sam.read(disclosures_data, ada, *DAYS).lines,
                 sam.read(file_access_data, ada, *DAYS).disclosures):  # fmt: skip
        assert [(one.recipient, one.purpose, one.number) for one in data] == [
            ("Juvenile Court", DisclosurePurpose.COURT, the_case(bench, case_id).number),
            ("Juvenile Court", DisclosurePurpose.INTERNAL, ""),
        ]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST, Role.AUDITOR])
def test_who_saw_the_file_is_for_who_reads_the_log_and_cases(
    bench: Bench, ada: UUID, role: Role
) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(role).read(file_access_data, ada, *DAYS)


def test_it_is_asked_for_by_the_clients_number(bench: Bench, sam: Bench, ada: UUID) -> None:
    assert sam.read(client_by_number, " c-00001 ") == ada
    with pytest.raises(Refused, match=r"report\.unknown_client"):
        sam.read(client_by_number, "C-99999")
    asked = ReportRequest(client="C-00001", first=DAYS[0], last=DAYS[1])
    gathered = sam.read(gather, "disclosures_data", asked)
    assert gathered.client_id == ada and gathered.case_id is None
    with pytest.raises(Refused, match=r"report\.client_needed"):
        sam.read(gather, "file_access_data", ReportRequest(first=DAYS[0], last=DAYS[1]))
