"""The workbook of a sample office against a count that knows nothing of the program's rules.

The numbers are read back from the file; the other count goes through plain rows, one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.case_file import CaseFile
from db.models.client import Client, ClientRace, HouseholdMember
from db.models.note import ContactNote, NotePerson
from db.models.office import Program
from db.office import Office, open_office
from db.queries.reading import Reading
from db.queries.report_data.gather import ReportRequest, gather
from desktop.sample.make import make_sample
from desktop.sample.staff import COLLEAGUES
from printing.catalog import entry
from tests.printing.made_lists import sheets, table

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
BANDS = ((0, 4), (5, 17), (18, 24), (25, 34), (35, 44), (45, 64), (65, 84), (85, None))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("sample") / "office"
    make_sample(folder, clients=40, seed=11, device="test", now=NOW)
    sam = next(one for one in COLLEAGUES if one.user_name == "sam")
    office = open_office(folder, "sam", sam.password, device="test", clock=lambda: NOW)
    yield office
    office.close()


@dataclass
class Counted:
    """What a person with a list and a pencil would write down."""

    served: set[UUID] = field(default_factory=set)
    seen_before: set[UUID] = field(default_factory=set)
    notes: Counter[tuple[str, str]] = field(default_factory=Counter)
    people: defaultdict[tuple[str, str], set[UUID]] = field(
        default_factory=lambda: defaultdict(set)
    )
    minutes: Counter[tuple[str, str]] = field(default_factory=Counter)
    units: defaultdict[tuple[str, str], Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )
    ages: Counter[str] = field(default_factory=Counter)
    sexes: Counter[str] = field(default_factory=Counter)
    races: Counter[str] = field(default_factory=Counter)
    households: Counter[str] = field(default_factory=Counter)


def by_hand(reading: Reading) -> Counted:
    """Go through every note of the office, then through every client who was served."""
    session, counted = reading.session, Counted()
    client_of = {row[0]: row[1] for row in session.execute(select(CaseFile.id, CaseFile.client_id))}
    programs = {row[0]: row[1] for row in session.execute(select(Program.id, Program.name))}
    present = defaultdict(set)
    for note_id, client_id in session.execute(select(NotePerson.note_id, NotePerson.client_id)):
        if client_id is not None:
            present[note_id].add(client_id)
    for note in session.scalars(select(ContactNote)):
        if note.status != "signed" or note.kind in ("attempted", "administrative"):
            continue
        day = note.started_at.astimezone(reading.zone).date()
        people = present[note.id] | {client_of[note.case_id]}
        if day < FIRST:
            counted.seen_before |= people
        if not FIRST <= day <= LAST:
            continue
        key = (programs.get(note.program_id, "No program"), str(note.kind))
        counted.served |= people
        counted.people[key] |= people
        counted.notes[key] += 1
        counted.minutes[key] += note.minutes or 0
        counted.units[key] += note.units or Decimal(0)
    races = defaultdict(set)
    for client_id, race in session.execute(select(ClientRace.client_id, ClientRace.race)):
        races[client_id].add(str(race))
    homes = list(session.scalars(select(HouseholdMember)))
    for client in session.scalars(select(Client)):
        if client.id in counted.served:
            counted.ages[age_of(client)] += 1
            counted.sexes[str(client.sex)] += 1
            counted.races[race_of(races[client.id])] += 1
            counted.households[size_of(client.id, homes)] += 1
    return counted


def age_of(client: Client) -> str:
    born = client.birth_date
    if born is None:
        return "Unknown/Not Reported"
    first = (born.month or 1, born.day or 1)
    last = (born.month or 12, born.day or (31 if (born.month or 12) in LONG_MONTHS else 28))
    ages = {LAST.year - born.year - ((LAST.month, LAST.day) < one) for one in (first, last)}
    bands = {band for band in BANDS for age in ages if in_band(age, band)}
    if len(bands) != 1:
        return "Unknown/Not Reported"
    low, high = bands.pop()
    return f"{low} and older" if high is None else f"{low}–{high}"


LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)


def in_band(age: int, band: tuple[int, int | None]) -> bool:
    low, high = band
    return age >= low and (high is None or age <= high)


def race_of(races: set[str]) -> str:
    if not races:
        return "unknown"
    return "multiple" if len(races) > 1 else next(iter(races))


def size_of(client_id: UUID, homes: list[HouseholdMember]) -> str:
    def there(one: HouseholdMember) -> bool:
        came = one.joined_on is None or one.joined_on <= LAST
        return came and (one.left_on is None or one.left_on > LAST)

    mine = [one for one in homes if one.client_id == client_id and there(one)]
    if not mine:
        return "Unknown/Not Reported"
    newest = max(mine, key=lambda one: one.joined_on or date.min)
    size = len({one.client_id for one in homes if one.household_id == newest.household_id
                and there(one)})  # fmt: skip
    words = ("Single person", "Two", "Three", "Four", "Five")
    return words[size - 1] if size < 6 else "Six or more"


def some(rows: dict[str, Any]) -> dict[str, int]:
    return {name: number for name, number in rows.items() if number and name != "Total"}


def test_the_workbook_says_what_a_plain_count_says(office: Office) -> None:
    from db.rules.codes import NoteKind, Sex
    from db.rules.demographics import RaceGroup
    from db.texts import label

    counted = office.read(by_hand)
    assert len(counted.served) > 10, "a sample that shows nothing proves nothing"
    assert len(counted.served & counted.seen_before) > 0
    chosen = entry("funder")
    gathered = office.read(gather, chosen.data, ReportRequest(first=FIRST, last=LAST))
    out = BytesIO()
    chosen.build(gathered.data, out)
    read = sheets(out.getvalue())

    summary = {row[0]: row[1] for row in read["Summary"] if row[0] is not None}
    assert summary["Served (new and continuing)"] == len(counted.served)
    assert summary["New"] == len(counted.served - counted.seen_before)
    assert summary["Continuing"] == len(counted.served & counted.seen_before)
    assert summary["Contacts"] == sum(counted.notes.values())
    assert summary["Minutes"] == sum(counted.minutes.values())
    assert summary["Service units"] == float(sum(counted.units.values()))

    assert some(table(read["Age"])) == dict(counted.ages)
    assert some(table(read["Sex"])) == {label(Sex(k)): n for k, n in counted.sexes.items()}
    races = {label(RaceGroup(name)): n for name, n in counted.races.items()}
    assert some(table(read["Race and ethnicity"])) == races
    assert some(table(read["Household size"])) == dict(counted.households)

    rows = {}
    for program, kind, *numbers in read["Contacts and units"][3:]:
        if program in (None, "Total"):
            break
        rows[program, kind] = tuple(numbers)
    assert rows == {
        (program, label(NoteKind(kind))): (
            counted.notes[program, kind],
            len(counted.people[program, kind]),
            counted.minutes[program, kind],
            float(counted.units[program, kind]),
        )
        for program, kind in counted.notes
    }
