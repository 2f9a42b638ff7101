"""A phone message for somebody: whom for, what, Enter."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.operations.messages import MessageForm, leave_message, mark_message_done
from db.queries.messages import Caller, caller
from db.queries.staff import StaffRow, staff_list
from db.rules.ids import new_id
from db.rules.permissions import Action, allowed
from db.texts import sentence, t
from ui.context import PageContext
from ui.dialogs.client_field import ClientField
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
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
        super().__init__(t("Take a message"), parent, width=540)
        self._context, self._id = context, message_id
        self._names: dict[UUID, str] = {}
        self._wanted: UUID | None = None
        self.form = Form(columns=2)
        self.recipient = Choice(typed=True)
        self.text = NoteEditor(rows=3, limit=_LIMIT)
        self.client = ClientField(context)
        self.mind = Banner("", Tone.WARNING)
        self._build()
        self.text.installEventFilter(self)
        self.client.chosen.connect(lambda found: self._client_chosen(found is not None))
        context.runner.read(staff_list, then=self._know)

    def _build(self) -> None:
        form = self.form
        form.add("for_staff_id", t("For"), self.recipient, required=True, wide=True)
        form.add(
            "text", t("Message"), self.text, wide=True,
            hint=t("Enter sends it; Shift+Enter begins a new line."),
        )  # fmt: skip
        form.add(
            "client_id", t("Client"), self.client, wide=True,
            hint=t("If a client called, or it is about one."),
        )  # fmt: skip
        form.place(self.mind, wide=True)
        form.add("caller", t("Who called"), TextInput(limit=200))
        form.add("phone", t("Phone to call back"), PhoneInput())
        form.add("urgent", "", Tick(t("It is urgent")))
        self.body.addWidget(form)
        self.body.addStretch()
        self.cancel_verb()
        self.send_button = self.verb(t("Send message"), self.send, "primary")

    def drafts(self) -> Sequence[Draft]:
        if not self.form.dirty():
            return ()
        client = self.client.value()
        data = snapshot(self.form) | {"client_id": str(client) if client else ""}
        return (Draft(KIND, self._id, data, t("Phone message")),)

    def send(self) -> None:
        """Send it, or show what is missing."""
        if self.form.validate():
            form = MessageForm(self._id, **self.form.values())
            self.send_button.setEnabled(False)
            then = partial(self._sent, self._names.get(self.recipient.value(), ""))
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

    # ---- what is known ----

    def _begin(self, typed: Mapping[str, Any], for_id: UUID | None) -> None:
        self._wanted = for_id
        plain = {key: typed[key] for key in typed if key not in ("for_staff_id", "client_id")}
        resume(self.form, plain)
        if typed.get("client_id"):
            self.client.set_value(str(typed["client_id"]))
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

    def _client_chosen(self, chosen: bool) -> None:
        self.mind.say("")
        if chosen:
            read = self._context.runner.read
            read(caller, self.client.value(), then=self._caller_known, replace_key=(self, "who"))

    def _caller_known(self, who: Caller) -> None:
        if who.client_id != self.client.value():
            return
        marks = [sentence(mark) for mark in who.marks]
        filled: dict[str, Any] = {}
        known = [worker for worker in who.workers if worker in self._names]
        if known and not self.recipient.currentText():
            filled["for_staff_id"] = known[0]
        if not self.form.value("caller"):
            filled["caller"] = who.name.display()
        if who.phones and not self.form.value("phone"):
            filled["phone"] = who.phones[0].value or ""
        for line in who.phones:
            if line.value and line.marks:
                said = ", ".join(sentence(mark) for mark in line.marks)
                marks.append(t("{phone}: {marks}", phone=line.value, marks=said))
        self.form.set_values(filled, clean=False)
        self.mind.say("\n".join(marks))

    # ---- the end ----

    def _give_up(self) -> None:
        self._context.drafts.discard(KIND, self._id)
        super().reject()

    def _sent(self, name: str, message_id: UUID) -> None:
        self._context.drafts.discard(KIND, self._id)
        self.accept()
        undo = partial(self._context.runner.write, mark_message_done, message_id)
        self._context.notify(t("Message left for {name}", name=name), undo)

    def _refused(self, error: Exception) -> None:
        self.send_button.setEnabled(True)
        self.form.show_refusal(error)
