"""Where the office looks for newer versions of the program."""

from sqlalchemy import select

from db.models.office import Office
from db.operations.work import Work
from db.rules.findings import raise_hard
from db.rules.permissions import Action
from db.rules.text_fields import stripped
from db.rules.update_place import UpdatesForm, check_updates


def change_updates(work: Work, form: UpdatesForm, form_version: int) -> int:
    """Save place and day; gives the office's new version. Raises `Refused` and `Stale`."""
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_updates(form))
    form = stripped(form)
    row = work.session.scalars(select(Office)).one()
    office = work.edit(Office, row.id, form_version)
    before = office.update_place
    office.update_place, office.update_from = form.update_place, form.update_from
    work.session.flush()
    work.record("office.updates_changed", "office", office.id, place=[before, form.update_place])
    work.changed("office", office.id)
    return office.version
