"""Programs, rooms and cars, closures: adding and changing them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from db.models.office import Closure, Program, Resource
from db.operations.office_settings.parts import set_parts
from db.operations.work import Work
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard, raise_hard
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
    taken = select(Program.id).where(
        func.lower(Program.code) == form.code.lower(), Program.id != form.id
    )
    if work.session.scalar(taken.limit(1)) is not None:
        raise Refused(hard("program.code_taken", "code", taken=form.code))
    program = None if form_version else work.session.get(Program, form.id)
    if program is not None:
        return program.version  # saved before, and asked for again
    if form_version:
        program = work.edit(Program, form.id, form_version)
    else:
        program = work.add(Program(id=form.id))
    program.code, program.name, program.active = form.code, form.name, form.active
    return _saved(work, "program", program.id, program, form_version)


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
    taken = select(Resource.id).where(
        Resource.kind.in_(_THINGS),
        func.lower(Resource.name) == form.name.lower(),
        Resource.id != form.id,
    )
    if work.session.scalar(taken.limit(1)) is not None:
        raise Refused(hard("room.name_taken", "name", name=form.name))
    room = None if form_version else work.session.get(Resource, form.id)
    if room is not None:
        return room.version  # saved before, and asked for again
    if form_version:
        room = work.edit(Resource, form.id, form_version)
    else:
        room = work.add(Resource(id=form.id, kind=form.kind))
    room.name, room.capacity, room.active = form.name, form.capacity, form.active
    work.session.flush()
    set_parts(work, form)
    return _saved(work, "room", room.id, room, form_version)


def save_closure(work: Work, form: ClosureForm, form_version: int = 0) -> int:
    """Add a closure (version 0) or change one; gives the new version.

    Appointments on those days stay; the calendar shows them as conflicts.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_closure(form))
    form = stripped(form)
    closure = None if form_version else work.session.get(Closure, form.id)
    if closure is not None:
        return closure.version  # saved before, and asked for again
    if form_version:
        closure = work.edit(Closure, form.id, form_version)
    else:
        closure = work.add(Closure(id=form.id))
    closure.first_day, closure.last_day = form.first_day, form.last_day
    closure.name = form.name
    return _saved(work, "closure", closure.id, closure, form_version)


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


def _saved(
    work: Work,
    kind: str,
    record_id: UUID,
    row: Program | Resource | Closure,
    form_version: int,
) -> int:
    work.session.flush()
    work.record(f"{kind}.changed" if form_version else f"{kind}.added", kind, record_id)
    work.changed(kind, record_id)
    return row.version
