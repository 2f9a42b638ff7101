"""Making a new, empty office."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.office.blaming import blaming
from db.office.founding import NewOffice, check_form, first_records, found
from db.office.layout import Folder
from db.office.record import now_utc
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.storage.atomic import problem_with_file
from db.storage.engine import open_engines
from db.storage.keys.wrapping import Argon2
from db.storage.place import classify
from db.storage.schema import upgrade_engine
from db.storage.staying import stay_in


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
    check_form(form)
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


def _create(
    where: Folder, form: NewOffice, device: str, cost: Argon2, clock: Callable[[], datetime]
) -> Created:
    place = classify(where.path.absolute(), shared=form.shared)
    for part in (where.path, where.keys.path, where.documents, where.backups):
        part.mkdir(parents=True, exist_ok=True)
    made = found(form, cost)
    made.write_keys(where.keys)
    schema_engines = open_engines(where.database, made.data_key, place, foreign_keys=False)
    try:
        upgrade_engine(schema_engines.engine)
    finally:
        schema_engines.dispose()
    office = Office(
        home=where,
        place=place,
        engines=open_engines(where.database, made.data_key, place, must_exist=True),
        record=made.record,
        user=made.user,
        identity=made.identity,
        data_key=made.data_key,
        manifest=made.manifest,
        key_file=made.admin_file,
        device=device,
        hold=stay_in(where.path),
        clock=clock,
    )
    try:
        office.write(first_records, form, made.manifest)
    except BaseException:
        office.close()
        raise
    return Created(office, made.recovery_code)


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
