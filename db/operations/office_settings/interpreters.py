"""Interpreters: adding and changing them."""

from db.models.office import Resource
from db.operations.office_settings.listed import only_one_has, save_listed
from db.operations.work import Work
from db.rules.codes import ResourceKind
from db.rules.findings import hard, raise_hard
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
    only_one_has(
        work,
        Resource.name,
        form.name,
        form.id,
        hard("interpreter.name_taken", "name", name=form.name),
        Resource.kind == ResourceKind.INTERPRETER,
    )

    def fill(person: Resource) -> None:
        person.name, person.phone, person.active = form.name, form.phone, form.active
        person.languages = stored_codes(form.languages)

    new = Resource(id=form.id, kind=ResourceKind.INTERPRETER)
    return save_listed(work, "interpreter", new, form_version, fill)
