"""The data of a client's sheet, as it may stand on paper."""

from uuid import UUID

from db.queries.cases.parties import safety_of
from db.queries.clients.client_file import ClientFile, client_file
from db.queries.clients.client_list import safe_points
from db.queries.letterhead import letterhead
from db.queries.reading import Reading
from db.queries.report_data.client_sheet import (
    ClientSheetData,
    SheetCase,
    SheetContact,
    SheetMember,
)
from db.queries.visibility import client_to_see
from db.rules.permissions import Action
from db.rules.safe_contact import Audience, SafePoint, point_marks, printable
from db.texts import label, sentence, t
from db.texts.dates import date_short
from db.texts.languages import language_name
from db.texts.partial_dates import partial_date_words


def client_sheet_data(reading: Reading, client_id: UUID, audience: Audience) -> ClientSheetData:
    """A client's sheet for staff, or for somebody outside.

    Protected contacts never stand on it; outside also none with a rule, and nothing about other
    people. Raises `Refused` with "client.unknown" or "permission.denied".
    """
    reading.require(Action.PRINT_CASES)
    file = client_file(reading, client_id)
    safety = safety_of(client_to_see(reading, client_id))
    points = printable(safe_points(reading, [client_id]).get(client_id, ()), audience, safety)
    staff = audience is Audience.STAFF
    household = file.household.members if staff and file.household is not None else ()
    return ClientSheetData(
        letterhead=letterhead(reading),
        for_staff=staff,
        name=file.name.both(),
        number=file.number,
        facts=tuple(_facts(file)),
        contacts=tuple(_contact(point, staff) for point in points),
        safety_alert=file.safety_alert if staff else "",
        marks=tuple(sentence(mark) for mark in file.marks) if staff else (),
        household=tuple(
            SheetMember(
                member.name,
                label(member.relation),
                partial_date_words(member.birth_date) if member.birth_date else "",
            )
            for member in household
            if not member.hidden and member.left_on is None
        ),
        cases=tuple(
            SheetCase(case.number, label(case.status), case.worker, date_short(case.opened_on))
            for case in (file.cases if staff else ())
        ),
    )


def _facts(file: ClientFile) -> list[tuple[str, str]]:
    language = language_name(file.language) if file.language else ""
    if file.interpreter:
        language = t("{language}, needs an interpreter", language=language or t("Not known"))
    born = partial_date_words(file.birth_date) if file.birth_date else ""
    return [
        (t("Client number"), file.number),
        (t("Legal name"), file.name.legal()),
        (t("Preferred name"), file.name.preferred),
        (t("Other names"), "; ".join(file.aliases)),
        (t("Born"), born),
        (t("Pronouns"), file.pronouns),
        (t("Language"), language),
    ]


def _contact(point: SafePoint, staff: bool) -> SheetContact:
    kind = label(point.kind)
    if point.label:
        kind = t("{kind} ({label})", kind=kind, label=point.label)
    marks = tuple(sentence(mark) for mark in point_marks(point)) if staff else ()
    return SheetContact(kind, point.value, marks)
