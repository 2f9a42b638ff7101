"""A court report says what may be said since the last hearing, and nothing that may not."""

import dataclasses
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from db.models.case_file import CaseFile
from db.models.client import Client, ContactPoint, OutsidePerson
from db.models.staff import Staff
from db.operations.cases.assign import AssignmentForm, assign_case
from db.operations.cases.parties import PartyForm, add_party
from db.operations.cases.restrict import restrict_case
from db.operations.court.hearings import HearingForm, add_hearing, vacate_hearing
from db.operations.court.orders import OrderForm, add_order
from db.operations.court.placements import PlacementForm, add_placement
from db.operations.court.report_text import CourtReportForm, save_court_report
from db.operations.notes.sign import add_addendum
from db.queries.court.period import hearing_for_report
from db.queries.court.report_data import court_report_data
from db.queries.report_data.court_report import CourtReportData
from db.rules.codes import (
    AssignmentRole,
    ContactKind,
    HearingKind,
    NoteClass,
    NoteKind,
    PartyRole,
    PlacementKind,
    Role,
    Topic,
    YesNo,
)
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.notes import PersonPresent
from db.rules.partial_date import PartialDate
from tests.db.bench import Bench
from tests.db.cases.made import (
    a_case,
    a_client,
    a_draft,
    a_signed_note,
    an_outside_person,
    at,
    the_case,
)

BEFORE = at(2026, 2, 2, 14)  # the hearing before: Monday 9:00 in New York
COMING = at(2026, 3, 16, 13)


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    """Ada, a child in a foster home, between two hearings."""
    bench.session.get_one(Staff, bench.user.id).title = "LCSW"
    bench.session.commit()
    made = a_case(
        bench,
        worker_id=bench.user.id,
        county="Kings",
        docket="JD-26-118",
        background="Came into care in January.",
    )
    for moment in (BEFORE, COMING):
        bench.write(add_hearing, HearingForm(new_id(), made, HearingKind.REVIEW, moment))
    return made


def _hearing_id(bench: Bench, case_id: UUID, day: date | None = None) -> UUID:
    return bench.read(hearing_for_report, the_case(bench, case_id).number, day).hearing_id


def _report(bench: Bench, case_id: UUID, day: date | None = None) -> CourtReportData:
    return bench.read(court_report_data, case_id, _hearing_id(bench, case_id, day))


def _printed(data: CourtReportData) -> str:
    """Every word of the report, but for what the guard is given."""
    return repr(dataclasses.replace(data, protected=frozenset()))


def _texts(data: CourtReportData) -> list[str]:
    return [fact.text for _, facts in data.facts for fact in facts]


def _foster_mother(bench: Bench, case_id: UUID) -> OutsidePerson:
    foster = an_outside_person(
        bench, "Grace", "Vanderhoeven", PartyRole.FOSTER_PARENT, protected=True
    )
    for kind, value in (
        (ContactKind.ADDRESS, "77 Quarry Road, Yonkers, NY 10701"),
        (ContactKind.MOBILE, "555.201.3344"),
    ):
        bench.add(ContactPoint(person_id=foster.id, kind=kind, value=value, matched=value))
    party = PartyForm(new_id(), case_id, PartyRole.FOSTER_PARENT, person_id=foster.id)
    bench.write(add_party, party)
    home = PlacementForm(
        new_id(), case_id, PlacementKind.FOSTER_FAMILY, date(2026, 1, 20), provider_id=foster.id
    )
    bench.write(add_placement, home)
    return foster


def test_the_caption_and_the_child_are_those_of_the_case(bench: Bench, case_id: UUID) -> None:
    child = bench.session.get_one(Client, the_case(bench, case_id).client_id)
    child.birth_date = PartialDate(2016, 3, 16)
    child.icwa = YesNo.NO
    bench.session.commit()
    data = _report(bench, case_id)
    assert (data.caption.county, data.caption.docket) == ("Kings", "JD-26-118")
    assert data.caption.hearing_at.isoformat() == "2026-03-16T09:00:00-04:00"
    assert data.letterhead.name == "Harbor House"
    (person,) = data.people
    assert (person.name, person.age, person.icwa) == ("Ada Lovelace", 10, "No")
    assert (data.worker.name, data.worker.title) == ("Ana", "LCSW")
    assert data.supervisor is None
    assert data.background == "Came into care in January."
    assert data.since == date(2026, 2, 2)


def test_facts_begin_with_the_hearing_before_and_end_with_now(bench: Bench, case_id: UUID) -> None:
    def note(moment: datetime, words: str) -> None:
        a_signed_note(bench, case_id, started_at=moment, text=words)

    note(BEFORE - timedelta(minutes=1), "just before")
    note(BEFORE, "in the courtroom")
    note(bench.now - timedelta(minutes=1), "just now")
    assert _texts(_report(bench, case_id)) == ["in the courtroom", "just now"]
    bench.pass_time(days=20)
    note(COMING - timedelta(minutes=1), "on the way")
    note(COMING, "at the hearing itself")
    data = _report(bench, case_id, date(2026, 3, 16))
    assert _texts(data) == ["in the courtroom", "just now", "on the way"]
    assert _texts(_report(bench, case_id, date(2026, 2, 2))) == ["just before"]


