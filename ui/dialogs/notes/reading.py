"""A note as it was signed, its addenda, and what may still be done with it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.queries.notes.note import NoteDetail, note_detail, note_is_as_signed
from db.rules.codes import NoteClass, NoteStatus
from db.rules.findings import Refused
from db.rules.notes import hidden
from db.rules.permissions import Action
from db.texts import explain, label, t
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.notes.addendum import AddendumDialog
from ui.dialogs.notes.present import person_words
from ui.dialogs.notes.words import facts, signature_words, trace_words
from ui.dialogs.notes.wrong import CarryOverDialog, InErrorDialog
from ui.dialogs.shell import Dialog
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.card import Scrolled
from ui.widgets.pill import Pill
from ui.widgets.prose import prose
from ui.widgets.text import Text, reveal, rule


class ReadNoteDialog(Dialog):
    """Reads a note; `went_to(case_id, note_id)` is called to show it in another file."""

    def __init__(
        self,
        context: PageContext,
        note_id: UUID,
        parent: QWidget | None = None,
        *,
        went_to: Callable[[UUID], object] | None = None,
    ) -> None:
        super().__init__(t("Contact note"), parent, width=look().px(760))
        self.context = context
        self.note_id = note_id
        self.note: NoteDetail | None = None
        self._went_to = went_to
        self.title = Text("", "title", wrap=True)
        self.status = Pill()
        self.note_class = Pill("", Tone.INFORMATION)
        self.facts = Text("", "secondary", wrap=True, selectable=True)
        self.people = Text("", wrap=True, selectable=True)
        self.trace = Banner("", Tone.WARNING)
        self.signature = Text("", "secondary", wrap=True)
        self.check = Banner("", Tone.OK)
        self._lay_out()
        room = self.screen().availableSize()
        self.resize(min(look().px(760), room.width() - 40), min(look().px(620), room.height() - 60))
        self.read_note()

    def read_note(self) -> None:
        """Read the note again."""
        self.context.runner.read(note_detail, self.note_id, then=self._show, failed=self._refuse)

    def _lay_out(self) -> None:
        pills = QHBoxLayout()
        pills.setSpacing(8)
        pills.addWidget(self.status)
        pills.addWidget(self.note_class)
        pills.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addLayout(pills)
        self.body.addWidget(self.facts)
        self.page = Scrolled(width=look().px(700), margin=0)
        for widget in (self.trace, self.people):
            self.page.add(widget)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(rule())
        self.body.addWidget(self.signature)
        self.body.addWidget(self.check)
        self.error_button = self.verb(t("Entered in error…"), self._ask_error, "danger")
        self.carry_button = self.verb(t("Belongs to another file…"), self._ask_carry)
        self.add_button = self.verb(t("Add addendum…"), self._ask_addendum)
        self.go_button = self.verb(t("Show the other note"), self._go_there)
        self.close_button = self.verb(t("Close"), self.reject, "primary")
        for button in (self.error_button, self.carry_button, self.add_button, self.go_button):
            button.hide()
        self.words: list[QWidget] = []  # of the note and its addenda
        self.close_button.setFocus()

    def _show(self, note: NoteDetail) -> None:
        self.note = note
        zone = self.context.office.zone
        kind = label(note.kind) if note.kind else t("Contact note")
        self.title.setText(
            t("{kind}: {topic}", kind=kind, topic=label(note.topic)) if note.topic else kind
        )
        struck = hidden(note.status)
        tone = Tone.NEUTRAL if struck else Tone.OK
        self.status.say(
            label(note.status), Tone.WARNING if note.status is NoteStatus.DRAFT else tone
        )
        ordinary = note.note_class is NoteClass.ORDINARY
        self.note_class.say("" if ordinary else label(note.note_class))
        self.facts.setText(" · ".join(facts(note, zone)))
        people = ", ".join(person_words(person) for person in note.people)
        self.people.setText(t("Present: {people}", people=people) if people else "")
        reveal(self.people, bool(people))
        self.trace.say(trace_words(note))
        self._show_words(note)
        self.signature.setText(signature_words(note, zone))
        self._offer(note, struck)
        self.check.say("")
        if note.signed_at is not None and not struck and note.readable:
            self.context.runner.read(note_is_as_signed, note.id, then=self._say_checked)

    def _show_words(self, note: NoteDetail) -> None:
        for widget in self.words:
            widget.hide()
            widget.deleteLater()
        self.words = [prose(note.text, t("What happened"))] if note.text else []
        for line in note.addenda:
            at = moment(line.signed_at.astimezone(self.context.office.zone))
            head = t("Addendum by {name}, signed {moment}", name=line.author, moment=at)
            self.words += [Text(head, "strong", wrap=True), prose(line.text, head)]
        for widget in self.words:
            self.page.add(widget)
            widget.show()

    def _offer(self, note: NoteDetail, struck: bool) -> None:
        signed = note.status is NoteStatus.SIGNED and note.readable
        writes = self.context.may(Action.WRITE_NOTES)
        marks = note.mine or self.context.may(Action.MARK_NOTE_WRONG)
        self.add_button.setVisible(signed and writes)
        self.error_button.setVisible(note.status is NoteStatus.SIGNED and writes and marks)
        self.carry_button.setVisible(signed and writes and marks)
        self.go_button.setVisible(
            bool(note.carried_case) and (note.carried_to_id or note.carried_from_id) is not None
        )

    def _say_checked(self, as_signed: bool) -> None:
        if as_signed:
            self.check.say(t("The text is exactly as it was signed."), Tone.OK)
        else:
            words = t("This note is not as it was signed. Tell your administrator.")
            self.check.say(words, Tone.DANGER)

    def _refuse(self, error: Exception) -> None:
        self.trace.say(explain(error) if isinstance(error, Refused) else "", Tone.DANGER)

    def _ask_addendum(self) -> None:
        if self.note is not None:
            case_id = self.note.case_id
            AddendumDialog(self.context, self.note_id, case_id, self.read_note, self).open()

    def _ask_error(self) -> None:
        if self.note is not None:
            InErrorDialog(self.context, self.note, self.read_note, self).open()

    def _ask_carry(self) -> None:
        if self.note is not None:
            CarryOverDialog(self.context, self.note, self.read_note, self).open()

    def _go_there(self) -> None:
        if self.note is None or self._went_to is None:
            return
        other = self.note.carried_to_id or self.note.carried_from_id
        self.reject()
        if other is not None:
            self._went_to(other)
