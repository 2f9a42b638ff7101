"""The office itself: what stands on its letterhead, where it lives, and its recovery code."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from db.operations.office_settings.office import change_office
from db.queries.office_settings import office_form
from db.queries.opened import Opened
from db.rules.calendar_folder import LONGEST_PATH
from db.rules.codes import CalendarNames
from db.rules.findings import Finding, Refused, Severity
from db.rules.office_form import OfficeForm
from db.texts import label, sentence, t, tn
from ui.context import PageContext
from ui.pages.office.attached_files import AttachedFilesCard
from ui.pages.office.form_part import FormPart
from ui.pages.office.new_key import change_key, when_to_change
from ui.pages.office.recovery_card import RecoveryCard
from ui.pages.office.where_it_lives import WhereItLives
from ui.runner import Changes
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.choice import Choice, Options
from ui.widgets.inputs import PhoneInput, TextInput
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text
from ui.widgets.time_zones import time_zones

_LINES, _LETTERHEAD = 5, 2000


class OfficePart(FormPart):
    """A form for the office's own record, and what can be done about the whole of it."""

    draft_kind: ClassVar[str] = "office"
    draft_id: ClassVar[UUID] = UUID(int=1)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, t("This office"), columns=2)
        self._save = action(t("Save office"), self.save_now, self, icon="save", kind="primary")
        self.form.add("name", t("Name of the office"), TextInput(limit=200), required=True)
        self.form.add("phone", t("Phone"), PhoneInput())
        letterhead = NoteEditor(rows=_LINES, limit=_LETTERHEAD)
        letterhead.setFixedHeight(letterhead.minimumHeight())
        self.form.add(
            "letterhead",
            t("Address and letterhead"),
            letterhead,
            hint=t("Each line as it is printed on reports and letters."),
            wide=True,
        )
        self.form.add("time_zone", t("Time zone"), Choice(time_zones()), required=True)
        self.form.add(
            "country",
            t("Country"),
            TextInput(limit=2),
            hint=t("Two letters, such as US; for public holidays."),
        )
        self.form.add(
            "language",
            t("Language"),
            Choice(_languages()),
            required=True,
            hint=t("For whoever has not chosen one under “My settings”."),
        )
        self.form.add("paper", t("Paper"), Choice(_papers()), required=True)
        self.form.add(
            "emergency_minutes",
            t("Emergency access lasts"),
            Choice(_minutes()),
            required=True,
            hint=t("How long a restricted case stays open to who is not named on it."),
        )
        self.form.add(
            "calendar_names",
            t("Clients in other calendars"),
            Choice([(one, label(one)) for one in CalendarNames]),
            required=True,
            hint=t("In files for Outlook, a phone and others; of restricted cases nothing leaves."),
        )
        self.form.add(
            "calendar_folder",
            t("Folder of calendar files"),
            TextInput(limit=LONGEST_PATH),
            hint=t(
                "Where a file of each worker who wants one is kept up to date, for Outlook and "
                "others. Nowhere if it is empty."
            ),
            wide=True,
        )
        self.where = WhereItLives(context)
        self.files = AttachedFilesCard(context)
        self.code = RecoveryCard(context)
        self._lay_out()

    def part_actions(self) -> Sequence[QAction]:
        return (self._save,)

    def refresh(self, changes: Changes | None) -> None:
        self.where.refresh()
        self.files.refresh()
        self.code.refresh()
        super().refresh(changes)

    def opened(self, then: Callable[[Opened[OfficeForm]], object]) -> None:
        self.context.runner.read(office_form, then=then)

    def values_of(self, record: OfficeForm) -> dict[str, Any]:
        return {name: getattr(record, name) for name in OfficeForm.__slots__}

    def saved_words(self) -> str:
        return t("The office was saved.")

    def write(self, done: Callable[[int], object], failed: Callable[[Exception], object]) -> None:
        values = OfficeForm(**self.form.values())

        def go_on(found: Sequence[Finding]) -> None:
            refusing = [one for one in found if one.severity is Severity.HARD]
            if refusing:
                self.form.show_refusal(Refused(*refusing))
                return
            self.banner.say("\n".join(map(sentence, found)), Tone.INFORMATION)
            run = self.context.runner.write
            run(change_office, values, self.version, then=done, failed=failed)

        check = self.context.acts.calendar_folder_findings
        self.context.runner.background(check, values.calendar_folder, then=go_on, failed=failed)

    def _lay_out(self) -> None:
        letterhead = Card(t("Name and letterhead"))
        letterhead.body.addWidget(self.form)
        key = Card(t("The office's key"))
        words = when_to_change(self.context.office.on_server)
        key.body.addWidget(Text(words, wrap=True))
        self.key_words = Banner()
        key.body.addWidget(self.key_words)
        self.key_button = Button(
            t("Change the office's key…"),
            lambda: change_key(self.context, self, self.key_words.say),
            icon="key",
        )
        key.body.addWidget(self.key_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            Scrolled(letterhead, self.where, self.files, self.code, key, width=760, margin=0), 1
        )


def _languages() -> Options:
    return [("en", "English"), ("es", "Español")]


def _papers() -> Options:
    return [("letter", t("Letter")), ("a4", t("A4"))]


def _minutes() -> Options:
    return [(n, tn("{n} minute", "{n} minutes", n)) for n in (15, 30, 60, 90, 120, 180, 240)]
