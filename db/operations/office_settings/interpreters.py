"""Interpreters: adding and changing them."""

from sqlalchemy import func, select

from db.models.office import Resource
from db.operations.work import Work
from db.rules.codes import ResourceKind
from db.rules.findings import Refused, hard, raise_hard
from db.rules.interpreters import InterpreterForm, check_interpreter, stored_codes
from db.rules.permissions import Action
from db.rules.text_fields import stripped


def save_interpreter(work: Work, form: InterpreterForm, form_version: int = 0) -> int:
    """Add an interpreter (version 0) or change one; gives the new version.

    Raises `Refused` ("interpreter.…", texts) or `Stale`. Nobody is deleted, since appointments
    stand on them: who comes no longer is made inactive.
    """
    work.require(Action.MANAGE_OFFICE)
    form = stripped(form)
    raise_hard(check_interpreter(form))
    row = Resource
    taken = select(row.id).where(
        row.kind == ResourceKind.INTERPRETER,
        func.lower(row.name) == form.name.lower(),
        row.id != form.id,
    )
    if work.session.scalar(taken.limit(1)) is not None:
        raise Refused(hard("interpreter.name_taken", "name", name=form.name))
    there = None if form_version else work.session.get(row, form.id)
    if there is not None:
        return there.version  # saved before, and asked for again
    if form_version:
        person = work.edit(row, form.id, form_version)
    else:
        person = work.add(row(id=form.id, kind=ResourceKind.INTERPRETER))
    person.name, person.phone, person.active = form.name, form.phone, form.active
    person.languages = stored_codes(form.languages)
    work.session.flush()
    act = "interpreter.changed" if form_version else "interpreter.added"
    work.record(act, "interpreter", person.id)
    work.changed("interpreter", person.id)
    return person.version
