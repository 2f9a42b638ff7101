"""Founding an office: its first keys and its first records, wherever it is going to live."""

import os
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.models.office import Fact, OfficeHours
from db.models.office import Office as OfficeRow
from db.models.staff import Staff
from db.office.record import OfficeRecord
from db.office.sealed.setting import choose_recovery
from db.office.trust import set_anchor
from db.operations.work import Work
from db.queries.audit_log.history import CREATED
from db.rules.codes import Role
from db.rules.findings import Refused, hard, raise_hard
from db.rules.ids import new_id
from db.rules.passwords import password_findings
from db.rules.permissions import CurrentUser
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import RECOVERY, KeyFile, new_key_file, write_key_file
from db.storage.keys.recovery_code import new_recovery_code
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import Manifest, first_manifest, write_manifest
from db.storage.member import Member, MemberKind
from db.storage.shelf import Shelf

_OPENS, _CLOSES = 8 * 60 + 30, 17 * 60


@dataclass(frozen=True)
class NewOffice:
    """What must be known to make an office. `time_zone` is an IANA name."""

    name: str
    time_zone: str
    admin_user: str
    admin_name: str
    password: str
    language: str = "en"
    recovery_opens_sealed: bool = False  # whether the recovery code opens sealed files
    shared: bool = False  # keep the database as on a shared drive, wherever it is


@dataclass(frozen=True)
class Founded:
    """Everything that a new office is made of, before anything is written."""

    record: OfficeRecord
    user: CurrentUser
    admin_file: KeyFile
    recovery_file: KeyFile
    manifest: Manifest
    identity: Identity = field(repr=False)
    data_key: bytes = field(repr=False)
    recovery_code: str = field(repr=False)

    def write_keys(self, keys: Shelf) -> None:
        """The key files and the list of members."""
        write_key_file(keys, self.admin_file)
        write_key_file(keys, self.recovery_file)
        write_manifest(keys, self.manifest)


def found(form: NewOffice, cost: Argon2) -> Founded:
    """The first keys of an office whose form was checked."""
    office_id, data_key, code = new_id(), os.urandom(32), new_recovery_code()
    user_name = clean_user_name(form.admin_user)
    admin_file, identity = new_key_file(
        user_name=user_name,
        user_id=new_id(),
        office_id=office_id,
        password=form.password,
        data_key=data_key,
        cost=cost,
    )
    recovery_file, _ = new_key_file(
        user_name=RECOVERY,
        user_id=new_id(),
        office_id=office_id,
        password=code,
        data_key=data_key,
        cost=cost,
    )
    manifest = first_manifest(
        office_id,
        (
            Member.of(admin_file, Role.ADMINISTRATOR),
            Member.of(recovery_file, Role.AUDITOR, kind=MemberKind.RECOVERY),
        ),
        admin_file.user_id,
        identity,
    )
    zone = ZoneInfo(form.time_zone)
    return Founded(
        OfficeRecord(office_id, form.name.strip(), zone, form.language, "letter"),
        CurrentUser(admin_file.user_id, user_name, form.admin_name.strip(), Role.ADMINISTRATOR),
        admin_file,
        recovery_file,
        manifest,
        identity,
        data_key,
        code,
    )


def check_form(form: NewOffice) -> None:
    """Raise `Refused` for whatever is missing or wrong in it."""
    found = []
    if not form.name.strip():
        found.append(hard("office.name_missing", "name"))
    if not form.admin_name.strip():
        found.append(hard("staff.name_missing", "admin_name"))
    try:
        ZoneInfo(form.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(hard("office.unknown_zone", "time_zone", zone=form.time_zone))
    try:
        user = clean_user_name(form.admin_user)
    except Refused as refused:
        found += [hard(finding.code, "admin_user") for finding in refused.findings]
        user = form.admin_user
    found += password_findings(form.password, user_name=user, office_name=form.name)
    raise_hard(found)


def first_records(work: Work, form: NewOffice, manifest: Manifest) -> None:
    """The office, its administrator, and the hours of a usual week."""
    office_id = manifest.office_id
    work.add(
        OfficeRow(
            id=office_id,
            name=form.name.strip(),
            time_zone=form.time_zone,
            language=form.language,
            letterhead=form.name.strip(),
        )
    )
    work.add(
        Staff(
            id=work.user.id,
            user_name=work.user.user_name,
            display_name=work.user.display_name,
            role=work.user.role,
        )
    )
    for weekday in range(5):
        work.session.add(OfficeHours(weekday=weekday, opens=_OPENS, closes=_CLOSES))
    set_anchor(work.session, manifest)
    work.session.add(Fact(key="backup_marker", value=str(new_id())))
    choose_recovery(work, form.recovery_opens_sealed)
    work.session.flush()
    work.record(CREATED, "office", office_id)
    work.changed("office", office_id)