def test_days_are_those_of_the_office(bench: Bench, case_id: UUID) -> None:
    late_evening = at(2026, 2, 18, 3, 30)  # 17 February, 22:30 in New York
    note_id = a_signed_note(bench, case_id, started_at=late_evening)
    bench.write(add_addendum, note_id, new_id(), "She slept well.")
    data = _report(bench, case_id)
    ((_, (fact,)),) = data.facts
    assert fact.on.date() == date(2026, 2, 17)
    assert fact.addenda == ((date(2026, 3, 2), "Ana", "She slept well."),)
    assert data.contacted[0].dates == (date(2026, 2, 17),)


def test_a_vacated_hearing_begins_no_period(bench: Bench, case_id: UUID) -> None:
    called_off = HearingForm(new_id(), case_id, HearingKind.STATUS, at(2026, 2, 20))
    bench.write(add_hearing, called_off)
    assert _report(bench, case_id).since == date(2026, 2, 20)
    bench.write(vacate_hearing, called_off.id, 1)
    assert _report(bench, case_id).since == date(2026, 2, 2)


def test_facts_stand_by_topic_in_their_order(bench: Bench, case_id: UUID) -> None:
    for topic, hours in ((Topic.SCHOOL, 9), (Topic.PLACEMENT, 5), (Topic.SCHOOL, 20)):
        started = bench.now - timedelta(hours=hours)
        a_signed_note(bench, case_id, topic=topic, started_at=started, text=f"{topic} {hours}")
    topics = [
        (topic, [fact.text for fact in facts]) for topic, facts in _report(bench, case_id).facts
    ]
    assert topics == [
        (Topic.PLACEMENT, ["placement 5"]),
        (Topic.SCHOOL, ["school 20", "school 9"]),
    ]


def test_protected_classes_and_drafts_are_counted_and_never_told(
    bench: Bench, case_id: UUID
) -> None:
    for note_class in NoteClass:
        a_signed_note(
            bench,
            case_id,
            note_class=note_class,
            text=f"Told as {note_class}.",
            people=(PersonPresent(f"Somebody {note_class}"),),
        )
    a_draft(bench, case_id, text="Not yet.")
    data = _report(bench, case_id)
    assert _texts(data) == ["Told as ordinary."]
    assert (data.withheld, data.unsigned) == (3, 1)
    assert [person.name for person in data.contacted] == ["Somebody ordinary"]
    assert "psychotherapy" not in _printed(data) and "Not yet." not in _printed(data)


def test_attempts_are_told_as_attempts(bench: Bench, case_id: UUID) -> None:
    father = (PersonPresent("Ben Okafor", PartyRole.FATHER),)
    for kind, days in ((NoteKind.ATTEMPTED, 3), (NoteKind.ATTEMPTED, 4), (NoteKind.PHONE, 2)):
        started = bench.now - timedelta(days=days)
        a_signed_note(bench, case_id, kind=kind, started_at=started, people=father)
    a_signed_note(bench, case_id, kind=NoteKind.ADMINISTRATIVE, text="Desk work.")
    data = _report(bench, case_id)
    (contacted,) = data.contacted
    assert (contacted.name, contacted.role) == ("Ben Okafor", PartyRole.FATHER)
    assert contacted.dates == (date(2026, 2, 28),)
    assert contacted.attempts == (date(2026, 2, 26), date(2026, 2, 27))
    assert len(_texts(data)) == 1


def test_a_foster_parent_is_a_first_name_and_a_role(bench: Bench, case_id: UUID) -> None:
    foster = _foster_mother(bench, case_id)
    a_signed_note(
        bench,
        case_id,
        place="77 Quarry Road",
        people=(PersonPresent("Grace Vanderhoeven", PartyRole.FOSTER_PARENT, person_id=foster.id),),
    )
    a_signed_note(
        bench, case_id, people=(PersonPresent("Tom Brightwater", PartyRole.FOSTER_PARENT),)
    )
    a_signed_note(bench, case_id, people=(PersonPresent("Mr. Hollowell", PartyRole.FOSTER_PARENT),))
    data = _report(bench, case_id)
    assert [(party.name, party.role) for party in data.parties] == [
        ("Grace", PartyRole.FOSTER_PARENT)
    ]
    assert {person.name for person in data.contacted} == {"Grace", "Tom", "Foster parent"}
    for secret in ("Vanderhoeven", "Quarry", "Brightwater", "Hollowell", "201-3344"):
        assert secret not in _printed(data)
    assert {
        "Vanderhoeven",
        "Brightwater",
        "Hollowell",
        "77 Quarry Road",
        "77 Quarry Road, Yonkers, NY 10701",
        "555.201.3344",
        "(555) 201-3344",
        "5552013344",
        "201-3344",
    } <= data.protected


