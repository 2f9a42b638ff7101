"""Making a new, empty office."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.models.office import Fact, OfficeHours
from db.models.office import Office as OfficeRow
from db.models.staff import Staff
from db.office.blaming import blaming
from db.office.layout import Folder
from db.office.sealed.setting import choose_recovery
from db.office.standing import Office, OfficeRecord, now_utc
from db.office.trust import set_anchor
from db.operations.work import Work
from db.queries.audit_log.history import CREATED
from db.rules.codes import Role
from db.rules.findings import Refused, hard, raise_hard
from db.rules.ids import new_id
from db.rules.passwords import password_findings
from db.rules.permissions import CurrentUser
from db.storage.atomic import problem_with_file
from db.storage.engine import open_engines
from db.storage.keys.key_file import RECOVERY, new_key_file, write_key_file
from db.storage.keys.recovery_code import new_recovery_code
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.manifest import Manifest, first_manifest, write_manifest
from db.storage.member import Member, MemberKind
from db.storage.place import classify
from db.storage.schema import upgrade_engine
from db.storage.staying import stay_in

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
class Created:
    """A new office, open, and the code that is shown this once and kept on paper."""

    office: Office
    recovery_code: str


def create_office(
    folder: Path,
    form: NewOffice,
    *,
    device: str,
    cost: Argon2 | None = None,
    clock: Callable[[], datetime] = now_utc,
) -> Created:
    """Make an office in a folder that is new or empty, and sign its administrator in.

    Raises `Refused`; then nothing is left in the folder.
    """
    _check(form)
    where = Folder(folder)
    try:
        if not where.is_free:
            raise Refused(hard("office.folder_not_empty", "folder"))
        existed = folder.exists()
    except OSError as error:
        raise problem_with_file(error) from None
    try:
        with blaming():
            return _create(where, form, device, cost or Argon2(), clock)
    except OSError as error:
        remove_what_was_made(folder, existed)
        raise problem_with_file(error) from None
    except BaseException:
        remove_what_was_made(folder, existed)
        raise


def _check(form: NewOffice) -> None:
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


def _create(
    where: Folder, form: NewOffice, device: str, cost: Argon2, clock: Callable[[], datetime]
) -> Created:
    place = classify(where.path.absolute(), shared=form.shared)
    for part in (where.path, where.keys.path, where.documents, where.backups):
        part.mkdir(parents=True, exist_ok=True)
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
    write_key_file(where.keys, admin_file)
    write_key_file(where.keys, recovery_file)
    write_manifest(where.keys, manifest)
    schema_engines = open_engines(where.database, data_key, place, foreign_keys=False)
    try:
        upgrade_engine(schema_engines.engine)
    finally:
        schema_engines.dispose()
    zone = ZoneInfo(form.time_zone)
    user = CurrentUser(admin_file.user_id, user_name, form.admin_name.strip(), Role.ADMINISTRATOR)
    office = Office(
        folder=where,
        place=place,
        engines=open_engines(where.database, data_key, place, must_exist=True),
        record=OfficeRecord(office_id, form.name.strip(), zone, form.language, "letter"),
        user=user,
        identity=identity,
        data_key=data_key,
        manifest=manifest,
        key_file=admin_file,
        device=device,
        hold=stay_in(where.path),
        clock=clock,
    )
    try:
        office.write(_first_records, form, manifest)
    except BaseException:
        office.close()
        raise
    return Created(office, code)


def _first_records(work: Work, form: NewOffice, manifest: Manifest) -> None:
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


def remove_what_was_made(folder: Path, existed: bool) -> None:
    """Take away an office that was not finished, and nothing else in the folder."""
    for part in ("keys", "documents", "backups"):
        shutil.rmtree(folder / part, ignore_errors=True)
    for name in ("office.db", "office.db-wal", "office.db-shm", "office.db-journal"):
        with suppress(OSError):  # what is in the way is said already
            (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        if not existed and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
