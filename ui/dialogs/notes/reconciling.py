"""When a draft was saved in another window meanwhile: field by field, what stays."""

from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.operations.notes.draft import NoteForm
from db.queries.notes.note import NoteDetail, note_detail
from db.queries.notes.writing import NoteChoices
from db.rules.codes import NoteStatus
from db.rules.findings import Refused
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.notes.comparing import differences, merged
from ui.dialogs.notes.fields import NoteFields
from ui.dialogs.notes.keeping import NoteKeeping
from ui.dialogs.stale import SavedElsewhere, StaleDialog
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class Reconciling(QObject):
    """Compares what stands in the fields with what was saved elsewhere."""

    def __init__(
        self,
        context: PageContext,
        known: NoteChoices,
        note_id: UUID,
        fields: NoteFields,
        keeping: NoteKeeping,
        banner: Banner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._context, self._known, self._note_id = context, known, note_id
        self._fields, self._keeping, self._banner = fields, keeping, banner
        self._window = window

    def stale(self, asked: bool) -> None:
        """Compare at once if somebody asked for the save; otherwise do not disturb."""
        if asked:
            self.compare()
            return
        words = t(
            "This draft was changed in another window. What you write here is saved in the file "
            "once you have compared both."
        )
        self._banner.say(words, Tone.WARNING)
        self._banner.offer(t("Compare…"), self.compare)

    def gone(self, asked: bool) -> None:
        """The draft was discarded elsewhere: what stands here becomes a draft again."""
        words = t(
            "This draft was discarded in another window. What stands here is kept as a new one."
        )
        self._banner.say(words, Tone.INFORMATION)
        self._banner.offer_nothing()
        self._keeping.go_on_from(0)
        self._keeping.forget_kept()
        if asked:
            self._keeping.save(_nothing)

    def compare(self) -> None:
        """Read what was saved elsewhere, and ask field by field."""
        self._context.runner.read(
            note_detail, self._note_id, then=self._show_differences, failed=self._unread
        )

    def _show_differences(self, theirs: NoteDetail) -> None:
        if theirs.status is not NoteStatus.DRAFT:
            words = t(
                "This note was signed in another window. Copy what is still missing, and add it "
                "as an addendum."
            )
            self._banner.say(words, Tone.WARNING)
            self._banner.offer_nothing()
            self._fields.text.setFocus()  # it was on the button
            return
        mine = self._fields.note_form(theirs.version)
        found = differences(mine, theirs, self._known, self._context.office.zone)
        if not found:
            self._take(mine, {})
            return
        record = SavedElsewhere(self._context, self._note_id)
        StaleDialog(
            found, lambda kept: self._take(mine, kept), record=record, parent=self._window
        ).open()

    def _take(self, mine: NoteForm, kept: dict[str, object]) -> None:
        self._banner.say("")
        self._keeping.go_on_from(mine.version)
        self._fields.show_form(merged(mine, kept))
        self._keeping.forget_kept()
        self._keeping.save(_nothing)

    def _unread(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            return
        if error.has("note.unknown"):
            self.gone(asked=True)
        else:
            self._banner.say(explain(error), Tone.WARNING)
            self._banner.offer(t("Compare…"), self.compare)


def _nothing() -> None:
    """The save itself says that it is done."""
