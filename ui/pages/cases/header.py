"""Above every part of a case file: who it is about, how it stands, and how to be careful."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.queries.cases.case_parts import CaseHeader, CaseOverview
from db.rules.casework import SILENT_DAYS
from db.rules.codes import AssignmentRole, CaseStatus
from db.texts import label, language, sentence, t, tn
from db.texts.dates import date_medium, date_short, time_short, weekday_date
from db.texts.languages import language_name
from db.texts.partial_dates import partial_date_words
from ui.context import PageContext
from ui.pages.cases.contact_words import best_way
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.pill import Pill
from ui.widgets.text import Text, reveal

STATUS_TONES = {
    CaseStatus.INTAKE: Tone.INFORMATION,
    CaseStatus.OPEN: Tone.OK,
    CaseStatus.ON_HOLD: Tone.WARNING,
    CaseStatus.CLOSED: Tone.NEUTRAL,
}


class CaseHeaderView(QFrame):
    """Name, number, status and workers; alerts and safe-contact marks are always in sight."""

    client_wanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.name = Text("", "title", wrap=True, selectable=True)
        self.status = Pill()
        self.restricted = Pill("", Tone.WARNING)
        self.silent = Pill("", Tone.WARNING)
        self.person = Text("", "secondary", wrap=True)
        self.work = Text("", wrap=True)
        self.contact = Text("", wrap=True, selectable=True)
        self.alert = Banner("", Tone.DANGER)
        self.marks = Banner("", Tone.WARNING)
        self.client_button = Button(
            t("Client’s record"), self.client_wanted.emit, kind="link", icon="person"
        )
        self._lay_out()

    def show_case(self, case: CaseOverview) -> None:
        """Show the header of this case."""
        header = case.header
        self.name.setText(header.client_name)
        self.status.say(label(header.status), STATUS_TONES[header.status])
        self.restricted.say(t("Restricted to named staff") if header.restricted else "")
        silent = header.days_silent
        quiet = silent is not None and silent >= SILENT_DAYS
        self.silent.say(
            tn("No contact for {n} day", "No contact for {n} days", silent or 0) if quiet else ""
        )
        self.pills.setVisible(header.restricted or quiet)
        self.person.setText(" · ".join(self._person_words(header)))
        self.work.setText(" · ".join(self._work_words(case)))
        way = best_way(header.contact)
        self.contact.setText(way)
        reveal(self.contact, bool(way))
        self.alert.say(
            t("Safety: {alert}", alert=header.safety_alert) if header.safety_alert else ""
        )
        self.marks.say(" · ".join(sentence(mark) for mark in header.marks))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.client_button, 0, Qt.AlignmentFlag.AlignTop)
        self.pills = QWidget()
        pills = QHBoxLayout(self.pills)
        pills.setContentsMargins(0, 0, 0, 0)
        pills.setSpacing(8)
        pills.addWidget(self.restricted)
        pills.addWidget(self.silent)
        pills.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addLayout(first)
        for widget in (
            self.pills, self.person, self.work, self.contact, self.alert, self.marks,
        ):  # fmt: skip
            column.addWidget(widget)

    def _person_words(self, header: CaseHeader) -> list[str]:
        words = [t("Case {number}", number=header.number)]
        if header.legal_name and header.legal_name != header.client_name:
            words.append(t("Legal name: {name}", name=header.legal_name))
        if header.birth_date is not None:
            words.append(t("Born {date}", date=partial_date_words(header.birth_date)))
        if header.deceased_on is not None:
            words.append(t("Died {date}", date=date_short(header.deceased_on)))
        if header.pronouns:
            words.append(header.pronouns)
        if header.language and header.language != language():
            words.append(t("Speaks {language}", language=language_name(header.language)))
        if header.interpreter:
            words.append(t("Needs an interpreter"))
        return words

    def _work_words(self, case: CaseOverview) -> list[str]:
        header = case.header
        words = [t("Opened {date}", date=date_short(header.opened_on))]
        if header.closed_on is not None:
            closed = t("Closed {date}", date=date_short(header.closed_on))
            reason = label(header.close_reason) if header.close_reason else ""
            words.append(f"{closed} ({reason})" if reason else closed)
        running = [line for line in case.workers if line.ended_on is None]
        primary = [line for line in running if line.role is AssignmentRole.PRIMARY]
        named = ", ".join(line.name for line in (primary or running))
        others = len(running) - len(primary or running)
        if others:
            named = tn("{names} and {n} more", "{names} and {n} more", others, names=named)
        words.append(named or t("No worker assigned"))
        words.append(self._contact_words(header))
        if case.next_hearing is not None:
            at = case.next_hearing.starts_at.astimezone(self._context.office.zone)
            near = (at.date() - self._context.today()).days <= 300
            day = weekday_date(at.date()) if near else date_medium(at.date())
            kind = label(case.next_hearing.kind)
            hearing = t("{kind} on {day}, {time}", kind=kind, day=day, time=time_short(at))
            words.append(hearing)
        elif header.status is not CaseStatus.CLOSED:
            words.append(t("No hearing set"))
        return words

    def _contact_words(self, header: CaseHeader) -> str:
        if header.last_contact_at is None:
            return t("No contact yet")
        day = header.last_contact_at.astimezone(self._context.office.zone).date()
        days = (self._context.today() - day).days
        if days <= 0:
            return t("Last contact today")
        return tn("Last contact {n} day ago", "Last contact {n} days ago", days)
