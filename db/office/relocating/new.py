"""The office that comes into being: in a folder, under a passing name until it is whole; on a
server in one transaction."""

import os
import secrets
import shutil
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, inspect, select

from db.models.staff import Staff
from db.office.accounts import ServerAccounts
from db.office.entering import Where
from db.office.on_server import Maker, as_maker, new_tables
from db.office.relocating.carrying import Carried, Parts, came_by, carry, work_of
from db.office.relocating.laying_out import laid_out
from db.office.standing import Office
from db.operations.work import Work
from db.rules.passwords import one_time_password
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.carried_files import Told
from db.storage.carried_sealed import SealedInTable
from db.storage.keys.wrapping import Argon2
from db.storage.member import MemberKind
from db.storage.place import classify
from db.storage.server_address import ServerAddress
from db.storage.table_documents import TableDocuments

_BY = "moved-here"  # in a folder's key files: the move that it came by, readable without a key


def on_server(
    office: Office,
    source: Connection,
    of: Parts,
    to: ServerAddress,
    maker: Maker,
    password: str,
    move_id: UUID,
    cost: Argon2 | None,
    told: Told,
) -> tuple[Carried, dict[str, str]]:
    """Carry an office into an empty database. Gives the code of each who is not the mover, by
    user name: with it they sign in once, and their own password counts from then on."""
    with new_tables(to, maker) as (home, session):
        work = work_of(office, session)
        parts = Parts(
            home.keys_in(session),
            TableDocuments(home.engines, session),
            SealedInTable(home.engines, session),
        )
        carried = carry(source, of, parts, work, move_id, told)
        codes = _accounts(office, work, ServerAccounts(to.database, cost), password)
    return carried, codes


def in_folder(
    office: Office, source: Connection, of: Parts, to: Path, move_id: UUID, told: Told
) -> Carried:
    """Carry an office into a folder that is not there yet."""
    classify(to.absolute())  # a place that would lose records is refused
    staged = to.with_name(f".{to.name}.moving")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        with laid_out(staged, office.data_key) as (session, parts):
            carried = carry(source, of, parts, work_of(office, session), move_id, told)
        (staged / _BY).write_text(str(move_id), "ascii")
        os.rename(staged, to)
        sync_folder(to.parent)
        return carried
    except OSError as error:
        raise problem_with_file(error) from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def there_by(to: Where, maker: Maker | None) -> str:
    """By which move an office came to where it shall go; empty where none is there."""
    if isinstance(to, Path):
        try:
            return (to / _BY).read_text("ascii")
        except (OSError, ValueError):
            return ""
    with as_maker(to, maker) as home, home.engines.read() as session:
        if not inspect(session.connection()).has_table("fact"):
            return ""
        return came_by(session)


def _accounts(
    office: Office, work: Work, accounts: ServerAccounts, password: str
) -> dict[str, str]:
    """Roles for all who belong; nobody's password is known but the mover's."""
    codes: dict[str, str] = {}
    belongs = {m.user_id for m in office.manifest.members if m.active and m.kind is MemberKind.USER}
    for staff in work.session.scalars(select(Staff).order_by(Staff.user_name)):
        if staff.id == office.user.id:
            accounts.add(work, staff, password)
        elif staff.id in belongs:
            codes[staff.user_name] = one_time_password(secrets.randbelow)
            accounts.add(work, staff, codes[staff.user_name])
    return codes
