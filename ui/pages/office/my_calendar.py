"""My calendar elsewhere: whether a file of it is kept, and when I am busy by another one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from db.operations.staff.calendar_file import keep_calendar_file
from db.operations.staff.outside_busy import keep_outside_busy
from db.queries.report_data.kept_calendars import OwnCalendar, own_calendar
from db.rules.calendar_folder import BUSY_FILE, outlook_file, own_file
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import explain, sentence, t, tn
from db.texts.dates import moment
from ui.context import PageContext
from ui.dialogs.where import begin_at_documents
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.inputs import Tick
from ui.widgets.text import Text


class MyCalendarCard(Card):
    """A choice counts at once. Not there for who has no appointments."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(t("My calendar elsewhere"))
        self._context = context
        self._own = OwnCalendar("", False)
        self.place = Text("", "secondary", wrap=True, selectable=True)
        self.keep = Tick(t("Keep a file of my appointments up to date"))
        self.keep.setEnabled(False)
        self.keep.edited.connect(self._choose)
        self.state = Text("", "secondary", wrap=True)
        self.busy = Text("", wrap=True, selectable=True)
        self.file_button = Button(
            t("Read my busy times from a file…"), self._ask_file, icon="import"
        )
        self.usual_button = Button(
            t("Read them from the office’s folder"), lambda: self._use(""), kind="link"
        )
        self.forget_button = Button(t("Forget my busy times"), self._forget, kind="link")
        self.banner = Banner()
        for widget in (self.keep, self.place, self.state, self.busy):
            self.body.addWidget(widget)
        self.body.addWidget(Flow(self.file_button, self.usual_button, self.forget_button))
        self.body.addWidget(self.banner)
        self.setVisible(context.may(Action.FIND_CLIENTS))
        context.watch.changed.connect(self._show_state)

    def refresh(self) -> None:
        """Ask what is chosen."""
        if self._context.may(Action.FIND_CLIENTS):
            self._context.runner.read(own_calendar, then=self._show)

    def _show(self, own: OwnCalendar) -> None:
        self._own = own
        user = self._context.user.user_name
        self.keep.setEnabled(bool(own.folder) or own.kept)
        self.keep.set_value(own.kept)
        if own.folder:
            words = t(
                "As {file} in {folder}, from a month ago to a year ahead. Clients stand there as "
                "the office decides, and of restricted ones only that you are busy.",
                file=own_file(user),
                folder=own.folder,
            )
        else:
            words = t("The office has chosen no folder for calendar files.")
        self.place.setText(words)
        self._show_busy()
        self._show_state()

    def _show_busy(self) -> None:
        own, chosen = self._own, self._context.settings.layout(BUSY_FILE)
        words = t("No busy times of your other calendar count here.")
        if own.busy:
            words = tn(
                "{n} busy time of your other calendar counts here.",
                "{n} busy times of your other calendar count here.",
                own.busy,
            )
        where = ""
        if chosen:
            where = t("They are read from {file}.", file=chosen)
        elif own.folder:
            name = outlook_file(self._context.user.user_name)
            where = t("They are read from {file} in that folder, if it lies there.", file=name)
        self.busy.setText(" ".join(part for part in (words, where) if part))
        self.usual_button.setVisible(bool(chosen))

    def _show_state(self) -> None:
        state = self._context.watch.state
        said = bool(self._own.folder) and self._own.kept
        at, words = state.calendars_at, ""
        if said and at is not None:
            local = at.astimezone(self._context.office.zone)
            words = t("Up to date on {when}.", when=moment(local))
        self.state.setText(words)
        self.state.setVisible(bool(words))
        gone = any(one.code == "calendar.busy_missing" for one in state.calendars_say)
        self.forget_button.setVisible(bool(self._own.busy) and gone)
        self.banner.say("\n".join(map(sentence, state.calendars_say)), Tone.INFORMATION)

    def _choose(self) -> None:
        kept = bool(self.keep.value())
        self._context.runner.write(keep_calendar_file, kept, failed=self._failed)

    # ---- busy times ----

    def _ask_file(self) -> QFileDialog:
        dialog = QFileDialog(self, t("Read my busy times from a file"))
        begin_at_documents(dialog)
        dialog.setNameFilters([f"{t('Calendar file')} (*.ics)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._use(str(Path(path))))
        dialog.open()
        return dialog

    def _use(self, file: str) -> None:
        self._context.settings.remember(BUSY_FILE, file)
        self._show_busy()
        self.banner.say(t("They are read within a minute."), Tone.INFORMATION)

    def _forget(self) -> None:
        self._context.settings.remember(BUSY_FILE, "")
        self._context.runner.write(keep_outside_busy, (), failed=self._failed)

    def _failed(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.refresh()
        self.banner.say(words, Tone.DANGER)
