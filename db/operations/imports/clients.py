"""Rows of clients, each looked up for somebody who may be the same person."""

from uuid import UUID

from db.operations.clients.intake import add_client
from db.operations.imports.adding import Added, Plain
from db.operations.work import Work
from db.queries.clients.duplicates import possible_duplicates
from db.rules.clients import ClientForm, ContactForm
from db.rules.codes import SsnQuality
from db.rules.findings import Finding, information
from db.rules.ids import new_id
from db.rules.importing.row_reader import RowReader
from db.rules.importing.rows import ClientRow, client_row


class ClientAdder(Plain):
    """Adds clients; possible duplicates are added as well, and told."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._rows: dict[UUID, int] = {}

    def read(self, reader: RowReader) -> ClientRow:
        """The typed row."""
        return client_row(reader, self.work.today)

    def key(self, row: ClientRow) -> str:
        """The client's own id in the file."""
        return row.external_id

    def title(self, row: ClientRow) -> str:
        """The client's name."""
        return " ".join(part for part in (row.first_name, row.last_name) if part)

    def doubts(self, row: ClientRow) -> tuple[Finding, ...]:
        """The likeliest person whom this may be, among the office's clients and earlier rows."""
        found = possible_duplicates(self.work, _form(row), limit=1)
        if not found:
            return ()
        likeliest = found[0]
        if likeliest.id is None:
            return (information("import.possible_duplicate_hidden"),)
        if likeliest.id in self._rows:
            number = self._rows[likeliest.id]
            return (information("import.possible_duplicate_row", row=number),)
        return (information("import.possible_duplicate", number=likeliest.number),)

    def add(self, reader: RowReader, row: ClientRow) -> Added:
        """Take the client in."""
        return Added(add_client(self.work, _form(row)).id)

    def remember(self, number: int, row: ClientRow, added: Added) -> None:
        """Which row a client came from, to be named beside a later one."""
        self._rows[added.record_id] = number


def _form(row: ClientRow) -> ClientForm:
    return ClientForm(
        id=new_id(),
        first_name=row.first_name,
        middle_name=row.middle_name,
        last_name=row.last_name,
        suffix=row.suffix,
        preferred_name=row.preferred_name,
        aliases=row.aliases,
        birth_date=row.birth_date,
        ssn_last4=row.ssn_last4,
        ssn_quality=SsnQuality.REPORTED if row.ssn_last4 else SsnQuality.UNKNOWN,
        sex=row.sex,
        gender=row.gender,
        pronouns=row.pronouns,
        races=row.races,
        language=row.language,
        interpreter=row.interpreter,
        contact_points=tuple(
            ContactForm(
                id=new_id(), kind=point.kind, value=point.value, rules=frozenset(point.rules)
            )
            for point in row.contacts
        ),
        contact_advice=row.contact_advice,
        do_not_confirm=row.do_not_confirm,
        code_word=row.code_word,
        safety_alert=row.safety_alert,
        referral_source=row.referral_source,
        presenting_need=row.presenting_need,
        school=row.school,
    )
