"""Two people changed the same appointment: field by field, which version stays."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.queries.calendar.opened import OpenedAppointment, open_appointment
from db.rules.findings import Stale
from ui.context import PageContext
from ui.dialogs.appointment.values import shown
from ui.dialogs.difference import difference
from ui.dialogs.stale import StaleDialog, saved_elsewhere
from ui.widgets.form import Form

Merged = Callable[[OpenedAppointment, dict[str, Any]], object]


class Merging:
    """Reads what was saved meanwhile and asks about the fields that both changed.

    `base` holds the values that the form was opened with (None: not known, all that differs is
    asked). A field that only one of the two changed keeps that change.
    """

    def __init__(
        self,
        context: PageContext,
        record_id: UUID,
        form: Form,
        base: Mapping[str, Any] | None,
        merged: Merged,
        parent: QWidget,
        error: Stale,
    ) -> None:
        self._context, self._id, self._form = context, record_id, form
        self._base, self._merged, self._parent = base, merged, parent
        self._record = saved_elsewhere(context, error)

    def ask(self) -> None:
        """Read and ask; with nothing to ask about go on at once."""
        self._context.runner.read(open_appointment, self._id, then=self._compare)

    def _compare(self, theirs: OpenedAppointment) -> None:
        mine, other = self._form.values(), shown(theirs.form)
        merged, asked = merge(mine, other, self._base)
        if not asked:
            self._merged(theirs, merged)
            return
        differences = [
            difference(self._form.field(name), mine[name], other[name]) for name in asked
        ]
        StaleDialog(
            differences,
            lambda chosen: self._merged(theirs, merged | chosen),
            record=self._record,
            parent=self._parent,
        ).open()


def merge(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, Any] | None
) -> tuple[dict[str, Any], list[str]]:
    """What both agree on or only one changed, and the names of the fields that both changed."""
    merged: dict[str, Any] = {}
    asked: list[str] = []
    for name, value in mine.items():
        other = theirs.get(name, value)
        if _same(value, other):
            merged[name] = value
        elif base is not None and _same(value, base.get(name)):
            merged[name] = other
        elif base is not None and _same(other, base.get(name)):
            merged[name] = value
        else:
            merged[name] = value
            asked.append(name)
    return merged, asked


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return bool(one == other or (not one and not other))
