"""The dialog for taking a client in and for changing what is recorded of one."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from db.operations.clients.intake import AddedClient, add_client, change_client
from db.operations.clients.into_household import add_client_living_with
from db.queries.clients.duplicates import PossibleDuplicate, possible_duplicates
from db.queries.clients.forms import client_form
from db.queries.opened import Opened
from db.rules.clients.checks import check_client
from db.rules.clients.form import ClientForm
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.names import typed_name
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.client.duplicates import DuplicatePanel
from ui.dialogs.client.fields import ClientFields
from ui.dialogs.client.merging import Merge, merge
from ui.dialogs.confirm import confirm
from ui.dialogs.shell import Dialog
from ui.dialogs.stale import SavedElsewhere, StaleDialog, saved_elsewhere
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.also_editing import AlsoEditing
from ui.widgets.card import Scrolled

KIND = "client"  # of drafts
_ANY = 16_777_215  # Qt's own largest size
_PAUSE = 250  # ms after the last key, before those on file are compared


class After(StrEnum):
    """What is wanted after saving."""

    SHOW = "show"
    NEW = "new"
    CASE = "case"
    BOOK = "book"


Saved = Callable[[UUID, After], object]


class ClientDialog(Dialog):
    """`saved(id, after)` is called when the client has been saved; also when somebody chose to
    open a client who is on file already (`After.SHOW`). `After.BOOK` is offered if it `books`,
    to whoever opens no cases.
    """

    def __init__(
        self,
        context: PageContext,
        saved: Saved,
        parent: QWidget | None = None,
        *,
        opened: Opened[ClientForm] | None = None,
        books: bool = False,
    ) -> None:
        title = t("Change client") if opened else t("New client")
        super().__init__(title, parent, width=look().px(1040))
        self._context = context
        self._saved = saved
        self._base: ClientForm | None = opened.form if opened else None
        self._version = opened.version if opened else 0
        self._record = opened.form if opened else ClientForm(id=new_id())
        self._operation = new_id()
        self._saving = False
        self._wanted = (self._record, After.SHOW)
        self._elsewhere: SavedElsewhere | None = None
        self._sides: QBoxLayout | None = None
        self.form = ClientFields(context, new=opened is None)
        self.duplicates = DuplicatePanel()
        self._look = QTimer(self, singleShot=True, interval=_PAUSE)
        self._look.timeout.connect(self.look_for_duplicates)
        self.body.addWidget(AlsoEditing(context.watch, "client", self._record.id))
        self._lay_out(opened is None, books)
        self.form.edited.connect(self._look.start)
        self.duplicates.open_instead.connect(self._open_instead)
        self.form.fill(self._record)
        self.form.field("first_name").control.setFocus()

    # ---- ways in ----

    @classmethod
    def new(
        cls,
        context: PageContext,
        saved: Saved,
        parent: QWidget,
        looked_for: str = "",
        *,
        books: bool = False,
    ) -> "ClientDialog":
        """An empty form, or one that begins with the name that nobody was found for."""
        dialog = cls(context, saved, parent, books=books)
        if looked_for:
            name = typed_name(looked_for)
            dialog.form.set_values({"first_name": name.first, "last_name": name.last}, clean=False)
            dialog.look_for_duplicates()
        return dialog

    @classmethod
    def edit(
        cls,
        context: PageContext,
        client_id: UUID,
        saved: Saved,
        parent: QWidget,
        ready: Callable[["ClientDialog"], object] = Dialog.open,
    ) -> None:
        """Fetch the form of a client and open it."""

        def show(opened: Opened[ClientForm]) -> None:
            ready(cls(context, saved, parent, opened=opened))

        context.runner.read(client_form, client_id, then=show)

    @classmethod
    def go_on(cls, context: PageContext, draft: Draft, saved: Saved, parent: QWidget) -> None:
        """Go on with what was typed in an earlier session."""

        def put(dialog: "ClientDialog") -> None:
            dialog._resume(draft.data)
            dialog.open()

        if int(draft.data.get("version", 0)):
            cls.edit(context, draft.record_id, saved, parent, put)
            return
        dialog = cls(context, saved, parent, books=True)
        dialog._record = ClientForm(id=draft.record_id)
        put(dialog)

    # ---- what is being typed ----

    def typed(self) -> ClientForm:
        """The form as it stands; what cannot be read yet is left empty."""
        return self.form.client(self._record)

    def drafts(self) -> Sequence[Draft]:
        if not self.form.dirty():
            return ()
        data = {"version": self._version, **self.form.as_typed()}
        title = t("Changes to a client") if self._version else t("New client")
        return (Draft(KIND, self._record.id, data, title),)

    def look_for_duplicates(self) -> None:
        """Ask at once who on file may be the person in the form."""
        self._look.stop()  # what it waits to ask is asked now
        if self._version:
            return
        form = self.typed()
        if not (form.first_name or form.last_name or form.contact_points or form.ssn_last4):
            self.duplicates.show_found((), typed=False)
            return
        self._context.runner.read(
            possible_duplicates, form, then=self._found, replace_key=(self, "duplicates")
        )

    def _found(self, found: tuple[PossibleDuplicate, ...]) -> None:
        self.duplicates.show_found(found, typed=True)
        before = self.form.field("ssn_quality").control
        for button in self.duplicates.buttons:  # to the right of the form, before Cancel
            QWidget.setTabOrder(before, button)
            before = button
        self.came_inside()

    def _resume(self, data: Mapping[str, Any]) -> None:
        version = int(data.get("version", 0))
        if version != self._version:  # somebody saved since: the save will find it, and ask
            self._base, self._version = None, version
        self.form.resume(data)
        self.look_for_duplicates()

    # ---- saving ----

    def save(self, after: After = After.SHOW) -> None:
        """Check and save; somebody who is very likely on file is asked about first."""
        if self._saving or not self.form.validate():
            return
        form = self.typed()
        wrong = check_client(form, self._context.today())
        if wrong:
            self.form.show_findings(wrong)
            return
        if not self._version and self.duplicates.grave():
            confirm(
                self,
                t("Take in as somebody new?"),
                t(
                    "Somebody on file may be this person. "
                    "A second record would split their history."
                ),
                t("Take in as new"),
                lambda: self._write(form, after),
            )
            return
        self._write(form, after)

    def _write(self, form: ClientForm, after: After) -> None:
        self._saving = True
        self._wanted = (form, after)
        operation: tuple[Any, ...] = (add_client, form)
        lives = self.form.lives_with.value() if self.form.lives_with else None
        if self._version:
            operation = (change_client, form, self._version)
        elif lives is not None:
            operation = (add_client_living_with, form, *lives)
        # Methods: both are dropped if the dialog has been closed meanwhile.
        self._context.runner.write(
            *operation, then=self._done, failed=self._failed, operation_id=self._operation
        )

    def _done(self, result: object) -> None:
        form, after = self._wanted
        self._saving = False
        self._forget_draft()
        if isinstance(result, AddedClient):
            self._context.notify(t("{number} was taken in.", number=result.number))
        if after is After.NEW:
            self._record = ClientForm(id=new_id())
            self._operation = new_id()
            self.form.fill(self._record)
            self.duplicates.show_found((), typed=False)
            self.form.field("first_name").control.setFocus()
        else:
            self.form.mark_clean()
            self.accept()
        self._saved(form.id, after)

    def _failed(self, error: Exception) -> None:
        form, _ = self._wanted
        self._saving = False
        if not (isinstance(error, Refused) and error.has("storage.unsure")):
            self._operation = new_id()  # else it may be kept, and to send it again does no harm
        if isinstance(error, Stale):
            self._elsewhere = saved_elsewhere(self._context, error)
            self._context.runner.read(client_form, form.id, then=self._merge)
        elif not self.form.show_refusal(error):
            self.form.banner.say(t("This could not be saved. Nothing is lost."), Tone.DANGER)

    def _merge(self, theirs: Opened[ClientForm]) -> None:
        form, after = self._wanted
        labels = {field.name: field.label_text for field in self.form.fields()}
        labels["contact_points"] = t("How to reach")
        found: Merge = merge(self._base, form, theirs.form, labels)

        def keep(chosen: dict[str, Any]) -> None:
            self._base, self._version = theirs.form, theirs.version
            self._write(found.with_choices(chosen), after)

        if found.asked:
            StaleDialog(found.asked, keep, record=self._elsewhere, parent=self).open()
        else:
            keep({})

    def _open_instead(self, client_id: UUID) -> None:
        self._forget_draft()
        self.form.mark_clean()
        self.accept()
        self._saved(client_id, After.SHOW)

    # ---- leaving ----

    def reject(self) -> None:
        """Esc and Cancel: ask first, if something would be lost."""
        if not self.form.dirty():
            super().reject()
            return
        ask_unsaved(self, self.save, self._discard)

    def _discard(self) -> None:
        self._forget_draft()
        self.form.mark_clean()
        super().reject()

    def _forget_draft(self) -> None:
        self._context.drafts.discard(KIND, self._record.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Those on file stand beside the form, or above it where there is no room for both."""
        super().resizeEvent(event)
        if self._sides is None:
            return
        beside = self.width() >= look().px(860)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.LeftToRight if beside else ways.BottomToTop)
        wide, high = (look().px(280), _ANY) if beside else (_ANY, look().px(150))
        self.duplicates.setMinimumWidth(wide if beside else 0)
        self.duplicates.setMaximumSize(wide, high)

    def _lay_out(self, new: bool, books: bool) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(16)
        fields = Scrolled(self.form, margin=0, whole=True)
        fields.setMinimumHeight(look().px(320))
        row.addWidget(fields, 1)
        if new:
            self._sides = row
            row.addWidget(self.duplicates)
        else:
            self.duplicates.setParent(self)
            self.duplicates.hide()
        self.body.addLayout(row, 1)
        self.cancel_verb()
        if new:
            self.verb(t("Save and new"), lambda: self.save(After.NEW))
            if self._context.may(Action.EDIT_CASES):
                self.verb(t("Save and open a case"), lambda: self.save(After.CASE))
            elif books and self._context.may(Action.BOOK):  # there is not room for both
                self.verb(t("Save and book…"), lambda: self.save(After.BOOK))
        self.verb(t("Save client"), self.save, "primary")
        room = self.screen().availableSize()
        wide, high = look().px(1040), look().px(720)
        self.resize(min(wide, room.width() - 40), min(high, room.height() - 60))
