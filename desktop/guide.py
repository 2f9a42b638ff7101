"""A walk through the window as one member of staff, with something opened on each page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import select

from db.models.appointment import Appointment, AppointmentResource
from db.models.case_file import CaseFile
from db.models.client import Client
from db.office import Office
from db.queries.hearings_ahead import coming_hearings
from db.queries.reading import Reading
from db.queries.visibility import readable_case, visible_client
from db.rules.codes import ResourceKind
from db.rules.permissions import Action
from db.texts import t
from desktop import appearance
from desktop.app import make_application
from desktop.documents import OfficeDocuments
from desktop.draft_store import OfficeDrafts
from desktop.finding import finder
from desktop.guide_calendar import calendar_dialogs
from desktop.inline_jobs import InlineJobs
from desktop.office_acts import StandingOffice
from desktop.office_info import office_info
from desktop.places import place_text
from desktop.sealed import StandingSealed
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor
from desktop.updates.standing import StandingUpdates
from ui.dialogs.appointment import AppointmentDialog, Prefill
from ui.dialogs.message import MessageDialog
from ui.dialogs.notes.opening import write_note
from ui.dialogs.walk_in import WalkInDialog
from ui.main_window import MainWindow
from ui.pages.calendar import CalendarPage
from ui.pages.clients import ClientsPage
from ui.pages.groups import GroupsPage
from ui.pages.office import OfficePage
from ui.sign_in_window import SignInWindow
from ui.theme.look import look
from ui.window_context import WindowContext

Shot = tuple[str, QPixmap]
_PAUSE, _TIMES = 40, 3  # ms; what was put off puts off more: until all is laid out and painted


@dataclass(frozen=True, slots=True)
class _Taken:
    """A time that somebody has already given to a client."""

    worker_id: UUID
    client_id: UUID
    starts_at: datetime


class Guide:
    """Shows what a role sees in one look. `size` is the window's, in pixels at 100 % text."""

    def __init__(self, office: Office, scheme: str, percent: int, size: tuple[int, int]) -> None:
        self._office, self._scheme, self._percent, self._size = office, scheme, percent, size

    def visit(self) -> Iterator[Shot]:
        """The name and the picture of each page, dialog and report, one after the other."""
        with TemporaryDirectory(prefix="caseroom-guide-", ignore_cleanup_errors=True) as folder:
            settings = Settings(Path(folder) / "settings.json", user=self._office.user.user_name)
            application = make_application(settings)
            settings.set("scheme", self._scheme)
            settings.set("text_percent", self._percent)
            appearance.dress(application, settings)
            yield from self._walk(settings)

    def _walk(self, settings: Settings) -> Iterator[Shot]:
        jobs = InlineJobs(self._office)
        yield self._sign_in(settings, jobs)
        context = WindowContext(
            jobs,
            self._office.user,
            office_info(self._office),
            settings,
            OfficeDrafts(jobs),
            self._office.clock,
            StandingOffice(self._office),
            OfficeDocuments(self._office),
            sealed=StandingSealed(self._office, settings),
            updates=StandingUpdates(settings),
        )
        window = MainWindow(context, find=finder(jobs))
        window.resize(*self._size)
        window.show()
        try:
            for section in window.sections:
                window.navigate(f"section.{section.key}")
                yield section.title(), _picture(window)
                yield from self._inside(section.key, window, context)
            window.lock()
            yield t("Lock"), _picture(window)
            window.locking.unlock()
        finally:
            window.shut()
            window.deleteLater()
            _settle()

    def _sign_in(self, settings: Settings, jobs: InlineJobs) -> Shot:
        window = SignInWindow(OfficeDoor(settings), jobs)
        window.show()
        window.open_place(place_text(self._office))
        picture = _picture(window)
        window.close()
        window.deleteLater()
        return t("Sign in"), picture

    # ---- what is opened ----

    def _inside(self, section: str, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        opened = {
            "clients": self._clients,
            "calendar": self._calendar,
            "groups": self._groups,
            "reception": self._reception,
            "reports": self._reports,
            "office": self._parts,
        }.get(section)
        if opened is not None:
            yield from opened(window, context)

    def _clients(self, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        client = self._office.read(_some_client)
        if client is not None:
            window.navigate("client", client)
            yield t("Client file"), _picture(window)
        case = self._office.read(_some_case)
        if case is None:
            return
        window.navigate("case", case)
        page = window.page
        for key, name in (("timeline", t("Timeline")), ("people", t("People"))):
            if isinstance(page, ClientsPage):
                page.case.pane().show_tab(key)
            yield t("Case: {part}", part=name), _picture(window)
        if context.may(Action.WRITE_NOTES):
            begin = lambda: write_note(context, case, window)  # noqa: E731
            yield t("Contact note"), _with_dialog(window, begin)

    def _calendar(self, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        page = window.page
        if isinstance(page, CalendarPage):
            page.bar.week.click()
            yield t("Week"), _picture(window)
            page.bar.whose.setCurrentIndex(0)  # everybody
            page.bar.month.click()
            yield t("Month"), _picture(window)
            page.bar.agenda.click()
            yield t("Agenda"), _picture(window)
            page.bar.day.click()
            page.placing.show_tray(shown=True)
            yield t("Waiting list"), _picture(window)
            page.placing.show_tray(shown=False)
        taken = self._office.read(_taken_time)
        if taken is None:
            return
        prefill = Prefill(
            starts_at=taken.starts_at, client_id=taken.client_id, worker_id=taken.worker_id
        )

        def collide() -> None:
            dialog = AppointmentDialog.new(context, prefill, None, window)
            dialog.open()
            dialog.check_now()

        yield t("Appointment in conflict"), _with_dialog(window, collide)
        for name, opens in calendar_dialogs(self._office, window, context, prefill):
            yield name, _with_dialog(window, opens)

    def _groups(self, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        page = window.page
        if not isinstance(page, GroupsPage) or page.file.view is None:
            return
        file = page.file
        for part, name in ((file.sessions, t("Sessions")), (file.attendance, t("Attendance"))):
            file.tabs.setCurrentWidget(part)
            yield t("Group: {part}", part=name), _picture(window)
        if file.notes is not None:
            file.tabs.setCurrentWidget(file.notes)
            yield t("Group: {part}", part=t("Notes")), _picture(window)
        now = context.now()
        sessions = file.view.sessions if file.view is not None else ()
        begun = [one for one in sessions if one.starts_at <= now]
        if not begun:
            return
        file.sessions.list.select(begun[-1].appointment_id)
        yield t("Attendance"), _with_dialog(window, file.sessions.attendance)
        if context.may(Action.WRITE_NOTES):
            yield t("Notes of a session"), _with_dialog(window, file.sessions.notes)

    def _reception(self, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        message = lambda: MessageDialog.new(context, window).open()  # noqa: E731
        yield t("Take a message"), _with_dialog(window, message)
        walk_in = lambda: WalkInDialog(context, lambda _: None, window).open()  # noqa: E731
        yield t("New walk-in"), _with_dialog(window, walk_in)

    def _reports(self, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        if context.may(Action.PRINT_CASES):
            hearings = self._office.read(coming_hearings, 60)
            if hearings:
                window.navigate("report.court", hearings[0].id)
                yield t("Court report"), _picture(window)

    def _parts(self, window: MainWindow, context: WindowContext) -> Iterator[Shot]:
        page = window.page
        if isinstance(page, OfficePage):
            for key, title in list(page.part_titles().items())[1:]:
                page.show_part(key)
                yield t("Office: {part}", part=title), _picture(window)


# ---- pictures ----


def _settle() -> None:
    for _ in range(_TIMES):
        loop = QEventLoop()
        QTimer.singleShot(_PAUSE, loop.quit)
        loop.exec()


def _picture(widget: QWidget) -> QPixmap:
    _settle()
    return widget.grab()


def _with_dialog(window: MainWindow, open_it: Callable[[], object]) -> QPixmap:
    """The window with a dialog in front of it, which is thrown away afterwards."""
    before = set(QApplication.topLevelWidgets())
    open_it()
    _settle()
    picture = window.grab()
    dialogs = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]
    for dialog in dialogs:
        if isinstance(dialog, QDialog):
            _lay_over(picture, dialog)
            dialog.hide()
            dialog.deleteLater()
    _settle()
    return picture


def _lay_over(picture: QPixmap, dialog: QDialog) -> None:
    front = dialog.grab()
    scale = picture.devicePixelRatio()
    free = picture.size() / scale - front.size() / front.devicePixelRatio()
    at = QPoint(max(0, free.width() // 2), max(0, free.height() // 2))
    painter = QPainter(picture)
    veil = QColor(look().tokens.window).darker(400)
    veil.setAlpha(90)
    painter.fillRect(picture.rect(), veil)
    painter.drawPixmap(at, front)
    painter.setPen(QColor(look().tokens.border))
    painter.drawRect(at.x(), at.y(), front.width() - 1, front.height() - 1)
    painter.end()


# ---- what there is to show ----


def _some_client(reading: Reading) -> UUID | None:
    """Somebody with an open case, whom the user may know of."""
    return reading.session.scalar(
        select(Client.id)
        .join(CaseFile, CaseFile.client_id == Client.id)
        .where(visible_client(reading))
        .order_by(Client.number)
        .limit(1)
    )


def _some_case(reading: Reading) -> UUID | None:
    """The case whose hearing comes next, or the first that may be read."""
    if not reading.may(Action.READ_CASES):
        return None
    hearings = coming_hearings(reading, 60)
    if hearings:
        return hearings[0].case_id
    return reading.session.scalar(
        select(CaseFile.id).where(readable_case(reading)).order_by(CaseFile.number).limit(1)
    )


def _taken_time(reading: Reading) -> _Taken | None:
    """The next appointment of a worker with a client whom the user may know of."""
    found = reading.session.execute(
        select(AppointmentResource.resource_id, Client.id, Appointment.starts_at)
        .join(Appointment, Appointment.id == AppointmentResource.appointment_id)
        .join(Client, Client.id == Appointment.client_id)
        .where(
            AppointmentResource.kind == ResourceKind.WORKER,
            AppointmentResource.blocks == 1,
            Appointment.starts_at > reading.now_seconds,
            visible_client(reading),
        )
        .order_by(Appointment.starts_at)
        .limit(1)
    ).first()
    if found is None:
        return None
    worker, client, starts_at = found
    moment = datetime.fromtimestamp(starts_at, UTC).astimezone(reading.zone)
    return _Taken(worker, client, moment)
