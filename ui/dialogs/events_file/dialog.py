"""The dialog: nothing is booked before its last button; the preview is a real act, taken back."""

from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from db.operations.calendar.import_events import EventImport, import_events, rows_of
from db.queries.calendar.choices import BookingChoices, booking_choices
from db.rules.findings import Refused
from db.rules.importing.outcome import ImportResult, Verdict
from db.sheets.calendar_file import CalendarFile, read_calendar
from db.texts import explain, t
from ui.context import PageContext
from ui.dialogs.client_field import ClientField
from ui.dialogs.events_file.outcomes import EventOutcomes, counts_in_words
from ui.dialogs.shell import Dialog
from ui.dialogs.where import begin_at_documents
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice import Choice
from ui.widgets.form import Form
from ui.widgets.inputs import TextInput

_AHEAD = timedelta(days=730)  # as far as a series of our own goes
_HIGHEST = 700


class Whose(StrEnum):
    """Whose the events become."""

    WORKER = "worker"
    CLIENT = "client"


class EventsDialog(Dialog):
    """Asks for a file and whose it is, shows what would be booked, and books it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(t("Bring in a calendar file"), parent, width=look().px(860))
        self._context = context
        self._file: CalendarFile | None = None
        self.banner = Banner("", Tone.INFORMATION)
        self.form = Form(columns=2)
        self.whose = Choice(
            [
                (Whose.WORKER, t("A worker’s appointments")),
                (Whose.CLIENT, t("A client’s commitments elsewhere")),
            ]
        )
        self.worker, self.client = Choice(), ClientField(context)
        self.path, self.reason = TextInput(), TextInput(limit=300)
        self.form.add("whose", t("What the file holds"), self.whose)
        self.form.add("worker", t("Worker"), self.worker)
        self.form.add("client", t("Client"), self.client)
        hint = t("A file of another calendar (.ics)")
        self.form.add("path", t("File"), self.path, wide=True, hint=hint)
        self.form.add(
            "reason", t("Reason"), self.reason, wide=True,
            hint=t("Only for what asks for one: it is booked all the same, and the reason kept."),
        )  # fmt: skip
        self.outcomes = EventOutcomes(context.settings)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.form)
        self.body.addWidget(self.outcomes, 1)
        self.cancel_verb()
        self.verb(t("Choose a file…"), self._browse)
        self.look_button = self.verb(t("Look at every event"), self.look)
        self.book_button = self.verb(t("Book"), self._book, "primary")
        self.book_button.setEnabled(False)
        self.whose.edited.connect(self._whose_changed)
        for control in (self.worker, self.client, self.path, self.reason):
            control.edited.connect(self._changed)
        self.form.set_values({"whose": Whose.WORKER, "worker": context.user.id})
        self._whose_changed()
        context.runner.read(booking_choices, then=self._offer)
        self.resize(self.width(), min(look().px(620), _HIGHEST))
        self.banner.say("", Tone.INFORMATION)

    def look(self) -> None:
        """Read the file, and say what would become of each event."""
        path = self.path.value().strip().strip('"')
        if not path:
            self.banner.say(t("Give the name of a file first."), Tone.WARNING)
            self.path.setFocus()
            return
        today = self._context.today()
        zone = self._context.office.zone
        self._context.runner.background(
            read_calendar, Path(path), today, today + _AHEAD, zone,
            then=self._read, failed=self._refused, replace_key=(self, "file"),
            label=t("Reading the file"),
        )  # fmt: skip

    def _offer(self, choices: BookingChoices) -> None:
        self.worker.set_options([(one.id, one.name) for one in choices.workers])
        if self.worker.value() is None:
            self.worker.set_value(self._context.user.id)

    def _browse(self) -> None:
        dialog = QFileDialog(self, t("Choose a file"))
        begin_at_documents(dialog)
        dialog.setNameFilter(t("Calendar files") + " (*.ics)")
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.path.set_value(path)
        self.look()

    def _whose_changed(self) -> None:
        of_client = self.whose.value() == Whose.CLIENT
        self.form.field("worker").setVisible(not of_client)
        self.form.field("client").setVisible(of_client)
        self._changed()

    def _changed(self) -> None:
        """What was looked at is not what would be booked any more."""
        self._file = None
        self.book_button.setEnabled(False)

    def _read(self, file: CalendarFile) -> None:
        self._file = file
        self._write(file, dry_run=True)

    def _book(self) -> None:
        if self._file is not None:
            self.book_button.setEnabled(False)
            self._write(self._file, dry_run=False)

    def _write(self, file: CalendarFile, *, dry_run: bool) -> None:
        of_client = self.whose.value() == Whose.CLIENT
        asked = EventImport(
            rows=rows_of(file.found),
            worker_id=None if of_client else self.worker.value(),
            client_id=self.client.value() if of_client else None,
            reason=self.reason.value(),
            dry_run=dry_run,
        )
        self._context.runner.write(
            import_events,
            asked,
            then=partial(self._done, file),
            failed=self._refused if dry_run else partial(self._not_booked, file),
        )

    def _done(self, file: CalendarFile, result: ImportResult) -> None:
        words = counts_in_words(result, len(file.skipped))
        if not result.dry_run:
            self._context.notify(words)
            self.accept()
            return
        if file is not self._file:  # something was changed meanwhile
            return
        self.outcomes.show_result(result, file.skipped)
        self.banner.say(words, Tone.INFORMATION)
        self.book_button.setEnabled(result.count(Verdict.ADDED) > 0)
        if self.book_button.isEnabled():
            self.book_button.setFocus()

    def _not_booked(self, file: CalendarFile, error: Exception) -> None:
        self.book_button.setEnabled(file is self._file)
        self._refused(error)

    def _refused(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)
