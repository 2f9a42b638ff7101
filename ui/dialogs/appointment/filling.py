"""Filling the form at its opening: from what is known, or from what was typed in a draft.

What can be chosen is read meanwhile, so some fields are filled once it is there.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from db.queries.calendar.choices import BookingChoices, BookingClient, booking_choices
from ui.context import PageContext
from ui.dialogs.appointment.fields import OFFERED, AppointmentFields
from ui.dialogs.appointment.of_group import OfGroup
from ui.widgets.snapshots import resume


class Filling(QObject):
    """`filled()` is called whenever more of the form stands as it should."""

    def __init__(
        self, context: PageContext, fields: AppointmentFields, filled: Callable[[], object]
    ) -> None:
        super().__init__(fields)
        self._context, self._fields, self._filled = context, fields, filled
        self._values: Mapping[str, Any] = {}
        self._typed: Mapping[str, Any] = {}
        self._client_awaited = False
        self._client_shown: UUID | None = None
        self._new = False
        self._of_group = OfGroup(context, fields, filled)
        fields.client.chosen.connect(self._client_known)

    def begin(
        self,
        values: Mapping[str, Any],
        changed: Mapping[str, Any] | None = None,
        *,
        new: bool = False,
    ) -> None:
        """Show these values; they count as saved, but for those that are `changed`. A `new`
        appointment gets the client's case where there is but one.
        """
        self._new = new
        self._values = {**values, **(changed or {})}
        self._fields.set_values({k: v for k, v in values.items() if k != "client"})
        if values.get("client") is not None:
            self._client_awaited = True
            self._fields.client.set_value(values["client"], values.get("case"))
            self._fields.mark_clean()
        if changed:
            self._fields.set_values(changed, clean=False)
        self._of_group.begin(values.get("group"))
        self._read_choices()

    def resume(self, data: Mapping[str, Any]) -> None:
        """Show what was typed, with the client under "client_id"; it counts as not saved."""
        self._typed = data
        resume(self._fields, {k: v for k, v in data.items() if k != "client"})
        if data.get("client_id"):
            self._client_awaited = True
            self._fields.client.set_value(data["client_id"])
        self._of_group.begin(UUID(str(data["group"])) if data.get("group") else None)
        self._read_choices()

    def _read_choices(self) -> None:
        known = self._values
        taken = [*known.get("workers", ()), *(known.get(name) for name in OFFERED)]
        ids = tuple(one for one in taken if one is not None)
        runner = self._context.runner
        runner.read(booking_choices, ids, then=self._choices_known, replace_key=(self, "choices"))

    def _choices_known(self, known: BookingChoices) -> None:
        untouched = not self._fields.dirty()
        self._fields.show_choices(known)
        self._fill_again("workers", *OFFERED, clean=untouched)

    def _client_known(self, client: BookingClient | None) -> None:
        """Only a client whom somebody chose brings a case along: whoever just looks at what is
        saved, or goes on with a draft, finds it as it was.
        """
        awaited, self._client_awaited = self._client_awaited, False
        other = client is None or client.id != self._client_shown
        self._client_shown = None if client is None else client.id
        untouched = not self._fields.dirty()
        if client is not None and awaited:
            self._fill_again("case", "household", clean=untouched)
        if self._new if awaited else other:
            self._fields.choose_only_case()
        if awaited and untouched:
            self._fields.mark_clean()

    def _fill_again(self, *names: str, clean: bool) -> None:
        """What could not be shown before the choices were known. What somebody has typed
        meanwhile is not taken for saved.
        """
        if self._typed:
            resume(self._fields, {n: self._typed[n] for n in names if n in self._typed})
        else:
            values = {n: self._values[n] for n in names if self._values.get(n)}
            self._fields.set_values(values, clean=clean)
        self._fields.fit()
        self._filled()
        self._fields.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
