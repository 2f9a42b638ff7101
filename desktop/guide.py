"""Shows the pages of an office one after the other, for pictures of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from db.office import Office
from db.queries.hearings_ahead import coming_hearings
from db.queries.reading import Reading
from db.rules.permissions import Action, allowed
from db.texts import t
from desktop import appearance
from desktop.app import make_application
from desktop.documents import OfficeDocuments
from desktop.draft_store import OfficeDrafts
from desktop.inline_jobs import InlineJobs
from desktop.office_acts import StandingOffice
from desktop.settings import Settings
from desktop.sign_in import office_info
from ui.main_window import MainWindow
from ui.window_context import WindowContext

_TURNS = 5  # of the event loop until a page has been laid out and painted


class Guide:
    """Walks whoever is signed in through the real window, in one look.

    Nothing of it is kept: settings lie in a folder that is gone afterwards.
    """

    def __init__(self, office: Office, scheme: str, percent: int, size: tuple[int, int]) -> None:
        self._office, self._scheme, self._percent, self._size = office, scheme, percent, size

    def visit(self) -> Iterator[tuple[str, QPixmap]]:
        """Each page with its name, as a picture."""
        with TemporaryDirectory(prefix="caseroom-guide-") as folder:
            settings = Settings(Path(folder) / "settings.json", self._office.user.user_name)
            settings.set("scheme", self._scheme)
            settings.set("text_percent", self._percent)
            application = make_application(settings)
            appearance.dress(application, settings)
            window = MainWindow(self._context(settings))
            window.resize(*self._size)
            window.show()
            try:
                yield from self._walk(application, window)
            finally:
                window.shut()
                window.deleteLater()
                application.processEvents()

    def _walk(self, application: QApplication, window: MainWindow) -> Iterator[tuple[str, QPixmap]]:
        def picture(go: Callable[[], object]) -> QPixmap:
            go()
            for _ in range(_TURNS):
                application.processEvents()
            return window.grab()

        for section in window.sections:
            yield section.title(), picture(partial(window.navigate, f"section.{section.key}"))
        case_id = self._office.read(_next_case)
        if case_id is not None:
            yield t("Case file"), picture(partial(window.navigate, "case", case_id))

    def _context(self, settings: Settings) -> WindowContext:
        office = self._office
        jobs = InlineJobs(office)
        return WindowContext(
            jobs,
            office.user,
            office_info(office),
            settings,
            OfficeDrafts(jobs),
            lambda: datetime.now(UTC),
            StandingOffice(office),
            OfficeDocuments(office),
        )


def _next_case(reading: Reading) -> UUID | None:
    """The case whose hearing comes next, for who may read it."""
    if not allowed(reading.user.role, Action.READ_CASES):
        return None
    found = coming_hearings(reading, days=60)
    return found[0].case_id if found else None
