"""Who is sealed is let go of by their groups, and takes their own notes of the sessions along."""

from datetime import datetime, timedelta

from sqlalchemy import text

from db.models.client import Client
from db.models.note import ContactNote
from db.office.keeping import check
from db.operations.calendar.book import book
from db.operations.clients.intake import add_client
from db.operations.groups.attendance import AttendedForm, save_attendance
from db.operations.groups.members import AddMember, add_member
from db.operations.groups.notes import save_group_notes, sign_group_notes
from db.operations.groups.save import save_group
from db.queries.groups.group_form import GroupForm
from db.queries.groups.group_view import group_view
from db.queries.groups.notes import GroupNotesForm, MemberNoteForm, group_notes
from db.queries.groups.session_form import session_form
from db.queries.groups.session_view import session_view
from db.queries.notes.note import note_is_as_signed
from db.queries.reading import Reading
from db.rules.clients.form import ClientForm
from db.rules.codes import Attended, Topic
from db.rules.ids import new_id
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.moved import seal
from tests.db.office.secrets_in import WORDS, enter


def test_who_is_sealed_leaves_their_groups_without_a_trace_and_nobody_else_goes_along(
    cabinet: Cabinet,
) -> None:
    sue = cabinet.sue
    ids = enter(sue)
    other, group, today = new_id(), new_id(), sue.read(_today)
    sue.write(add_client, ClientForm(other, first_name="Ada", last_name="Lovelace"))
    sue.write(save_group, GroupForm(id=group, name="Parenting", leader_id=sue.user.id))
    for client in (ids.client, other):
        joins = AddMember(id=new_id(), group_id=group, client_id=client, since=today.date())
        sue.write(add_member, joins)
    begins = today.replace(hour=0, minute=0, second=0, microsecond=0)
    sessions = [
        sue.read(session_form, group, begins + after, begins + after + timedelta(hours=1))
        for after in (timedelta(0), timedelta(days=7))
    ]
    for form in sessions:
        sue.write(book, form, "At night")
    past = sessions[0].id
    came = [AttendedForm(one, Attended.PRESENT) for one in (ids.client, other)]
    sue.write(save_attendance, past, came, 1)
    notes = sue.read(group_notes, past)
    mine = next(one for one in notes.members if one.client_id == ids.client)
    assert mine.case_id == ids.case
    own = MemberNoteForm(
        client_id=ids.client, case_id=ids.case, note_id=mine.note_id, text=WORDS[3]
    )
    typed = GroupNotesForm(
        appointment_id=past, note_id=notes.note_id, text="We met.", topic=Topic.FAMILY,
        members=(own,),
    )  # fmt: skip
    saved = sue.write(save_group_notes, typed).result
    sue.write(sign_group_notes, past, saved.version, saved.notes)

    inside = cabinet.open(cabinet.seal(sue), sue)
    seal(inside, ids.client)
    assert [one.name for one in sue.read(group_view, group).members] == ["Ada Lovelace"]
    for form in sessions:
        assert [row.client_id for row in sue.read(session_view, form.id).rows] == [other]
    assert sue.read(_ties, ids.client) == 0
    assert sue.read(group_notes, past).text == "We met."
    assert [one.id for one in sue.read(_clients)] == [other]
    assert [one.id for one in inside.read(_clients)] == [ids.client]
    assert inside.read(note_is_as_signed, mine.note_id)
    assert inside.read(lambda reading: reading.session.get_one(ContactNote, mine.note_id).text) == (
        f"We met.\n\n{WORDS[3]}"
    )
    for office in (sue, inside.main):
        assert check(office) == []


def _today(reading: Reading) -> datetime:
    return reading.now.astimezone(reading.zone)


def _clients(reading: Reading) -> list[Client]:
    return list(reading.session.query(Client))


def _ties(reading: Reading, client: object) -> int:
    """Rows of a group that tell of a client."""
    told = {"client": str(client).replace("-", "")}
    tables = {
        "group_member": "client_id", "group_attendance": "client_id",
        "group_note_part": "client_id", "appointment_resource": "resource_id",
    }  # fmt: skip
    counted = (
        f"(SELECT count(*) FROM {table} WHERE replace(CAST({column} AS text), '-', '') = :client)"
        for table, column in tables.items()
    )
    return reading.session.scalar(text(f"SELECT {' + '.join(counted)}"), told) or 0
