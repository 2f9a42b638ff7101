"""Opening a sealed file: one's own key opens its seal, the seal its database."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.models.office import Office as OfficeRow
from db.office.blaming import blaming
from db.office.layout import Folder
from db.office.record import OfficeRecord
from db.office.sealed.arriving import decide_held, finish
from db.office.sealed.calendar import settle
from db.office.sealed.following_rooms import RoomsFollowed
from db.office.sealed.homes import SealedHome, sealed_in
from db.office.sealed.layout import SealedPlace, place_of
from db.office.sealed.reference import Rows, bring_up_to_date, reference_data
from db.office.sealed.resealing import renew_recovery
from db.office.sealed.standing import SealedOffice
from db.office.sealed.trust import anchor_of, follow_seal
from db.office.sealed.unfinished import put_on_record
from db.office.standing import Office
from db.operations.work import Work
from db.rules.findings import Refused
from db.storage.engine import Engines, open_engines
from db.storage.keys.identity import Identity
from db.storage.problems import StorageProblem
from db.storage.rekeying import opens, rekey
from db.storage.schema import needs_upgrade, upgrade_engine
from db.storage.seal import Seal, Secrets
from db.storage.seal_file import open_seal, read_seal


def open_sealed(
    main: Office, sealed_id: UUID, known: Callable[[SealedOffice], None] | None = None
) -> SealedOffice:
    """Open a sealed file as who is signed in to the office; close it before the office.

    `known` looks at it before anything is written, and raises `Refused` where it is another one.

    Raises `Refused`: "sealed.unknown", "storage.seal_not_yours" to one who is no member, or what
    is wrong with the seal or the place.
    """
    inside = look_into(main, sealed_id)
    try:
        if known is not None:
            known(inside)
        inside.write(_opened, inside.seal, main.read(reference_data))
        with suppress(Refused):  # the next who opens it tries again
            put_on_record(inside)
        with suppress(Refused):  # as well
            finish(inside)
        inside.before_writing.append(lambda: decide_held(inside))
        inside.before_writing.append(RoomsFollowed(inside))
        with suppress(Refused), inside.turn():
            settle(inside)
        if inside.manages:
            with suppress(Refused):  # the next who opens it tries again
                renew_recovery(inside)
    except BaseException:
        inside.close()
        raise
    return inside


def look_into(main: Office, sealed_id: UUID, identity: Identity | None = None) -> SealedOffice:
    """Open a sealed file and leave no trace of it: for checks, and for what follows by itself.

    `identity` opens the seal where it is not that of who is signed in (the recovery code's).
    """
    homes = sealed_in(main.home)
    kept = homes.one(sealed_id)
    try:
        if main.place.why_only_read is not None:
            raise Refused(main.place.why_only_read)  # even to look takes a lock, which writes
        own = identity or main.identity
        # Before anything of it is fetched.
        open_seal(homes.read_seal(sealed_id), own, main.record.id, sealed_id)
        return _looked_into(main, sealed_id, kept, own)
    except BaseException:
        kept.close()
        raise


def _looked_into(
    main: Office, sealed_id: UUID, kept: SealedHome, identity: Identity
) -> SealedOffice:
    place = place_of(main.place, kept.folder.path)
    with kept.turn(place.retry_seconds):  # a journal left behind is played back
        kept.newest()
        where = kept.folder
        seal, secrets = open_seal(read_seal(where.path), identity, main.record.id, sealed_id)
        fit = _make_fit(where.database, secrets, place)
        if _make_new(where, secrets, place) or fit:
            kept.keep()
    engines = open_engines(where.database, secrets.database_key, place, must_exist=True)
    try:
        return SealedOffice(
            main=main,
            kept=kept,
            place=place,
            engines=engines,
            record=_record(engines, seal),
            seal=seal,
            secrets=secrets,
        )
    except BaseException:
        engines.dispose()
        raise


def _make_fit(database: Path, secrets: Secrets, place: SealedPlace) -> bool:
    """Finish a change of the key that was interrupted after the seal had been written."""
    if opens(database, secrets.database_key, place):
        return False
    previous = secrets.previous_database_key
    if previous is None or not opens(database, previous, place):
        raise StorageProblem("seal_no_key")
    rekey(database, previous, secrets.database_key, place)
    return True


def _make_new(where: Folder, secrets: Secrets, place: SealedPlace) -> bool:
    """Bring the database to today's schema: nobody but a member can, so the first who opens it."""
    engines = open_engines(where.database, secrets.database_key, place, foreign_keys=False)
    try:
        with blaming():
            with engines.engine.connect() as connection:
                older = needs_upgrade(connection)
            if older:
                upgrade_engine(engines.engine)
            return older
    finally:
        engines.dispose()


def _record(engines: Engines, seal: Seal) -> OfficeRecord:
    with blaming(), engines.read() as session:
        seal.check_trusted(anchor_of(session))
        row = session.scalars(select(OfficeRow)).one()
        if row.id != seal.sealed_id:
            raise StorageProblem("seal_changed")
        return OfficeRecord(row.id, row.name, ZoneInfo(row.time_zone), row.language, row.paper)


def _opened(work: Work, seal: Seal, data: dict[str, Rows]) -> None:
    follow_seal(work, seal)
    bring_up_to_date(work, data)
    work.record("sealed.opened", "sealed", seal.sealed_id)
