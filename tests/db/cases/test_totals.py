"""The office's totals of a period: what is in them, what is not, and who may read them."""

from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

import pytest

from db.models.appointment import Appointment
from db.models.case_file import CaseFile, Enrollment
from db.queries.report_data.totals import TotalsData
from db.queries.totals import totals_data
from db.rules.codes import (
    AppointmentKind,
    AppointmentStatus,
    CaseStatus,
    CloseReason,
    EnrollmentEnd,
    NoteKind,
    Role,
)
from db.rules.findings import Refused
from db.rules.totals import Total, TotalsPart
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_draft, a_signed_note, at, the_case

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def iris(bench: Bench) -> Bench:
    return bench.as_role(Role.AUDITOR, "iris")


def numbers(data: TotalsData, part: TotalsPart) -> dict[tuple[StrEnum, str], int]:
    (group,) = (group for group in data.groups if group.part is part)
    return {(row.what, row.name): row.number for row in group.rows}


def an_appointment(bench: Bench, begin: datetime, **fields: object) -> None:
    starts = int(begin.timestamp())
    given: dict[str, object] = {
        "kind": AppointmentKind.INTAKE,
        "status": AppointmentStatus.COMPLETED,
        "booked_by_id": bench.user.id,
    }
    bench.add(Appointment(starts_at=starts, ends_at=starts + 3600, **(given | fields)))


def close(bench: Bench, case_id: UUID, day: date, reason: CloseReason | None) -> None:
    case = bench.session.get_one(CaseFile, case_id)
    case.status, case.closed_on, case.close_reason = CaseStatus.CLOSED, day, reason
    bench.session.commit()


def test_a_case_is_opened_closed_and_open_in_the_days_in_which_it_was(
    bench: Bench, iris: Bench
) -> None:
    kept, shut, silent = (a_case(bench, opened_on=date(2026, 2, 3)) for _ in range(3))
    close(bench, shut, date(2026, 3, 1), CloseReason.GOALS_MET)
    close(bench, silent, date(2026, 3, 31), None)
    before = numbers(iris.read(totals_data, *FEBRUARY), TotalsPart.CASES)
    assert before[Total.CASES_OPENED, ""] == 3 and before[Total.CASES_OPEN, ""] == 3
    assert before[Total.CASES_CLOSED, ""] == 0
    after = numbers(iris.read(totals_data, *MARCH), TotalsPart.CASES)
    assert after == {
        (Total.CASES_OPENED, ""): 0,
        (Total.CASES_CLOSED, ""): 2,
        (CloseReason.GOALS_MET, ""): 1,
        (Total.NO_REASON, ""): 1,
        (Total.CASES_OPEN, ""): 1,
    }
    assert the_case(bench, kept).closed_on is None


def test_a_client_who_was_merged_is_one_and_one_of_later_is_not_on_file_yet(
    bench: Bench, iris: Bench
) -> None:
    ada, double = a_client(bench), a_client(bench)
    double.merged_into_id = ada.id
    bench.session.commit()
    a_signed_note(bench, a_case(bench, ada))
    found = numbers(iris.read(totals_data, *MARCH), TotalsPart.CLIENTS)
    assert found == {
        (Total.ON_FILE, ""): 1,
        (Total.TAKEN_IN, ""): 1,
        (Total.SERVED, ""): 1,
        (Total.NEW, ""): 1,
        (Total.CONTINUING, ""): 0,
    }
    assert numbers(iris.read(totals_data, *FEBRUARY), TotalsPart.CLIENTS)[Total.ON_FILE, ""] == 0


def test_the_last_evening_belongs_to_the_period_in_the_offices_zone(
    bench: Bench, iris: Bench
) -> None:
    an_appointment(bench, datetime(2026, 4, 1, 3, 59, tzinfo=UTC))  # 23:59 in New York
    an_appointment(bench, datetime(2026, 4, 1, 4, 0, tzinfo=UTC))
    an_appointment(
        bench, at(2026, 3, 9), kind=AppointmentKind.MEETING, status=AppointmentStatus.NO_SHOW
    )
    found = numbers(iris.read(totals_data, *MARCH), TotalsPart.APPOINTMENTS)
    assert found[Total.APPOINTMENTS, ""] == 2
    assert found[Total.INTAKES, ""] == 1
    assert found[AppointmentStatus.NO_SHOW, ""] == 1


def test_contacts_are_those_that_were_signed(bench: Bench, iris: Bench) -> None:
    case_id = a_case(bench)
    a_signed_note(bench, case_id, kind=NoteKind.PHONE)
    a_draft(bench, case_id)
    found = numbers(iris.read(totals_data, *MARCH), TotalsPart.CONTACTS)
    assert found == {(Total.NOTES_SIGNED, ""): 1, (NoteKind.PHONE, ""): 1}


def test_enrollments_are_told_by_program_and_by_how_they_ended(bench: Bench, iris: Bench) -> None:
    program, client = bench.program(), a_client(bench)
    for ended in (None, date(2026, 3, 5)):
        bench.add(
            Enrollment(
                client_id=client.id, program_id=program.id, started_on=date(2026, 2, 2),
                ended_on=ended, ended_because=EnrollmentEnd.COMPLETED if ended else None,
            )
        )  # fmt: skip
    found = numbers(iris.read(totals_data, *MARCH), TotalsPart.ENROLLMENTS)
    assert found == {
        (Total.ENROLLMENTS_BEGUN, ""): 0,
        (Total.ENROLLMENTS_ENDED, ""): 1,
        (EnrollmentEnd.COMPLETED, ""): 1,
        (Total.ENROLLED, ""): 1,
        (Total.ENROLLED, "Family support"): 1,
    }


def test_an_empty_office_has_zeros(iris: Bench) -> None:
    data = iris.read(totals_data, *MARCH)
    assert {row.number for group in data.groups for row in group.rows} == {0}


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST])
def test_they_are_for_those_who_may_hand_in_numbers(bench: Bench, role: Role) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(role).read(totals_data, *MARCH)


def test_days_the_wrong_way_round_are_refused(iris: Bench) -> None:
    with pytest.raises(Refused, match=r"period\.ends_before_start"):
        iris.read(totals_data, MARCH[1], MARCH[0])
