"""A group: what it is called and for, who leads it, where it meets, and how many find a place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.operations.groups.save import save_group
from db.queries.calendar.choices import BookingChoices, booking_choices
from db.queries.groups.group_form import GroupForm
from db.queries.groups.group_view import GroupView, group_view
from db.queries.office_settings import programs
from db.queries.opened import Opened
from db.rules.ids import new_id
from db.rules.office_form import ProgramForm
from db.texts import t
from ui.context import PageContext
from ui.dialogs.begun import Begun
from ui.dialogs.editing import EditingDialog, Saved
from ui.widgets.choice import Choice
from ui.widgets.inputs import TextInput, Tick
from ui.widgets.note_editor import NoteEditor

_MOST = 60

Options = list[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class _Choices:
    """Who can lead a group, where it can meet, and to which program it can belong."""

    workers: Options
    rooms: Options
    programs: Options


def new_group(
    context: PageContext, parent: QWidget, saved: Callable[[Any], object] | None = None
) -> None:
    """Read what can be chosen, and open the form of a new group; `saved` is called with its id."""

    def show(known: _Choices) -> None:
        form = GroupForm(id=new_id(), name="", leader_id=context.user.id)
        told = None if saved is None else partial(saved, form.id)
        GroupDialog(context, known, form, told, parent).open()

    _read_choices(context, (), (), show)


def change_group(context: PageContext, view: GroupView, parent: QWidget) -> None:
    """The same for a group that is there."""
    form = view.form
    taken = tuple(one for one in (form.leader_id, form.room_id) if one is not None)
    of = () if form.program_id is None else ((form.program_id, view.program),)
    _read_choices(
        context, taken, of, lambda known: GroupDialog(context, known, form, None, parent).open()
    )


class GroupDialog(EditingDialog):
    """What is typed in it is kept, and offered when it is opened again."""

    def __init__(
        self,
        context: PageContext,
        known: _Choices,
        form: GroupForm,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        is_new = form.version == 0
        begun = (
            Begun(context, context.user.id, "section.groups")
            if is_new
            else Begun(context, form.id, "group", form.id)
        )
        super().__init__(
            context,
            t("New group") if is_new else t("Change group"),
            saved,
            parent,
            record_id=form.id,
            begun=begun,
            columns=2,
            width=600,
        )
        self.version = form.version
        self._capacity = form.capacity
        self._build(known)
        self.form.set_values(values_of(form))
        self.body.addStretch()
        self.verbs(t("Make group") if is_new else t("Save group"))
        self.form.field("name").control.setFocus()

    def _build(self, known: _Choices) -> None:
        form = self.form
        form.add("name", t("Name"), TextInput(limit=120), required=True, wide=True)
        form.add(
            "about",
            t("What it is for"),
            NoteEditor(rows=3, limit=2000),
            wide=True,
            hint=t("Nothing from a case: reception reads it too."),
        )
        form.add("leader_id", t("Leader"), Choice(known.workers, blank=t("Choose…")), required=True)
        form.add(
            "capacity",
            t("Places"),
            Choice([(n, str(n)) for n in range(1, max(_MOST, self._capacity) + 1)]),
            required=True,
            hint=t("Who joins when all are taken waits for one."),
        )
        form.add("room_id", t("Room"), Choice(known.rooms, blank=t("No room")))
        form.add("program_id", t("Program"), Choice(known.programs, blank=t("None")))
        if self.version:
            form.add("active", t("It meets"), Tick(t("The group meets")), wide=True)
            form.field("active").set_hint(
                t("A group that has ended stays with all that was written.")
            )

    def write(self, reason: str) -> None:
        values = {"active": True, **self.form.values()}
        form = GroupForm(id=self.record_id, version=self.version, **values)
        self.context.runner.write(save_group, form, then=self.done_saving, failed=self.failed)

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(view: GroupView) -> None:
            then(values_of(view.form), view.form.version)

        self.context.runner.read(group_view, self.record_id, then=got, failed=self.refuse)


def values_of(form: GroupForm) -> dict[str, Any]:
    """A group as the form's values."""
    return {
        "name": form.name,
        "about": form.about,
        "leader_id": form.leader_id,
        "capacity": form.capacity,
        "room_id": form.room_id,
        "program_id": form.program_id,
        "active": form.active,
    }


def _read_choices(
    context: PageContext,
    taken: tuple[Any, ...],
    program: tuple[tuple[Any, str], ...],
    then: Callable[[_Choices], object],
) -> None:
    """`taken` and `program` are what stands there and may not be offered any more."""

    def got(known: BookingChoices) -> None:
        context.runner.read(programs, then=partial(all_got, known))

    def all_got(known: BookingChoices, found: tuple[Opened[ProgramForm], ...]) -> None:
        offered: Options = [(one.form.id, one.form.name) for one in found]
        ids = [one for one, _ in offered]
        offered += [one for one in program if one[0] not in ids]
        workers = [(one.id, one.name) for one in known.workers]
        rooms = [(one.id, one.name) for one in known.rooms]
        then(_Choices(workers, rooms, offered))

    context.runner.read(booking_choices, taken, then=got)
