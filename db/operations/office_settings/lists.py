"""Programs, rooms and cars, closures: adding and changing them."""

from collections.abc import Sequence
from uuid import UUID

from db.models.office import Closure, Program, Resource
from db.operations.office_settings.listed import only_one_has, save_listed
from db.operations.office_settings.parts import set_parts
from db.operations.work import Work
from db.rules.codes import ResourceKind
from db.rules.findings import hard, raise_hard
from db.rules.office_form import (
    ClosureForm,
    ProgramForm,
    RoomForm,
    check_closure,
    check_program,
    check_room,
)
from db.rules.permissions import Action
from db.rules.text_fields import stripped

_THINGS = (ResourceKind.ROOM, ResourceKind.CAR)


def save_program(work: Work, form: ProgramForm, form_version: int = 0) -> int:
    """Add a program (version 0) or change one; gives the new version.

    Raises `Refused` ("program.code_taken", texts) or `Stale`. A program is never deleted, since
    services were counted under it: it is made inactive.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_program(form))
    form = stripped(form)
    taken = hard("program.code_taken", "code", taken=form.code)
    only_one_has(work, Program.code, form.code, form.id, taken)

    def fill(program: Program) -> None:
        program.code, program.name, program.active = form.code, form.name, form.active

    return save_listed(work, "program", Program(id=form.id), form_version, fill)


def save_room(work: Work, form: RoomForm, form_version: int = 0) -> int:
    """Add a room or car (version 0) or change one; gives the new version.

    Raises `Refused` ("room.…", texts) or `Stale`. Whoever has booked a room whose parts change
    takes them from now on; what that collides with is listed, and then nothing is saved.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_room(form))
    if form.kind not in _THINGS:
        raise ValueError("workers and clients are no rooms")
    form = stripped(form)
    taken = hard("room.name_taken", "name", name=form.name)
    only_one_has(work, Resource.name, form.name, form.id, taken, Resource.kind.in_(_THINGS))

    def fill(room: Resource) -> None:
        room.name, room.capacity, room.active = form.name, form.capacity, form.active
        work.session.flush()
        set_parts(work, form)

    new = Resource(id=form.id, kind=form.kind)
    return save_listed(work, "room", new, form_version, fill)


def save_closure(work: Work, form: ClosureForm, form_version: int = 0) -> int:
    """Add a closure (version 0) or change one; gives the new version.

    Appointments on those days stay; the calendar shows them as conflicts.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_closure(form))
    form = stripped(form)

    def fill(closure: Closure) -> None:
        closure.first_day, closure.last_day = form.first_day, form.last_day
        closure.name = form.name

    return save_listed(work, "closure", Closure(id=form.id), form_version, fill)


def save_closures(work: Work, forms: Sequence[ClosureForm]) -> None:
    """Add several new closures, all of them or none. Raises as `save_closure` does."""
    for form in forms:
        save_closure(work, form)


def remove_closure(work: Work, closure_id: UUID) -> None:
    """Take a closure back; one that is gone already is no mistake."""
    work.require(Action.MANAGE_OFFICE)
    closure = work.session.get(Closure, closure_id)
    if closure is None:
        return
    days = [closure.first_day.isoformat(), closure.last_day.isoformat()]
    work.record("closure.removed", "closure", closure_id, days=days, name=closure.name)
    work.session.delete(closure)
    work.changed("closure", closure_id)
