"""The group whose session an appointment is: what there is to choose, and what comes with it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QObject

from db.queries.calendar.appointment_form import AppointmentForm
from db.queries.groups.lists import GroupLine, group_list
from db.queries.groups.session_form import session_form
from db.rules.codes import AppointmentKind
from db.texts import t, tn
from ui.context import PageContext
from ui.dialogs.appointment.fields import AppointmentFields


class OfGroup(QObject):
    """Reads the groups once a session is meant, and fills in leader and room of the one that is
    chosen. `filled()` is called when something has been filled in.
    """

    def __init__(
        self, context: PageContext, fields: AppointmentFields, filled: Callable[[], object]
    ) -> None:
        super().__init__(fields)
        self._context, self._fields, self._filled = context, fields, filled
        self._groups: dict[UUID, GroupLine] = {}
        self._wanted: UUID | None = None
        self._asked = False
        fields.field("kind").edited.connect(self._look)
        fields.field("group").edited.connect(self._chosen)

    def begin(self, group_id: UUID | None) -> None:
        """The form has been filled; this group is meant, of which the field may not know yet."""
        self._wanted = group_id
        self._look()

    def _look(self) -> None:
        if self._fields.value("kind") is AppointmentKind.GROUP and not self._asked:
            self._asked = True
            self._context.runner.read(group_list, closed=True, then=self._known)

    def _known(self, groups: tuple[GroupLine, ...]) -> None:
        fields, clean = self._fields, not self._fields.dirty()
        self._groups = {one.id: one for one in groups}
        offered = [one for one in groups if one.active or one.id == self._wanted]
        fields.field("group").control.set_options([(one.id, one.name) for one in offered])
        if self._wanted is not None:
            fields.set_values({"group": self._wanted}, clean=clean)
        self._say()
        self._filled()

    def _chosen(self) -> None:
        """Another group brings its leader and its room along."""
        self._say()
        group_id = self._fields.value("group")
        if group_id is None:
            return
        now = self._context.now()
        self._context.runner.read(
            session_form,
            group_id,
            now,
            now + timedelta(hours=1),
            then=self._take,
            replace_key=(self, "form"),
        )

    def _take(self, form: AppointmentForm) -> None:
        for name, value in (("workers", form.workers), ("room", form.room_id)):
            if value:
                control = self._fields.field(name).control
                control.set_value(value)
                control.edited.emit()
        self._filled()

    def _say(self) -> None:
        group = self._groups.get(self._fields.value("group"))
        words = ""
        if group is not None:
            words = tn("{n} member is taken.", "{n} members are taken.", group.members)
        if group is not None and not group.members:
            words = t("Nobody is in this group yet.")
        self._fields.field("group").set_hint(words)
