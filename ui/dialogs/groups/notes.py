"""The notes of a session of a group: one for the group, and one for each member below it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from db.operations.groups.notes import SavedNotes, save_group_notes, sign_group_notes
from db.queries.groups.notes import (
    GroupNotes,
    GroupNotesForm,
    check_group_notes,
    group_notes,
)
from db.rules.codes import NoteStatus
from db.rules.findings import Finding, NeedsReason
from db.texts import t
from db.texts.dates import moment
from db.texts.sentences import sentences
from ui.context import PageContext
from ui.dialogs.confirm import confirm
from ui.dialogs.editing import EditingDialog, Saved
from ui.dialogs.groups.notes_fields import NotesFields, values_of
from ui.dialogs.reason import ReasonDialog
from ui.drafts import Draft
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import action
from ui.widgets.card import Scrolled
from ui.widgets.text import Text

KIND = "group_note"
_PAUSE = 600  # ms after the last key before names are looked for


def write_group_notes(
    context: PageContext, appointment_id: UUID, parent: QWidget, saved: Saved | None = None
) -> None:
    """Read what is written of a session, and open it."""

    def show(notes: GroupNotes) -> None:
        GroupNotesDialog(context, notes, saved, parent).open()

    context.runner.read(group_notes, appointment_id, then=show)


def go_on(context: PageContext, draft: Draft, parent: QWidget) -> None:
    """Go on with what was typed and not saved when the program ended."""

    def show(notes: GroupNotes) -> None:
        dialog = GroupNotesDialog(context, notes, None, parent)
        dialog.resume(draft)
        dialog.open()

    context.runner.read(group_notes, draft.record_id, then=show)


class GroupNotesDialog(EditingDialog):
    """The group's text names nobody; each member's own goes with it into that member's file."""

    draft_kind = KIND

    def __init__(
        self,
        context: PageContext,
        notes: GroupNotes,
        saved: Saved | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            t("Notes of a session"),
            saved,
            parent,
            record_id=notes.appointment_id,
            columns=2,
            width=760,
        )
        self.notes = notes
        self.version = notes.version
        self._signing = False
        self.over = notes.status is NoteStatus.SIGNED or not notes.mine
        self.fields = NotesFields(self.form, notes, over=self.over)
        self.state = Text("", "secondary", wrap=True)
        self.warning = Banner("", Tone.WARNING)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.look_for_names)
        self.form.edited.connect(self._soon.start)
        self.form.field("text").control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        notes = self.notes
        self.body.removeWidget(self.form)
        heading = t("{group}, {when}", group=notes.group, when=moment(notes.starts_at))
        self.body.addWidget(Text(heading, "section", wrap=True))
        self.state.setText(_state_words(notes))
        self.body.addWidget(self.state)
        self.body.addWidget(self.warning)
        self.body.addWidget(Scrolled(self.form, margin=4), 1)
        self.resize(look().px(760), look().px(720))
        if self.over:
            self.verb(t("Close"), self.reject, "primary")
            return
        self.cancel_verb()
        self.save_button = self.verb(t("Save as drafts"), self._save_for_now)
        self.sign_button = self.verb(t("Sign all"), self.sign, "primary")
        self.sign_button.setDefault(False)
        self.sign_button.setAutoDefault(False)
        action(t("Save as drafts"), self._save_for_now, self, shortcut="Ctrl+S")

    # ---- what is typed ----

    def typed(self) -> GroupNotesForm:
        """The notes as they stand in the form."""
        return replace(self.fields.form(self.notes), version=self.version)

    def look_for_names(self) -> None:
        """Say whose name would be read in another's file."""
        if not self.over:
            read = self.context.runner.read
            read(check_group_notes, self.typed(), then=self._warn, replace_key=(self, "names"))

    def _warn(self, findings: tuple[Finding, ...]) -> None:
        self.warning.say(sentences(findings))

    # ---- saving ----

    def sign(self) -> None:
        """Save the drafts, then ask, and sign them all."""
        self._signing = True
        self.save()

    def _save_for_now(self) -> None:
        self._signing = False
        self.save()

    def save_and_leave(self) -> None:
        self._save_for_now()

    def write(self, reason: str) -> None:
        then = self._ask_to_sign if self._signing else self._kept
        self.context.runner.write(save_group_notes, self.typed(), then=then, failed=self.failed)

    def _kept(self, saved: SavedNotes) -> None:
        self.done_saving()
        self.context.notify(t("The drafts are kept. They still have to be signed."))

    def _ask_to_sign(self, saved: SavedNotes) -> None:
        self._take_versions(saved)
        self._rest(False)
        words = t(
            "The group’s note and each member’s are signed, and can never be changed. What is"
            " missing later is added in an addendum."
        )
        confirm(self, t("Sign these notes?"), words, t("Sign notes"), partial(self._sign, saved))

    def _sign(self, saved: SavedNotes, reason: str = "") -> None:
        self.context.runner.write(
            sign_group_notes,
            self.record_id,
            saved.version,
            saved.notes,
            reason,
            then=self._signed,
            failed=partial(self._not_signed, saved),
        )

    def _signed(self, _: object) -> None:
        self.done_saving()
        self.context.notify(t("The notes are signed."))

    def _not_signed(self, saved: SavedNotes, error: Exception) -> None:
        if isinstance(error, NeedsReason):
            sign = partial(self._sign, saved)
            ReasonDialog(error.findings, t("Sign all the same"), sign, self).open()
        else:
            self.failed(error)

    def _take_versions(self, saved: SavedNotes) -> None:
        """What was saved is what the next save must still find."""
        self.version = saved.version
        versions = dict(saved.notes)
        self._take(
            replace(
                self.notes,
                version=saved.version,
                members=tuple(
                    replace(one, version=versions.get(one.note_id, one.version))
                    for one in self.notes.members
                ),
            )
        )
        self.form.mark_clean()

    def _take(self, notes: GroupNotes) -> None:
        self.notes = notes

    def read_again(self, then: Callable[[Mapping[str, Any], int], object]) -> None:
        def got(notes: GroupNotes) -> None:
            self._take(notes)
            then(values_of(notes), notes.version)

        self.context.runner.read(group_notes, self.record_id, then=got, failed=self.refuse)

    # ---- drafts ----

    def draft_title(self) -> str:
        return t("Notes of a session of a group")

    def draft_data(self) -> dict[str, Any]:
        return {"versions": {str(one.note_id): one.version for one in self.notes.members}}

    def resume(self, draft: Draft) -> None:
        super().resume(draft)
        versions = draft.data.get("versions")
        if isinstance(versions, Mapping):  # so that a later save of another shows
            self._take(
                replace(
                    self.notes,
                    members=tuple(
                        replace(one, version=int(versions.get(str(one.note_id), one.version)))
                        for one in self.notes.members
                    ),
                )
            )
        self.look_for_names()


def _state_words(notes: GroupNotes) -> str:
    if notes.status is NoteStatus.SIGNED and notes.signed_at is not None:
        when = moment(notes.signed_at)
        return t(
            "Signed by {name}, {when}. What is missing is added in each member’s file.",
            name=notes.author,
            when=when,
        )
    if not notes.mine:
        return t("{name} writes these notes.", name=notes.author)
    if notes.version:
        return t("These are drafts. They still have to be signed.")
    return t("Nothing is written yet.")
