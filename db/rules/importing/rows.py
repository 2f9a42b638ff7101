"""What each kind of row says, typed. The operations turn these into records."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from db.rules.codes import (
    CaseStatus,
    CloseReason,
    ContactKind,
    ContactRule,
    HearingKind,
    NoteClass,
    NoteKind,
    Race,
    Sex,
    Topic,
)
from db.rules.importing import values
from db.rules.importing.row_reader import RowReader
from db.rules.partial_date import PartialDate

LONGEST_NOTE = 6_000_000


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the client, as the row has it."""

    kind: ContactKind
    value: str
    rules: tuple[ContactRule, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client as a row tells of them."""

    external_id: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    preferred_name: str
    aliases: tuple[str, ...]
    birth_date: PartialDate | None
    ssn_last4: str
    sex: Sex
    gender: str
    pronouns: str
    races: frozenset[Race]
    language: str
    interpreter: bool
    contacts: tuple[Contact, ...]
    contact_advice: str
    do_not_confirm: bool
    code_word: str
    safety_alert: str
    referral_source: str
    presenting_need: str
    school: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with its workers and programs as a row tells of them."""

    number: str
    client: str
    client_name: str
    birth_date: PartialDate | None
    status: CaseStatus
    opened_on: date | None
    closed_on: date | None
    close_reason: CloseReason | None
    workers: tuple[str, ...]
    supervisor: str
    programs: tuple[str, ...]
    restricted: bool
    summary: str
    court: str
    county: str
    docket: str
    removed_on: date | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A contact note that was final in the program it comes from."""

    external_id: str
    case: str
    day: date | None
    time: time | None
    kind: NoteKind
    topic: Topic
    note_class: NoteClass
    minutes: int | None
    miles: Decimal | None
    place: str
    people: tuple[str, ...]
    author: str
    program: str
    units: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A hearing, past or to come."""

    external_id: str
    case: str
    day: date | None
    time: time | None
    kind: HearingKind
    court: str
    courtroom: str
    judge: str
    outcome: str


def client_row(reader: RowReader, today: date) -> ClientRow:
    """Read a client; what is wrong is in `reader.problems`."""
    first, middle, last = (
        reader.text(key, 100) for key in ("first_name", "middle_name", "last_name")
    )
    full = reader.text("full_name")
    if full and not (first or last):
        first, middle, last = values.split_name(full)
    if not (first or last):
        where = "last_name" if "last_name" in reader.columns else "full_name"
        reader.refuse("import.name_missing", where)
    born = reader.read(
        "birth_date", lambda text: values.read_partial_date(text, day_first=reader.day_first)
    )
    if born is not None and born.earliest > today:
        reader.refuse("import.future_birth", "birth_date", reader.text("birth_date"))
    digits = "".join(char for char in reader.text("ssn", 40) if char.isdigit())
    return ClientRow(
        external_id=reader.text("id", 110),
        first_name=first,
        middle_name=middle,
        last_name=last,
        suffix=reader.text("suffix", 20),
        preferred_name=reader.text("preferred_name", 100),
        aliases=reader.list("aliases"),
        birth_date=born,
        ssn_last4=digits[-4:] if len(digits) >= 4 else "",
        sex=reader.read("sex", values.read_sex) or Sex.UNKNOWN,
        gender=reader.text("gender", 60),
        pronouns=reader.text("pronouns", 40),
        races=reader.read("race", values.read_races) or frozenset(),
        language=reader.read("language", values.read_language) or "",
        interpreter=reader.yes("interpreter"),
        contacts=_contacts(reader),
        contact_advice=reader.text("contact_advice", 500),
        do_not_confirm=reader.yes("do_not_confirm"),
        code_word=reader.text("code_word", 60),
        safety_alert=reader.text("safety_alert", 500),
        referral_source=reader.text("referral_source"),
        presenting_need=reader.text("presenting_need", 20_000),
        school=reader.text("school"),
    )


def case_row(reader: RowReader) -> CaseRow:
    """Read a case; what is wrong is in `reader.problems`."""
    opened, closed = reader.day("opened_on", required=True), reader.day("closed_on")
    if opened and closed and closed < opened:
        reader.refuse("import.closed_before_opened", "closed_on")
    row = CaseRow(
        number=reader.text("case", 20, required=True),
        client=reader.text("client", 110),
        client_name=reader.text("client_name"),
        birth_date=reader.read(
            "birth_date", lambda text: values.read_partial_date(text, day_first=reader.day_first)
        ),
        status=reader.code("status", CaseStatus, CaseStatus.CLOSED if closed else CaseStatus.OPEN),
        opened_on=opened,
        closed_on=closed,
        close_reason=(
            reader.code("close_reason", CloseReason, CloseReason.OTHER) if closed else None
        ),
        workers=reader.list("workers"),
        supervisor=reader.text("supervisor"),
        programs=reader.list("programs"),
        restricted=reader.yes("restricted"),
        summary=reader.text("summary", 20_000),
        court=reader.text("court"),
        county=reader.text("county", 100),
        docket=reader.text("docket", 80),
        removed_on=reader.day("removed_on"),
    )
    if not (row.client or row.client_name):
        missing = "client" if "client" in reader.columns else "client_name"
        reader.refuse("import.missing", missing)
    return row


def note_row(reader: RowReader) -> NoteRow:
    """Read a contact note; what is wrong is in `reader.problems`."""
    reader.text("kind", required=True)
    return NoteRow(
        external_id=reader.text("id", 110),
        case=reader.text("case", 20, required=True),
        day=reader.day("date", required=True),
        time=reader.time("time"),
        kind=reader.code("kind", NoteKind, NoteKind.ADMINISTRATIVE),
        topic=reader.code("topic", Topic, Topic.OTHER),
        note_class=reader.code("note_class", NoteClass, NoteClass.ORDINARY),
        minutes=reader.read("minutes", values.read_minutes),
        miles=reader.read("miles", values.read_number),
        place=reader.text("place"),
        people=reader.list("people", 2000),
        author=reader.text("author", 120),
        program=reader.text("program", 120),
        units=reader.read("units", values.read_number),
        text=reader.text("text", LONGEST_NOTE, required=True),
    )


def hearing_row(reader: RowReader) -> HearingRow:
    """Read a hearing; what is wrong is in `reader.problems`."""
    return HearingRow(
        external_id=reader.text("id", 110),
        case=reader.text("case", 20, required=True),
        day=reader.day("date", required=True),
        time=reader.time("time"),
        kind=reader.code("kind", HearingKind, HearingKind.OTHER),
        court=reader.text("court"),
        courtroom=reader.text("courtroom", 80),
        judge=reader.text("judge", 120),
        outcome=reader.text("outcome", 20_000),
    )


def _contacts(reader: RowReader) -> tuple[Contact, ...]:
    phone_rules = (ContactRule.NO_VOICEMAIL,) if reader.yes("no_voicemail") else ()
    mail_rules = (ContactRule.NO_MAIL,) if reader.yes("no_mail") else ()
    found = [
        Contact(kind, reader.text(key, 60), phone_rules)
        for key, kind in (
            ("mobile", ContactKind.MOBILE),
            ("home_phone", ContactKind.HOME_PHONE),
            ("work_phone", ContactKind.WORK_PHONE),
        )
    ]
    found.append(Contact(ContactKind.EMAIL, reader.text("email", 120)))
    street = " ".join(
        part for part in (reader.text("street_number", 20), reader.text("street")) if part
    )
    region = " ".join(
        part for part in (reader.text("state", 60), reader.text("postal_code", 20)) if part
    )
    parts = (street, reader.text("street2"), reader.text("city", 100), region)
    address = ", ".join(part for part in parts if part)
    found.append(Contact(ContactKind.ADDRESS, address, mail_rules))
    return tuple(contact for contact in found if contact.value)
