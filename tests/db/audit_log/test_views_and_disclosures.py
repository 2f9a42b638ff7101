"""Who looked, and what left the office."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.models.audit import AuditEvent
from db.operations.disclosures import record_disclosure
from db.operations.views import record_view
from db.queries.disclosures import disclosures, disclosures_of_case, disclosures_of_client
from db.rules.codes import DisclosurePurpose, Role
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def _views(bench: Bench) -> int:
    asked = select(func.count()).where(AuditEvent.action.in_(["client.viewed", "case.viewed"]))
    return bench.session.scalar(asked) or 0


def test_a_quarter_of_an_hour_is_one_view(bench: Bench) -> None:
    ada = on_file(bench)
    assert bench.write(record_view, "client", ada)
    bench.pass_time(minutes=14)
    assert not bench.write(record_view, "client", ada)
    bench.pass_time(minutes=2)
    assert bench.write(record_view, "client", ada)
    assert _views(bench) == 2


def test_each_person_and_each_file_counts(bench: Bench) -> None:
    ada, grace = on_file(bench, "Ada"), on_file(bench, "Grace")
    case = case_on_file(bench, ada)
    otto = bench.as_role(Role.CASEWORKER, "otto")
    for who, kind, which in (
        (bench, "client", ada),
        (bench, "client", grace),
        (bench, "case", case),
        (otto, "client", ada),
    ):
        assert who.write(record_view, kind, which)
    assert _views(bench) == 4


def test_what_may_not_be_seen_is_no_view(bench: Bench) -> None:
    ada = on_file(bench)
    case = case_on_file(bench, ada, restricted=True)
    with pytest.raises(Refused, match=r"client\.unknown"):
        bench.write(record_view, "client", ada)
    with pytest.raises(Refused, match=r"case\.restricted"):
        bench.write(record_view, "case", case)


def _to_court(**about: object) -> DisclosureForm:
    return DisclosureForm(
        new_id(),
        "court_report",
        LeftAs.PRINTED,
        DisclosurePurpose.COURT,
        "Juvenile Court",
        **about,  # type: ignore[arg-type]
    )


def test_what_left_is_accounted_for_by_case_and_client(bench: Bench) -> None:
    ada, grace = on_file(bench, "Ada"), on_file(bench, "Grace")
    case = case_on_file(bench, ada)
    form = _to_court(case_id=case)
    bench.write(record_disclosure, form)
    bench.write(record_disclosure, form)
    bench.write(record_disclosure, _to_court(client_id=grace))
    (row,) = bench.read(disclosures_of_case, case)
    assert (row.recipient, row.case_number, row.staff) == ("Juvenile Court", "2026-0007", "Ana")
    assert bench.read(disclosures_of_client, ada) == (row,)
    assert [one.client_number for one in bench.read(disclosures_of_client, grace)] == ["C-00002"]
    assert len(bench.read(disclosures, date(2026, 3, 2), date(2026, 3, 2))) == 2
    assert bench.read(disclosures, date(2026, 3, 3), date(2026, 3, 9)) == ()


def test_recipient_and_reason_are_asked_for(bench: Bench) -> None:
    for purpose, recipient, code in (
        (DisclosurePurpose.COURT, " ", r"disclosure\.no_recipient"),
        (DisclosurePurpose.OTHER, "Me", r"disclosure\.no_reason"),
    ):
        form = DisclosureForm(new_id(), "caseload", LeftAs.SAVED, purpose, recipient)
        with pytest.raises(Refused, match=code):
            bench.write(record_disclosure, form)
    inside = DisclosureForm(new_id(), "day_sheet", LeftAs.PRINTED, DisclosurePurpose.INTERNAL)
    bench.as_role(Role.RECEPTIONIST).write(record_disclosure, inside)


def test_a_restricted_case_is_neither_disclosed_nor_accounted_for_by_others(bench: Bench) -> None:
    mara = bench.as_role(Role.CASEWORKER, "mara")
    case = case_on_file(bench, on_file(bench), worker=mara.user.id, restricted=True)
    mara.write(record_disclosure, _to_court(case_id=case))
    with pytest.raises(Refused, match=r"case\.restricted"):
        bench.write(record_disclosure, _to_court(case_id=case))
    with pytest.raises(Refused, match=r"case\.restricted"):
        bench.read(disclosures_of_case, case)
    assert bench.read(disclosures, date(2026, 3, 2), date(2026, 3, 2)) == ()


def test_reception_does_not_hand_out_case_files(bench: Bench) -> None:
    case = case_on_file(bench, on_file(bench))
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.RECEPTIONIST).write(record_disclosure, _to_court(case_id=case))
