"""Adding signed words to a signed note."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from db.operations.notes.sign import add_addendum
from db.rules.ids import new_id
from db.rules.notes import LONGEST_TEXT
from db.texts import t
from ui.context import PageContext
from ui.dialogs.notes.snippets import Snippets
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.theme.look import look
from ui.widgets.form import Form
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text


class AddendumDialog(Dialog):
    """`added()` is called when the addendum stands in the file."""

    def __init__(
        self,
        context: PageContext,
        note_id: UUID,
        case_id: UUID,
        added: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Addendum"), parent, width=look().px(620))
        self._context = context
        self._note_id, self._case_id = note_id, case_id
        self._addendum_id = new_id()
        self._added = added
        self._over = False
        words = t("An addendum is signed with your name and the time. It can never be changed.")
        self.body.addWidget(Text(words, wrap=True))
        self.form = Form()
        self.text = NoteEditor(rows=8, snippets=Snippets(context), limit=LONGEST_TEXT)
        self.form.add("text", t("What to add"), self.text)
        self.body.addWidget(self.form, 1)
        self.cancel_verb()
        self.sign_button = self.verb(t("Sign addendum"), self._sign, "primary")
        self.text.setFocus()

    def drafts(self) -> Sequence[Draft]:
        """What is typed and not signed."""
        if self._over or not self.text.value():
            return ()
        data = {
            "case": str(self._case_id),
            "note": str(self._note_id),
            "addendum": self.text.toPlainText(),
        }
        return (Draft("note", self._addendum_id, data, t("Addendum to a contact note")),)

    def resume(self, draft: Draft) -> None:
        """Go on with what was typed earlier."""
        self._addendum_id = draft.record_id
        self.text.setPlainText(str(draft.data["addendum"]))

    def reject(self) -> None:
        """Ask before words are thrown away."""
        if self._over or not self.text.value():
            self._close()
        else:
            words = t("The addendum is not signed yet.")
            ask_unsaved(self, self._sign, self._close, words=words)

    def _sign(self) -> None:
        if not self.form.validate():
            return
        self.sign_button.setEnabled(False)
        self._context.runner.write(
            add_addendum,
            self._note_id,
            self._addendum_id,
            self.text.value(),
            then=self._signed,
            failed=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.sign_button.setEnabled(True)
        self.form.show_refusal(error)

    def _signed(self, _: object) -> None:
        self._close()
        self._context.notify(t("The addendum is signed."))
        self._added()

    def _close(self) -> None:
        self._over = True
        self._context.drafts.discard("note", self._addendum_id)
        super().reject()
