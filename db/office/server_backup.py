"""A backup of an office on a server: an ordinary encrypted one, which needs no server.

Every row is copied as it was at one moment into an office's folder that nobody sees, with key
files, attached files and sealed ones; of this folder a backup is made as of any other, and it is
gone then. People go on working meanwhile. What a computer began that stopped is no backup.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from secrets import token_hex

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.office.blaming import blaming
from db.office.files_place import FILES_TURN
from db.office.homes import ServerHome
from db.office.keeping import UNDER_WAY, backed_up, backup_name, rotate
from db.office.layout import Folder
from db.office.on_server import Maker, as_maker
from db.office.relocating.carrying import Parts, copy_all, work_of
from db.office.relocating.laying_out import Alone, laid_out
from db.office.standing import Office
from db.rules.findings import Refused, hard
from db.rules.permissions import Action
from db.storage.atomic import problem_with_file
from db.storage.backup import make_backup
from db.storage.backup_contents import BackupContents
from db.storage.backup_folder import remove_leftovers
from db.storage.backup_name import own_name
from db.storage.carried_files import Told
from db.storage.carried_sealed import SealedInTable
from db.storage.chosen_documents import ChosenDocuments
from db.storage.engine import open_engines
from db.storage.keys.key_file import read_key_file
from db.storage.place import PlaceKind
from db.storage.problems import StorageProblem
from db.storage.schema import schema_in
from db.storage.server import UNHURRIED
from db.storage.server_turn import only_one
from db.storage.shelf import Shelf
from db.storage.table_shelf import TableShelf

_SEES_PART = text("SELECT row_security_active('client')")


def back_up_from_server(
    office: Office, reader: Maker, to: Path, told: Told = lambda *_: None
) -> Path:
    """Make a verified backup in the new file `to`, or in the folder `to`, where it gets a name and
    older ones thin out; returns its file. `reader` is a login that sees every row.

    Raises `Refused`, "backup.login_sees_part" where it does not; then nothing is left.
    """
    office.require(Action.BACK_UP, back_up_from_server)
    office.may_write()
    home = office.home
    if not isinstance(home, ServerHome):
        raise Refused(hard("backup.only_on_server"))
    in_turn = to.is_dir()
    name = backup_name(office, office.clock())
    with (
        blaming(),
        own_name(to, name) if in_turn else nullcontext(to) as target,
        as_maker(home.address, reader) as whole,
        only_one(whole.engines, FILES_TURN, together=True) as ours,
    ):
        if not ours:
            raise Refused(hard("files.carried_now"))
        if target.exists():
            raise Refused(hard("backup.exists", "to"))
        contents = _made(office, whole, target, told)
    if in_turn:
        rotate(office, target)
        remove_leftovers(target.parent, time.time() - UNDER_WAY)
    office.write(backed_up, sum(contents.counts.values()), len(contents.unreadable))
    return target


def _made(office: Office, whole: ServerHome, target: Path, told: Told) -> BackupContents:
    scratch = target.with_name(f".{target.name}.{token_hex(4)}.office")
    try:
        made_at = office.clock()
        with _at_one_moment(whole) as session, laid_out(scratch, office.data_key) as (new, parts):
            kept = ChosenDocuments(whole.engines, session)
            sealed = SealedInTable(whole.engines, session)
            of = Parts(TableShelf(whole.engines, session), kept, sealed)
            _see_that_the_key_fits(office, of.keys)
            copy_all(session.connection(), of, parts, work_of(office, new), told)
        engines = open_engines(
            Folder(scratch).database,
            office.data_key,
            Alone(scratch, PlaceKind.LOCAL),
            must_exist=True,
        )
        try:
            return make_backup(
                engine=engines.engine,
                data_key=office.data_key,
                folder=scratch,
                target=target,
                office_id=str(office.record.id),
                office_name=office.record.name,
                schema=schema_in(engines.engine),
                made_at=made_at,
                progress=lambda done, _: told("backup", done),
            )
        finally:
            engines.dispose()
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _see_that_the_key_fits(office: Office, keys: Shelf) -> None:
    """The key may have been changed since the sign-in: under the old one nobody opens a backup."""
    own = read_key_file(keys, office.user.user_name)
    if own.data_key_for(office.identity) != office.data_key:
        raise StorageProblem("key_changed")


@contextmanager
def _at_one_moment(whole: ServerHome) -> Iterator[Session]:
    """Every row as it is now, whatever others write. Raises `Refused`."""
    with whole.engines.read() as session:
        session.connection().exec_driver_sql(UNHURRIED)
        if session.scalar(_SEES_PART):
            raise Refused(hard("backup.login_sees_part", "login"))
        yield session
