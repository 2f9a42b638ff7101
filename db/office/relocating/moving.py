"""One move, from its mark on the old office to the end. See the package for what a crash leaves."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from db.office.entering import Where
from db.office.moved_mark import Mark, mark_on, unmark
from db.office.on_server import Maker
from db.office.relocating.carrying import Carried
from db.office.relocating.new import in_folder, on_server, there_by
from db.office.relocating.old import keys_of, others_in, read_all
from db.office.standing import Office
from db.operations.work import Work
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.storage.carried_files import Told
from db.storage.keys.wrapping import Argon2
from db.storage.server_address import ServerAddress


@dataclass(frozen=True)
class Moved:
    """What came over, and with which code each of the others signs in at the server once."""

    carried: Carried
    codes: dict[str, str] = field(default_factory=dict, repr=False)


def was_left_half(where: Where, to: Where, maker: Maker | None) -> bool:
    """End a move that a computer left after the new office was whole; whether there was one.

    One that was left before is forgotten, and can begin anew. Raises `Refused`, with
    "office.moving" where it was to another place.
    """
    with keys_of(where, maker) as keys:
        mark = mark_on(keys)
        if mark is None or mark.done:
            return False
        if mark.to != _name(to):  # another place cannot tell whether a new one is whole there
            raise Refused(hard("office.moving", to=mark.to))
        if there_by(to, maker) == str(mark.move_id):
            Mark(_name(to), mark.move_id, done=True).write(keys)
            return True
        unmark(keys)
    return False


def move(
    office: Office,
    to: Where,
    password: str,
    maker: Maker | None,
    *,
    cost: Argon2 | None = None,
    told: Told = lambda *_: None,
) -> Moved:
    """Take an office to a server or to a new folder. `maker` owns the tables on the server.

    `office` is that of the administrator who moves it, opened with `password`; it is closed when
    this returns. Raises `Refused`: "move.somebody_is_in" with who it is, "move.same_kind",
    "storage.sealed_unfinished", or what is wrong with either place; then the old office is as it
    was.
    """
    office.require(Action.MANAGE_STAFF, move)
    _see_that_it_may_be(office, to, maker)
    move_id = new_id()
    office.write(_begun, _name(to))
    keys = office.home.keys
    Mark(_name(to), move_id, done=False).write(keys)
    try:
        others_in(office)  # who signed in before the mark stood there
        moved = _carried(office, to, password, maker, move_id, cost, told)
    except BaseException:
        with suppress(Refused):  # what cannot be seen now, the next attempt sees
            if there_by(to, maker) != str(move_id):
                unmark(keys)
        raise
    Mark(_name(to), move_id, done=True).write(keys)
    office.close()
    return moved


def _carried(
    office: Office,
    to: Where,
    password: str,
    maker: Maker | None,
    move_id: UUID,
    cost: Argon2 | None,
    told: Told,
) -> Moved:
    with read_all(office, maker) as (source, of):
        if isinstance(to, Path):
            return Moved(in_folder(office, source, of, to, move_id, told))
        assert maker is not None
        carried, codes = on_server(office, source, of, to, maker, password, move_id, cost, told)
        return Moved(carried, codes)


def _see_that_it_may_be(office: Office, to: Where, maker: Maker | None) -> None:
    if office.on_server is isinstance(to, ServerAddress):
        raise Refused(hard("move.same_kind"))
    if maker is None:
        raise Refused(hard("server.login_missing", "login"))
    if isinstance(to, Path) and to.exists():
        raise Refused(hard("office.folder_not_empty", "to"))
    others_in(office)


def _name(place: Where) -> str:
    """A place by the same words from wherever it is asked for."""
    return str(place.absolute() if isinstance(place, Path) else place)


def _begun(work: Work, to: str) -> None:
    work.record("office.move_begun", "office", None, to=to)
