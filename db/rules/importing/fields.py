"""What can be imported, and by which headings its columns are recognised."""

from dataclasses import dataclass
from enum import StrEnum


class ImportKind(StrEnum):
    """A kind of record that comes in from a table."""

    CLIENTS = "clients"
    CASES = "cases"
    NOTES = "notes"
    HEARINGS = "hearings"


@dataclass(frozen=True, slots=True)
class ImportField:
    """One column's meaning. `title` is English text to be translated where it is shown."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


def _field(key: str, title: str, *synonyms: str, required: bool = False) -> ImportField:
    return ImportField(key, title, synonyms, required)


_ID = ("id", "rec id", "record id", "external id", "source id", "old id")
_CASE = _field(
    "case", "Case number", "case", "case no", "case id", "file number", "file no", required=True
)
_WHICH_CLIENT = (
    _field("client", "Client number", "client id", "client no", "participant id", "personal id"),
    _field("client_name", "Client name", "name of client", "family name and first name"),
    _field("birth_date", "Birth date", "date of birth", "dob", "born", "birthdate", "d o b"),
)

FIELDS: dict[ImportKind, tuple[ImportField, ...]] = {
    ImportKind.CLIENTS: (
        _field(
            "id", "Their own id", *_ID, "client id", "client number", "client no", "personal id"
        ),
        _field("first_name", "First name", "given name", "forename", "first", "nombre"),
        _field("middle_name", "Middle name", "middle", "middle initial", "mi"),
        _field("last_name", "Last name", "surname", "family name", "last", "apellido", "apellidos"),
        _field("full_name", "Full name", "name", "client name", "nombre completo"),
        _field("suffix", "Suffix", "name suffix", "jr sr"),
        _field("preferred_name", "Preferred name", "nickname", "goes by", "known as"),
        _field("aliases", "Other names", "alias", "aka", "maiden name", "former name"),
        _field("birth_date", "Birth date", "date of birth", "dob", "born", "birthdate", "d o b"),
        _field("ssn", "Social security number", "ssn", "soc sec id", "ssn last 4", "ssn4"),
        _field("sex", "Sex", "gender at birth", "sexo"),
        _field("gender", "Gender", "gender identity"),
        _field("pronouns", "Pronouns"),
        _field("race", "Race and ethnicity", "race", "ethnicity", "race ethnicity"),
        _field("language", "Language", "primary language", "preferred language", "idioma"),
        _field("interpreter", "Needs an interpreter", "interpreter", "interpreter needed"),
        _field("mobile", "Mobile phone", "mobile", "cell", "cell phone", "phone", "telephone"),
        _field("home_phone", "Home phone", "home tel", "landline"),
        _field("work_phone", "Work phone", "office phone"),
        _field("email", "Email", "e mail", "email address", "correo"),
        _field("street_number", "House number", "street number", "house no"),
        _field("street", "Street", "address", "address 1", "street address", "home address"),
        _field("street2", "Address line 2", "address 2", "apt", "apartment", "unit"),
        _field("city", "City", "suburb", "town", "ciudad"),
        _field("state", "State", "province"),
        _field("postal_code", "Postal code", "zip", "zip code", "postcode"),
        _field("contact_advice", "Contact instructions", "safe contact", "contact notes"),
        _field("no_voicemail", "No voicemail", "no messages", "do not leave message"),
        _field("no_mail", "Do not mail", "no mail"),
        _field("do_not_confirm", "Do not confirm that the client is known here", "confidential"),
        _field("code_word", "Code word", "safe word", "password"),
        _field("safety_alert", "Safety alert", "alert", "safety"),
        _field("referral_source", "Referral source", "referred by"),
        _field("presenting_need", "Presenting need", "reason", "needs", "reason for referral"),
        _field("school", "School", "school name"),
    ),
    ImportKind.CASES: (
        _CASE,
        *_WHICH_CLIENT,
        _field("status", "Status", "case status", "estado"),
        _field("opened_on", "Opened", "open date", "date opened", "start date", required=True),
        _field("closed_on", "Closed", "close date", "date closed", "end date"),
        _field("close_reason", "Reason for closing", "closing reason", "close reason"),
        _field("workers", "Workers", "worker", "caseworker", "assigned to", "case manager"),
        _field("supervisor", "Supervisor"),
        _field("programs", "Programs", "program", "program code"),
        _field("restricted", "Restricted", "confidential case"),
        _field("summary", "Summary", "description", "notes"),
        _field("court", "Court", "court name"),
        _field("county", "County"),
        _field("docket", "Docket number", "docket", "docket no", "cause number", "cause no"),
        _field("removed_on", "Removal date", "removed", "date of removal"),
    ),
    ImportKind.NOTES: (
        _field("id", "Their own id", *_ID, "note id", "contact id"),
        _CASE,
        _field("date", "Date", "note date", "contact date", "date of contact", required=True),
        _field("time", "Start time", "time", "start"),
        _field("kind", "Kind of contact", "contact type", "type", "kind", "method", required=True),
        _field("topic", "Topic", "subject", "category"),
        _field("minutes", "Minutes", "duration", "length", "time spent"),
        _field("miles", "Miles", "mileage"),
        _field("place", "Place", "location", "where"),
        _field("people", "People present", "present", "participants", "with"),
        _field("author", "Author", "worker", "caseworker", "entered by", "staff"),
        _field("program", "Program", "program code"),
        _field("units", "Service units", "units"),
        _field("note_class", "Confidentiality", "confidentiality class", "class"),
        _field("text", "Text", "note", "notes", "narrative", "content", required=True),
    ),
    ImportKind.HEARINGS: (
        _field("id", "Their own id", *_ID, "hearing id"),
        _CASE,
        _field("date", "Date", "hearing date", "court date", required=True),
        _field("time", "Start time", "time", "hearing time"),
        _field("kind", "Kind of hearing", "hearing type", "type", "kind"),
        _field("court", "Court", "court name"),
        _field("courtroom", "Courtroom", "room", "department"),
        _field("judge", "Judge", "judicial officer"),
        _field("outcome", "Outcome", "result", "disposition"),
    ),
}


def field_of(kind: ImportKind, key: str) -> ImportField:
    """The field with this key. Raises KeyError for one that the kind does not have."""
    for field in FIELDS[kind]:
        if field.key == key:
            return field
    raise KeyError(key)
