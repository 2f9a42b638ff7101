"""Deciding what is usual for a kind of appointment."""

from db.models.calendar import KindSetting
from db.operations.work import Work
from db.rules.findings import Stale, raise_hard
from db.rules.kinds import KindForm, check_kind
from db.rules.permissions import Action


def save_kind(work: Work, form: KindForm, form_version: int = 0) -> int:
    """Save it; gives the new version. Version 0 is that nothing was decided before.

    What is booked already stays as long as it is; new buffers count for it as well. Raises
    `Refused` ("kind.…") or `Stale`.
    """
    work.require(Action.MANAGE_OFFICE)
    raise_hard(check_kind(form))
    row = work.session.get(KindSetting, form.id)
    if form_version:
        row = work.edit(KindSetting, form.id, form_version)
    elif row is None:
        row = work.add(KindSetting(id=form.id, kind=form.kind))
    elif (row.minutes, row.before, row.after) == (form.minutes, form.before, form.after):
        return row.version  # saved before, and asked for again
    else:
        raise Stale("kind_setting", form.id)
    row.minutes, row.before, row.after = form.minutes, form.before, form.after
    work.session.flush()
    said = {} if form_version else {"minutes": [form.minutes, form.before, form.after]}
    work.record("kind.changed", "kind", row.id, of=form.kind.value, **said)
    work.changed("calendar_rule", row.id)
    return row.version