def test_the_name_of_an_earlier_foster_home_is_protected_too(bench: Bench, case_id: UUID) -> None:
    earlier = an_outside_person(bench, "Ida", "Castellano", PartyRole.OTHER)
    home = PlacementForm(
        new_id(), case_id, PlacementKind.FOSTER_FAMILY, date(2026, 1, 8), provider_id=earlier.id
    )
    bench.write(add_placement, home)
    data = _report(bench, case_id)
    assert "Castellano" in data.protected and "Castellano" not in _printed(data)
    assert [placement.kind for placement in data.placements] == [PlacementKind.FOSTER_FAMILY]


def test_protected_contacts_and_code_words_are_given_to_the_guard(
    bench: Bench, case_id: UUID
) -> None:
    mother = a_client(bench, "Rosa", "Okafor")
    mother.code_word = "Bluebird"
    bench.session.commit()
    bench.add(
        ContactPoint(
            client_id=mother.id, kind=ContactKind.ADDRESS, value="9 Harbor Lane\nHudson, NY",
            matched="", rules=["protected"],
        )
    )  # fmt: skip
    bench.add(
        ContactPoint(
            client_id=mother.id, kind=ContactKind.MOBILE, value="(555) 777-0101", matched="",
        )
    )  # fmt: skip
    bench.write(add_party, PartyForm(new_id(), case_id, PartyRole.MOTHER, client_id=mother.id))
    data = _report(bench, case_id)
    assert {"Bluebird", "9 Harbor Lane"} <= data.protected
    assert not any("777-0101" in secret for secret in data.protected)
    assert [(party.name, party.role) for party in data.parties] == [
        ("Rosa Okafor", PartyRole.MOTHER)
    ]


def test_orders_before_the_hearing_stand_in_its_report(bench: Bench, case_id: UUID) -> None:
    for day, words in ((date(2026, 2, 2), "Weekly visits."), (date(2026, 3, 1), "Evaluation.")):
        bench.write(add_order, OrderForm(new_id(), case_id, day, words))
    assert [o.text for o in _report(bench, case_id).orders] == ["Weekly visits.", "Evaluation."]
    assert _report(bench, case_id, date(2026, 2, 2)).orders == ()


def test_the_workers_words_are_those_written_for_this_hearing(bench: Bench, case_id: UUID) -> None:
    hearing_id = _hearing_id(bench, case_id)
    form = CourtReportForm(
        new_id(), case_id, hearing_id, "Situation.", "Assessment.", "Recommended.", "School file."
    )
    bench.write(save_court_report, form)
    data = _report(bench, case_id)
    assert (data.situation, data.assessment) == ("Situation.", "Assessment.")
    assert (data.recommendations, data.records_reviewed) == ("Recommended.", "School file.")
    assert _report(bench, case_id, date(2026, 2, 2)).situation == ""


def test_the_supervisor_signs_beside_the_worker(bench: Bench, case_id: UUID) -> None:
    sue = bench.worker("sue", Role.SUPERVISOR)
    form = AssignmentForm(new_id(), sue.id, AssignmentRole.SUPERVISOR, date(2026, 2, 1))
    bench.write(assign_case, case_id, form)
    supervisor = _report(bench, case_id).supervisor
    assert supervisor is not None and supervisor.name == "Sue"


def test_who_may_not_read_the_case_makes_no_report(bench: Bench, case_id: UUID) -> None:
    hearing_id = _hearing_id(bench, case_id)
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.RECEPTIONIST).read(court_report_data, case_id, hearing_id)
    bench.write(restrict_case, case_id, the_case(bench, case_id).version, frozenset())
    with pytest.raises(Refused, match=r"case\.restricted"):
        bench.as_role(Role.SUPERVISOR).read(court_report_data, case_id, hearing_id)


def test_a_hearing_of_another_case_is_refused(bench: Bench, case_id: UUID) -> None:
    other = a_case(bench, a_client(bench, "Ben", "Okafor"))
    with pytest.raises(Refused, match=r"hearing\.unknown"):
        bench.read(court_report_data, other, _hearing_id(bench, case_id))


def test_the_next_hearing_is_meant_unless_a_day_is_given(bench: Bench, case_id: UUID) -> None:
    number = the_case(bench, case_id).number
    coming = bench.read(hearing_for_report, number).hearing_id
    past = bench.read(hearing_for_report, number, date(2026, 2, 2)).hearing_id
    assert coming != past
    bench.pass_time(days=60)
    assert bench.read(hearing_for_report, number).hearing_id == coming
    with pytest.raises(Refused, match=r"report\.no_such_hearing"):
        bench.read(hearing_for_report, number, date(2026, 2, 3))
    with pytest.raises(Refused, match=r"report\.unknown_case"):
        bench.read(hearing_for_report, "1999-9999")
    assert bench.session.query(CaseFile).count() == 1
