"""Unduplicated counts against a naive second count, and what is kept of them."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.codes import NoteKind, Race, Sex
from db.rules.counts import ClientFacts, Count, FunderCounts, Period, ServedContact, funder_counts
from db.rules.counts_record import RowDifference, counts_hash, counts_record, differences
from db.rules.demographics import AgeBand, HouseholdSize, RaceGroup
from db.rules.partial_date import PartialDate

YEAR = Period(date(2025, 10, 1), date(2026, 9, 30), ages_on=date(2026, 9, 30))
ADA, BEN, CAL = UUID(int=1), UUID(int=2), UUID(int=3)


def contact(
    note: int,
    client: UUID,
    day: date = date(2026, 1, 15),
    kind: NoteKind = NoteKind.HOME_VISIT,
    program: str = "FAM",
    minutes: int = 60,
    units: str = "1.5",
) -> ServedContact:
    return ServedContact(UUID(int=100 + note), client, day, program, kind, minutes, Decimal(units))


def numbers(rows: Iterable[Count]) -> dict[object, int]:  # type: ignore[type-arg]
    return {row.key: row.number for row in rows if row.number}


def test_a_client_seen_twice_is_counted_once() -> None:
    counts = funder_counts(YEAR, [contact(1, ADA), contact(2, ADA)], [])
    assert counts.served.ids == (ADA,)
    assert counts.activities[0].client_ids == (ADA,)
    assert len(counts.activities[0].note_ids) == 2


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    days = {
        UUID(int=1): YEAR.first_day,
        UUID(int=2): YEAR.last_day,
        UUID(int=3): YEAR.first_day - timedelta(days=1),
        UUID(int=4): YEAR.last_day + timedelta(days=1),
    }
    contacts = [contact(n, client, day) for n, (client, day) in enumerate(days.items())]
    assert funder_counts(YEAR, contacts, []).served.ids == (UUID(int=1), UUID(int=2))


def test_an_attempt_and_desk_work_serve_nobody() -> None:
    serving = {
        kind
        for kind in NoteKind
        if funder_counts(YEAR, [contact(1, ADA, kind=kind)], []).served.number
    }
    assert set(NoteKind) - serving == {NoteKind.ATTEMPTED, NoteKind.ADMINISTRATIVE}


def test_new_is_who_had_no_contact_before_the_period() -> None:
    clients = [
        ClientFacts(ADA, first_contact=YEAR.first_day),
        ClientFacts(BEN, first_contact=YEAR.first_day - timedelta(days=1)),
        ClientFacts(CAL, first_contact=None),
    ]
    counts = funder_counts(YEAR, [contact(n, c) for n, c in enumerate((ADA, BEN, CAL))], clients)
    assert (counts.new.ids, counts.continuing.ids) == ((ADA, CAL), (BEN,))


def test_who_was_not_served_is_not_counted() -> None:
    counts = funder_counts(YEAR, [contact(1, ADA)], [ClientFacts(BEN, None, sex=Sex.FEMALE)])
    assert numbers(counts.by_sex) == {Sex.UNKNOWN: 1}


def test_each_table_places_a_client_by_what_is_known() -> None:
    clients = [
        ClientFacts(
            ADA,
            None,
            PartialDate(2008, 9, 30),
            Sex.FEMALE,
            frozenset({Race.ASIAN, Race.WHITE}),
            7,
        ),
        ClientFacts(BEN, None, PartialDate(2008), Sex.DECLINED, frozenset({Race.BLACK}), 1),
    ]
    counts = funder_counts(YEAR, [contact(1, ADA), contact(2, BEN)], clients)
    assert numbers(counts.by_age) == {AgeBand(18, 24): 1, AgeBand(None, None): 1}
    assert numbers(counts.by_sex) == {Sex.FEMALE: 1, Sex.DECLINED: 1}
    assert numbers(counts.by_race) == {RaceGroup.MULTIPLE: 1, RaceGroup.BLACK: 1}
    assert numbers(counts.by_household_size) == {
        HouseholdSize.SIX_OR_MORE: 1,
        HouseholdSize.ONE: 1,
    }


def test_a_note_about_two_clients_is_one_contact_of_two_people() -> None:
    (activity,) = funder_counts(YEAR, [contact(1, ADA), contact(1, BEN)], []).activities
    assert (len(activity.note_ids), len(activity.client_ids)) == (1, 2)
    assert (activity.minutes, activity.units) == (60, Decimal("1.5"))


def test_activities_stand_by_program_and_kind() -> None:
    contacts = [
        contact(1, ADA, kind=NoteKind.PHONE, program="FAM", minutes=10, units="0.25"),
        contact(2, BEN, kind=NoteKind.PHONE, program="FAM", minutes=20, units="0.5"),
        contact(3, ADA, kind=NoteKind.HOME_VISIT, program="FAM"),
        contact(4, ADA, kind=NoteKind.PHONE, program="ELD"),
        contact(5, ADA, kind=NoteKind.PHONE, program=""),
    ]
    activities = funder_counts(YEAR, contacts, []).activities
    assert [(a.program, a.kind) for a in activities] == [
        ("", NoteKind.PHONE),
        ("ELD", NoteKind.PHONE),
        ("FAM", NoteKind.HOME_VISIT),
        ("FAM", NoteKind.PHONE),
    ]
    assert (activities[3].minutes, activities[3].units) == (30, Decimal("0.75"))


CLIENT_IDS = st.integers(1, 12).map(lambda n: UUID(int=n))
DAYS = st.dates(min_value=date(2025, 7, 1), max_value=date(2026, 12, 31))
CONTACTS = st.lists(
    st.builds(
        contact,
        st.integers(0, 20),
        CLIENT_IDS,
        DAYS,
        st.sampled_from(NoteKind),
        st.sampled_from(["", "FAM", "ELD"]),
    ),
    max_size=40,
)
CLIENTS = st.lists(
    st.builds(
        ClientFacts,
        CLIENT_IDS,
        st.none() | DAYS,
        st.none() | st.builds(PartialDate, st.integers(1900, 2026), st.none() | st.just(5)),
        st.sampled_from(Sex),
        st.frozensets(st.sampled_from(Race)),
        st.none() | st.integers(0, 9),
    ),
    unique_by=lambda facts: facts.client_id,
)


@given(CONTACTS, CLIENTS)
def test_the_tables_agree_with_a_naive_count(
    contacts: list[ServedContact], clients: list[ClientFacts]
) -> None:
    counts = funder_counts(YEAR, contacts, clients)
    served = {
        c.client_id
        for c in contacts
        if date(2025, 10, 1) <= c.day <= date(2026, 9, 30)
        and c.kind not in ("attempted", "administrative")
    }
    assert set(counts.served.ids) == served
    assert sorted(counts.new.ids + counts.continuing.ids) == sorted(served)
    for table in (counts.by_age, counts.by_sex, counts.by_race, counts.by_household_size):
        assert sorted(identity for row in table for identity in row.ids) == sorted(served)
    for sex in Sex:
        women = {f.client_id for f in clients if f.sex is sex and f.client_id in served}
        if sex is Sex.UNKNOWN:
            women |= served - {f.client_id for f in clients}
        (row,) = [row for row in counts.by_sex if row.key is sex]
        assert set(row.ids) == women


@given(CONTACTS, CLIENTS, st.randoms())
def test_the_order_of_the_rows_changes_neither_numbers_nor_hash(
    contacts: list[ServedContact],
    clients: list[ClientFacts],
    random: object,
) -> None:
    # One note has one program, kind and day, however many clients it concerns.
    contacts = list({c.note_id: c for c in contacts}.values())
    before = funder_counts(YEAR, contacts, clients)
    random.shuffle(contacts)  # type: ignore[attr-defined]
    random.shuffle(clients)  # type: ignore[attr-defined]
    after = funder_counts(YEAR, contacts, clients)
    assert after == before
    assert counts_hash(counts_record(after)) == counts_hash(counts_record(before))


def small() -> FunderCounts:
    return funder_counts(YEAR, [contact(1, ADA)], [ClientFacts(ADA, None, sex=Sex.FEMALE)])


def test_the_record_names_its_format_and_holds_every_counted_id() -> None:
    name, _, body = counts_record(small()).partition("\n")
    assert name == "caseroom-counts-1"
    content = json.loads(body)
    assert (content["first_day"], content["last_day"]) == ("2025-10-01", "2026-09-30")
    assert content["tables"]["people"] == {
        "served": [str(ADA)],
        "new": [str(ADA)],
        "continuing": [],
    }
    assert content["tables"]["sex"]["female"] == [str(ADA)]
    assert content["tables"]["age"]["unknown"] == [str(ADA)]
    assert content["sums"] == {"FAM/home_visit": {"minutes": 60, "units": "1.5"}}


def test_the_hash_is_that_of_the_published_format() -> None:
    assert counts_hash("caseroom-counts-1\n{}") == (
        "33bbda0c312dc9585ceaa301de9dfbdcb2eaa9d477a24767d97697708f9bcbee"
    )


def test_a_later_difference_is_explained_row_by_row() -> None:
    reported = counts_record(small())
    later = counts_record(
        funder_counts(
            YEAR,
            [contact(1, ADA), contact(2, BEN, kind=NoteKind.PHONE)],
            [ClientFacts(ADA, None, sex=Sex.MALE), ClientFacts(BEN, date(2020, 1, 1))],
        )
    )
    found = differences(reported, later)
    assert RowDifference("sex", "female", (), (ADA,)) in found
    assert RowDifference("sex", "male", (ADA,), ()) in found
    assert RowDifference("people", "served", (BEN,), ()) in found
    assert RowDifference("people", "continuing", (BEN,), ()) in found
    assert RowDifference("activity_clients", "FAM/phone", (BEN,), ()) in found
    assert not any(one.table == "people" and one.row == "new" for one in found)
    assert differences(reported, reported) == ()


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(ValueError):
        differences("{}", counts_record(small()))
