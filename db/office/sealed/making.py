"""Making a sealed file, empty."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.office import Fact
from db.models.office import Office as OfficeRow
from db.office.blaming import blaming
from db.office.layout import Folder
from db.office.sealed.calendar import BUSY_KEY
from db.office.sealed.homes import InFolder, sealed_in
from db.office.sealed.layout import place_of
from db.office.sealed.reference import Rows, bring_up_to_date, reference_data
from db.office.sealed.setting import recovery_opens_sealed
from db.office.sealed.standing import SealedOffice
from db.office.sealed.trust import Chosen, seal_members, set_anchor
from db.office.sealed.unfinished import record_made
from db.office.standing import Office
from db.operations.clients.numbers import MARK, new_mark
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.permissions import Action, allowed
from db.rules.sealed import NewSealed
from db.rules.text_fields import storable
from db.storage.engine import open_engines
from db.storage.keys.identity import Identity
from db.storage.schema import upgrade_engine
from db.storage.seal import LONGEST_LABEL, Seal, SealForm, Secrets
from db.storage.seal_file import signed_seal, write_seal


def make_sealed(office: Office, form: NewSealed) -> UUID:
    """Make a sealed file for these members. Whoever makes it need not be one of them.

    The office's setting says whether its recovery code opens the file. Raises `Refused`; then
    nothing is left, but for "storage.unsure", where it may stand in the office's log.
    """
    require(office)
    recovery = office.read(recovery_opens_sealed)
    chosen = Chosen(form.officer_id, form.member_ids, recovery)
    label = checked_label(form.label)
    members = seal_members(office, chosen)
    sealed_form = SealForm(office.record.id, form.id, label, form.officer_id, members)
    secrets = Secrets.new()
    seal, content = signed_seal(sealed_form, secrets, office.user.id, office.identity)

    def fill(made: Folder) -> None:
        write_seal(made.path, content)
        with blaming():
            _fill(office, made, seal, secrets)

    def record(beside: Callable[[Session], None]) -> None:
        office.write(record_made, form.id, beside)

    sealed_in(office.home).make(form.id, fill, record)
    return form.id


def require(office: Office) -> None:
    """Raise `Refused` unless the user may seal."""
    if not allowed(office.user.role, Action.SEAL_CASES):
        raise Refused(
            hard("permission.denied", action=Action.SEAL_CASES.value, role=office.user.role)
        )


def checked_label(label: str) -> str:
    """The label, tidied. Raises `Refused`."""
    tidy = " ".join(storable(label).split())
    if not tidy:
        raise Refused(hard("sealed.label_missing", "label"))
    if len(tidy) > LONGEST_LABEL:
        raise Refused(hard("sealed.label_long", "label", most=LONGEST_LABEL))
    return tidy


def _fill(office: Office, made: Folder, seal: Seal, secrets: Secrets) -> None:
    place = place_of(office.place, made.path)
    key = secrets.database_key
    schema_engines = open_engines(made.database, key, place, foreign_keys=False)
    try:
        upgrade_engine(schema_engines.engine)
    finally:
        schema_engines.dispose()
    inside = SealedOffice(
        main=office,
        kept=InFolder(made),
        place=place,
        engines=open_engines(made.database, key, place, must_exist=True),
        record=office.record,
        seal=seal,
        secrets=secrets,
    )
    try:
        inside.write(_first_records, seal, office.read(reference_data))
    finally:
        inside.engines.dispose()


def _first_records(work: Work, seal: Seal, data: dict[str, Rows]) -> None:
    office = next(iter(data[OfficeRow.__tablename__].values()))
    work.add(OfficeRow(id=seal.sealed_id, name=office["name"], time_zone=office["time_zone"]))
    work.session.flush()
    bring_up_to_date(work, data)
    set_anchor(work.session, seal)
    work.session.add(Fact(key="backup_marker", value=str(new_id())))
    work.session.add(Fact(key=MARK, value=new_mark()))
    work.session.add(Fact(key=BUSY_KEY, value=Identity.generate().to_bytes()[:32].hex()))
    work.record("sealed.made", "sealed", seal.sealed_id, members=len(seal.members))
