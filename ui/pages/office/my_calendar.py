"""My calendar elsewhere: whether a file of it is kept, and how that goes on this computer."""

from db.operations.staff.calendar_file import keep_calendar_file
from db.queries.report_data.kept_calendars import OwnCalendar, own_calendar
from db.rules.calendar_folder import own_file
from db.rules.findings import Refused
from db.rules.permissions import Action
from db.texts import explain, sentence, t
from db.texts.dates import moment
from ui.context import PageContext
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.inputs import Tick
from ui.widgets.text import Text


class MyCalendarCard(Card):
    """A choice counts at once. Not there for who has no appointments."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(t("My calendar elsewhere"))
        self._context = context
        self._folder = ""
        self.place = Text("", "secondary", wrap=True, selectable=True)
        self.keep = Tick(t("Keep a file of my appointments up to date"))
        self.keep.setEnabled(False)
        self.keep.edited.connect(self._choose)
        self.state = Text("", "secondary", wrap=True)
        self.banner = Banner()
        for widget in (self.keep, self.place, self.state, self.banner):
            self.body.addWidget(widget)
        self.setVisible(context.may(Action.FIND_CLIENTS))
        context.watch.changed.connect(self._show_state)

    def refresh(self) -> None:
        """Ask what is chosen."""
        if self._context.may(Action.FIND_CLIENTS):
            self._context.runner.read(own_calendar, then=self._show)

    def _show(self, own: OwnCalendar) -> None:
        self._folder = own.folder
        self.keep.setEnabled(bool(own.folder) or own.kept)
        self.keep.set_value(own.kept)
        if own.folder:
            words = t(
                "As {file} in {folder}, from a month ago to a year ahead. Clients stand there as "
                "the office decides, and of restricted ones only that you are busy.",
                file=own_file(self._context.user.user_name),
                folder=own.folder,
            )
        else:
            words = t("The office has chosen no folder for calendar files.")
        self.place.setText(words)
        self._show_state()

    def _show_state(self) -> None:
        state = self._context.watch.state
        said = bool(self._folder) and bool(self.keep.value())
        at = state.calendars_at
        words = ""
        if said and at is not None:
            local = at.astimezone(self._context.office.zone)
            words = t("Up to date on {when}.", when=moment(local))
        self.state.setText(words)
        self.state.setVisible(bool(words))
        found = state.calendars_say if self._folder else ()
        self.banner.say("\n".join(map(sentence, found)), Tone.INFORMATION)

    def _choose(self) -> None:
        kept = bool(self.keep.value())
        self._context.runner.write(keep_calendar_file, kept, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.refresh()
        self.banner.say(words, Tone.DANGER)
