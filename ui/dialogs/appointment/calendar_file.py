"""One appointment leaves for somebody's other calendar, as a calendar file in neutral words."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.report_data.gather import Gathered, one_appointment_data
from db.rules.findings import Refused
from db.texts import explain, t
from printing.catalog import one_appointment
from ui.context import PageContext
from ui.dialogs.leaving import Leaving, Say
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button


def save_calendar_file(context: PageContext, record_id: UUID, owner: QWidget, say: Say) -> None:
    """Ask where to, who gets it and why, then save the appointment as it stands in the office.

    `say(words, tone)` tells how it went, also where it may not be known.
    """

    def found(gathered: Gathered) -> None:
        Leaving(context, owner, one_appointment(), gathered, say).ask_where()

    def failed(error: Exception) -> None:
        say(explain(error) if isinstance(error, Refused) else t("That did not work."), Tone.DANGER)

    context.runner.read(one_appointment_data, record_id, then=found, failed=failed)


class CalendarFileButton(QWidget):
    """Below what is told of an appointment in its form: a button, and how it went.

    What leaves is what is saved; while something typed is not (`dirty`), it says so instead.
    """

    def __init__(self, context: PageContext, record_id: UUID, dirty: Callable[[], bool]) -> None:
        super().__init__()
        self._context, self._id, self._dirty = context, record_id, dirty
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.button = Button(
            t("Save for another calendar…"), self._save, kind="link", icon="export"
        )
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.banner = Banner()
        column.addWidget(self.banner)

    def _save(self) -> None:
        if self._dirty():
            self.banner.say(t("Save what you have changed first."), Tone.INFORMATION)
            return
        self.banner.say("")
        save_calendar_file(self._context, self._id, self, self.banner.say)
