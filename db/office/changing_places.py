"""What is done, and seen to first, whenever another folder takes the office's place."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from db.models.office import Fact
from db.office.blaming import blaming
from db.office.layout import Folder
from db.office.opening import open_with_identity
from db.office.signing import require_manager
from db.office.standing import Office
from db.operations.work import Work
from db.queries.history_mark import KEY
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.storage.engine import open_engines
from db.storage.keys.key_file import read_key_file
from db.storage.place import Place, PlaceKind
from db.storage.presence_file import Person, names_of
from db.storage.staying import alone_in
from db.storage.swapping import can_be_swapped, name_aside, swap

SET_ASIDE = "office.set_aside"

Told = Callable[[Work], object]
"""Records in an audit log what is about to be done, or was."""


def see_that_it_may_be(office: Office, typed: str, people: tuple[Person, ...]) -> None:
    """An administrator typed the office's name, nobody else is in, the folder can be moved.

    Raises `Refused` ("permission.denied", "replace.…", or what the place says).
    """
    require_manager(office)
    office.may_write()
    if typed.strip() != office.record.name:
        raise Refused(hard("replace.not_confirmed", name=office.record.name))
    nobody_else(people)
    if not can_be_swapped(office.folder.path.absolute()):
        raise Refused(hard("replace.no_place"))


def nobody_else(people: tuple[Person, ...]) -> None:
    """Raise `Refused` with "replace.somebody_is_in" if there are any."""
    if people:
        names = ", ".join(names_of(people))
        raise Refused(hard("replace.somebody_is_in", people=names))


def change_places(office: Office, coming: Path, told: Callable[[Work, str], object]) -> Path:
    """Close the office, give its folder another name, which is returned, and `coming` its own.

    `told` records it in the log of the office that goes, with the new name. Should that one come
    back, it is on another course than what was saved in between; one that could not be moved
    stays on its own.
    """
    folder, data_key = office.folder.path.absolute(), bytes(office.data_key)
    now = office.clock()
    aside = name_aside(folder, now.astimezone(office.record.zone))

    office.write(told, aside.name)
    people = office.others()
    office.close()
    nobody_else(people)
    with alone_in(folder, coming):  # who came in since then has not shown yet
        swap(folder, coming, aside)
    # It is done; what is saved from now on has another mark in any case.
    with suppress(Refused), blaming():
        begin_history(Folder(aside), data_key)
    return aside


def begin_history(there: Folder, data_key: bytes) -> None:
    """Put another folder's database on a course of its own, also where nobody can sign in there.

    Other computers know by it that what they saved before was not saved there.
    """
    place = Place(there.path, PlaceKind.SHARE)
    engines = open_engines(there.database, data_key, place, must_exist=True)
    try:
        with engines.write() as session, session.begin():
            session.merge(Fact(key=KEY, value=str(new_id())))
    finally:
        engines.dispose()


def record_there(office: Office, there: Folder, told: Told) -> bool:
    """Let another folder's log say who brought it; it cannot where the account is newer than
    that folder, or its records are of an older version."""
    try:
        key_file = read_key_file(there.keys, office.user.user_name)
        opened = open_with_identity(
            there.path,
            key_file,
            office.identity,
            key_file.data_key_for(office.identity),
            device=office.device,
            shared=office.place.kind is not PlaceKind.LOCAL,
            clock=office.clock,
        )
    except Refused:
        return False
    try:
        opened.write(told)
    finally:
        opened.close()
    return True
