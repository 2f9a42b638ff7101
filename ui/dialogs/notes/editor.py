"""Writing a contact note in a window of its own, so that the file can be read beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.operations.notes.draft import NoteForm, discard_draft_note
from db.operations.notes.sign import sign_note
from db.queries.notes.lists import last_note
from db.queries.notes.note import NoteDetail
from db.queries.notes.writing import NoteChoices
from db.rules.findings import Finding, Refused, Severity, Stale
from db.texts import explain, sentence, t
from db.texts.dates import time_short
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.dialogs.notes.fields import NoteFields
from ui.dialogs.notes.keeping import NoteKeeping
from ui.dialogs.notes.own_snippets import SnippetsDialog
from ui.dialogs.notes.reconciling import Reconciling
from ui.dialogs.notes.snippets import Snippets
from ui.dialogs.shell import Dialog
from ui.dialogs.unsaved import ask_unsaved
from ui.drafts import Draft
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.also_editing import AlsoEditing
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.text import Text


class NoteDialog(Dialog):
    """The editor of one draft. It is kept as it is written; signing is asked for.

    Make it by `ui.dialogs.notes.opening`, which reads what it needs. `done(note_id)` is called
    when the note was signed.
    """

    def __init__(
        self,
        context: PageContext,
        known: NoteChoices,
        begun: NoteForm,
        parent: QWidget | None = None,
        *,
        signed: Callable[[UUID], object] | None = None,
    ) -> None:
        super().__init__(t("Contact note"), parent, width=look().px(980))
        self.setModal(False)
        self.context = context
        self.note_id = begun.id
        self._known = known
        self._signed = signed
        self._is_new = begun.version == 0
        self._closing = False
        self.banner, self.conflict = Banner(), Banner()
        self.marks = Banner("\n".join(sentence(mark) for mark in known.marks), Tone.WARNING)
        self.snippets = Snippets(context)
        self.fields = NoteFields(context, known, begun, self.snippets)
        self.state = Text("", "secondary", wrap=True)
        self._lay_out()
        self.keeping = NoteKeeping(context, self.fields.snapshot, self._form, begun.version, self)
        self.reconciling = Reconciling(
            context, known, self.note_id, self.fields, self.keeping, self.conflict, self
        )
        self._connect()
        self._say_state()
        room = self.screen().availableSize()
        self.resize(min(look().px(980), room.width() - 40), min(look().px(720), room.height() - 60))
        QTimer.singleShot(0, self, self._focus_first)

    # ---- drafts ----

    def drafts(self) -> Sequence[Draft]:
        """What is typed and not saved in the file yet."""
        if self._closing or not self.keeping.dirty():
            return ()
        data = {
            "case": str(self._known.case_id),
            "version": self.keeping.version,
            "fields": self.fields.snapshot(),
        }
        return (Draft("note", self.note_id, data, self.called()),)

    def called(self) -> str:
        """The case in which it is written."""
        return t("Contact note in case {number}", number=self._known.case_number)

    def resume(self, draft: Draft) -> None:
        """Put back what a draft of an earlier session holds; it counts as not saved."""
        self.fields.resume(draft.data.get("fields", {}))
        self.keeping.forget_kept()
        self._say_state()

    def tell(self, band: QWidget) -> None:
        """Put a band below the heading."""
        self.body.insertWidget(1, band)

    def leave_if_untouched(self) -> None:
        """Close it, if nothing was written in it that could be lost or is kept."""
        if not self.keeping.version and not self.keeping.dirty():
            self._close()

    # ---- doing ----

    def save(self) -> None:
        """Save the draft now."""
        if self._check_readable():
            self.keeping.save(self._say_state)

    def save_and_close(self) -> None:
        """Save the draft and leave it to be signed later."""
        if self._check_readable():
            self.keeping.save(self._close_kept)

    def sign(self) -> None:
        """Check that nothing is missing, ask, and sign."""
        if not self._check_readable():
            return
        found = self.fields.signing_findings(self.context.user.id, self.context.now())
        hard = [finding for finding in found if finding.severity is Severity.HARD]
        self.fields.show_findings(hard)
        if not hard:
            self.keeping.save(partial(self._ask_to_sign, found))

    def discard(self) -> None:
        """Throw the draft away, after asking."""
        confirm(
            self,
            t("Discard this draft?"),
            t("What you wrote will be gone. It was never signed, so the file keeps nothing of it."),
            t("Discard draft"),
            self._discard,
            destructive=True,
        )

    def reject(self) -> None:
        """Esc or the window's own button: nothing that was typed is lost by it."""
        if self._closing or not self.keeping.dirty():
            self._close_kept()
            return
        words = t("The note has changes that are not saved. A saved draft can be signed later.")
        ask_unsaved(self, self.save_and_close, self._close, words=words)

    def repeat_last(self) -> None:
        """Take kind, place and program of one's last note in this case, or elsewhere."""
        self.context.runner.read(
            last_note, self._known.case_id, self.note_id, then=self._take_last_here
        )

    def edit_snippets(self) -> None:
        """Change one's own snippets; they can be used at once."""
        SnippetsDialog(self.context, self.snippets.own(), self.snippets.take, self).open()

    # ---- inside ----

    def _lay_out(self) -> None:
        heading = Text(
            t(
                "{name}, case {number}",
                name=self._known.client_name,
                number=self._known.case_number,
            ),
            "section",
            wrap=True,
        )
        self.repeat_button = Button(t("Repeat last entry"), self.repeat_last, icon="copy")
        line = QHBoxLayout()
        line.addWidget(heading, 1)
        line.addWidget(Button(t("Snippets…"), self.edit_snippets, icon="list"))
        line.addWidget(self.repeat_button)
        self.body.addLayout(line)
        self.body.addWidget(AlsoEditing(self.context.watch, "note", self.note_id))
        self.body.addWidget(self.marks)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.conflict)
        self.body.addWidget(self.fields, 1)
        self.body.addWidget(self.state)
        self.verb(t("Discard draft"), self.discard, "danger")
        self.verb(t("Save draft and close"), self.save_and_close)
        self.sign_button = self.verb(t("Sign note"), self.sign, "primary")
        self.sign_button.setDefault(False)
        self.sign_button.setAutoDefault(False)
        self.sign_button.setToolTip(t("Sign note (Ctrl+Enter)"))
        action(t("Sign note"), self.sign, self, shortcut="Ctrl+Return")
        action(t("Sign note"), self.sign, self, shortcut="Ctrl+Enter")
        action(t("Save draft"), self.save, self, shortcut="Ctrl+S")

    def _connect(self) -> None:
        self.fields.edited.connect(self.keeping.typed)
        self.fields.edited.connect(self._say_state)
        self.keeping.kept.connect(self._kept)
        self.keeping.stale.connect(self.reconciling.stale)
        self.keeping.gone.connect(self.reconciling.gone)
        self.keeping.refused.connect(self._refuse)

    def _focus_first(self) -> None:
        facts = self.fields.facts
        empty = facts.value("kind") is None
        self.fields.text.moveCursor(QTextCursor.MoveOperation.End)  # a draft is gone on with
        (facts.field("kind").control if empty else self.fields.text).setFocus()

    def _form(self, version: int) -> NoteForm | None:
        return self.fields.note_form(version) if self.fields.readable() else None

    def _check_readable(self) -> bool:
        return self.fields.validate() and self.fields.readable()

    def _ask_to_sign(self, found: Sequence[Finding]) -> None:
        told = [sentence(finding) for finding in found]
        words = t(
            "A signed note can never be changed. What is missing later is added in an addendum."
        )
        confirm(self, t("Sign this note?"), "\n".join((*told, words)), t("Sign note"), self._sign)

    def _sign(self) -> None:
        self.context.runner.write(
            sign_note,
            self.note_id,
            self.keeping.version,
            then=self._after_signing,
            failed=self._refuse_asked,
        )

    def _after_signing(self, _: object) -> None:
        self.context.notify(t("The note is signed."))
        self._close()
        if self._signed is not None:
            self._signed(self.note_id)

    def _discard(self) -> None:
        self.keeping.stop()
        self.keeping.settle(self._discard_kept)

    def _discard_kept(self) -> None:
        if not self.keeping.version:
            self._close()
            return
        self.context.runner.write(
            discard_draft_note,
            self.note_id,
            self.keeping.version,
            then=self._close,
            failed=self._not_discarded,
        )

    def _not_discarded(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.has("note.unknown"):
            self._close()  # it was discarded in another window before
            return
        self.keeping.go_on()
        self._refuse_asked(error)

    def _close_kept(self) -> None:
        if self.keeping.version and not self._closing:
            self.context.notify(t("The draft is kept. It still has to be signed."))
        self._close()

    def _close(self, _: object = None) -> None:
        self._closing = True
        self.keeping.stop()
        self.context.drafts.discard("note", self.note_id)
        super().reject()

    def _take_last_here(self, last: NoteDetail | None) -> None:
        if last is None:
            self.context.runner.read(last_note, None, self.note_id, then=self._take_last)
        else:
            self._take_last(last)

    def _take_last(self, last: NoteDetail | None) -> None:
        if last is None:
            self.banner.say(t("There is no earlier note of yours to repeat."), Tone.INFORMATION)
        else:
            self.fields.repeat(last)

    def _kept(self) -> None:
        if self.banner.text():
            self.banner.say("")
        at = time_short(self.context.now())
        self.state.setText(t("Draft saved at {time}. {needed}", time=at, needed=_needed()))

    def _say_state(self) -> None:
        if self.keeping.touched:
            self.state.setText(t("Not saved yet. {needed}", needed=_needed()))
        elif not self.keeping.version:
            self.state.setText(_needed())

    def _refuse_asked(self, error: Exception) -> None:
        if isinstance(error, Stale):
            self.reconciling.compare()
        else:
            self._refuse(error, True)

    def _refuse(self, error: object, asked: bool) -> None:
        if not isinstance(error, Refused):
            return
        beside = [finding for finding in error.findings if finding.field]
        if asked and beside:
            self.fields.show_findings(beside)
        if not beside or not asked:
            self.banner.say(explain(error), Tone.DANGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Enter in a line of facts must not press a button
        super().keyPressEvent(event)


def _needed() -> str:
    return t("To be signed, a note needs its kind, when, how long, a topic and the text.")
