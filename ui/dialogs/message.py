"""A phone message for somebody: whom for, what, Enter."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.operations.messages import MessageForm, leave_message, mark_message_done
from db.queries.staff import StaffRow, staff_list
from db.rules.ids import new_id
from db.rules.permissions import Action, allowed
from db.texts import t
from ui.context import Draft, PageContext
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import PhoneInput, TextInput, Tick
from ui.widgets.note_editor import NoteEditor
from ui.widgets.snapshots import resume, snapshot

KIND = "message"
_LIMIT = 4000


class MessageDialog(Dialog):
    """Made by `new` or `go_on`; show it with `open()`.

    The quickest way: type a part of the name, Tab, the message, Enter.
    """

    @classmethod
    def new(
        cls, context: PageContext, parent: QWidget | None = None, for_id: UUID | None = None
    ) -> "MessageDialog":
        """An empty message; with `for_id` the recipient is chosen and the message comes first."""
        dialog = cls(context, new_id(), parent)
        dialog._begin({}, for_id)
        return dialog

    @classmethod
    def go_on(
        cls, context: PageContext, draft: Draft, parent: QWidget | None = None
    ) -> "MessageDialog":
        """A message that was not sent last time."""
        dialog = cls(context, draft.record_id, parent)
        recipient = draft.data.get("for_staff_id")
        dialog._begin(draft.data, UUID(str(recipient)) if recipient else None)
        return dialog

    def __init__(
        self, context: PageContext, message_id: UUID, parent: QWidget | None = None
    ) -> None:
        super().__init__(t("Take a message"), parent, width=520)
        self._context, self._id = context, message_id
        self._names: dict[UUID, str] = {}
        self._wanted: UUID | None = None
        self.form = Form(columns=2)
        self.recipient = Choice(typed=True)
        self.text = NoteEditor(rows=4, limit=_LIMIT)
        self.form.add("for_staff_id", t("For"), self.recipient, required=True, wide=True)
        self.form.add(
            "text", t("Message"), self.text, wide=True,
            hint=t("Enter sends it; Shift+Enter begins a new line."),
        )  # fmt: skip
        self.form.add("caller", t("Who called"), TextInput(limit=200))
        self.form.add("phone", t("Phone to call back"), PhoneInput())
        self.form.add("urgent", "", Tick(t("It is urgent")))
        self.body.addWidget(self.form)
        self.body.addStretch()
        self.cancel_verb()
        self.send_button = self.verb(t("Send message"), self.send, "primary")
        self.text.installEventFilter(self)
        context.runner.read(staff_list, then=self._know)

    def drafts(self) -> Sequence[Draft]:
        if not self.form.dirty():
            return ()
        return (Draft(KIND, self._id, snapshot(self.form), t("Phone message")),)

    def send(self) -> None:
        """Send it, or show what is missing."""
        if self.form.validate():
            form = MessageForm(self._id, **self.form.values())
            self.send_button.setEnabled(False)
            then = partial(self._sent, self._names.get(form.for_staff_id, ""))  # type: ignore[arg-type]
            self._context.runner.write(leave_message, form, then=then, failed=self._refused)

    def reject(self) -> None:
        if self.form.dirty():
            ask_unsaved(self, self.send, self._give_up, words=t("The message has not been sent."))
        else:
            self._give_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.send()
                return True
        return False

    def _begin(self, typed: Mapping[str, Any], for_id: UUID | None) -> None:
        self._wanted = for_id
        resume(self.form, {key: typed[key] for key in typed if key != "for_staff_id"})
        self._choose_wanted()
        (self.text if for_id else self.recipient).setFocus()

    def _know(self, staff: tuple[StaffRow, ...]) -> None:
        takers = [row for row in staff if allowed(row.role, Action.TAKE_MESSAGES)]
        self._names = {row.id: row.display_name for row in takers}
        self.recipient.set_options([(row.id, row.display_name) for row in takers])
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._wanted in self._names and self.recipient.value() is None:
            clean = not self.form.dirty()
            self.form.set_values({"for_staff_id": self._wanted}, clean=clean)

    def _give_up(self) -> None:
        super().reject()

    def _sent(self, name: str, message_id: UUID) -> None:
        self.accept()
        undo = partial(self._context.runner.write, mark_message_done, message_id)
        self._context.notify(t("Message left for {name}", name=name), undo)

    def _refused(self, error: Exception) -> None:
        self.send_button.setEnabled(True)
        self.form.show_refusal(error)
