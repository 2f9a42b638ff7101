"""In which file a record stands: what a link to a task or a household leads to."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile, Document, Party, Task
from db.models.client import Client, HouseholdMember
from db.models.note import ContactNote
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.codes import CaseStatus
from db.rules.findings import Refused, hard


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The case or the client in whose file the record stands; one of the two is given."""

    case_id: UUID | None = None
    client_id: UUID | None = None


def whereabouts(reading: Reading, kind: str, record_id: UUID) -> Whereabouts:
    """Where a "note", "task", "document", "household" or "person" is shown to the user.

    A household stands in the file of somebody who lives in it, an outside person in that of
    the newest case with a part for them, running ones first. Raises `Refused` with
    "record.gone" where there is no such file that the user may open.
    """
    found = (
        Whereabouts(client_id=_of_household(reading, record_id))
        if kind == "household"
        else Whereabouts(case_id=_of_case(reading, kind, record_id))
    )
    if found.case_id is None and found.client_id is None:
        raise Refused(hard("record.gone", kind=kind))
    return found


def _of_case(reading: Reading, kind: str, record_id: UUID) -> UUID | None:
    cases = select(CaseFile.id).where(readable_case(reading))
    if kind == "person":
        asked = (
            cases.join(Party, Party.case_id == CaseFile.id)
            .where(Party.person_id == record_id)
            .order_by(CaseFile.status == CaseStatus.CLOSED, CaseFile.opened_on.desc())
        )
        return reading.session.scalar(asked.limit(1))
    if kind == "note":
        asked = cases.join(ContactNote, ContactNote.case_id == CaseFile.id)
        return reading.session.scalar(asked.where(ContactNote.id == record_id))
    if kind == "task":
        asked = cases.join(Task, Task.case_id == CaseFile.id)
        return reading.session.scalar(asked.where(Task.id == record_id))
    if kind == "document":
        asked = cases.join(Document, Document.case_id == CaseFile.id)
        return reading.session.scalar(asked.where(Document.id == record_id))
    raise ValueError(kind)


def _of_household(reading: Reading, household_id: UUID) -> UUID | None:
    asked = (
        select(Client.id)
        .join(HouseholdMember, HouseholdMember.client_id == Client.id)
        .where(HouseholdMember.household_id == household_id, visible_client(reading))
        .order_by(HouseholdMember.left_on.is_not(None), HouseholdMember.id)
    )
    return reading.session.scalar(asked.limit(1))
