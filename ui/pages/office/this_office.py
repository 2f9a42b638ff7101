"""The office itself: what stands on its letterhead, where it lives, and its recovery code."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from db.operations.office_settings.office import change_office
from db.queries.office_settings import office_form
from db.queries.opened import Opened
from db.rules.calendar_folder import LONGEST_PATH
from db.rules.codes import CalendarNames
from db.rules.findings import Finding, Refused, Severity, Stale
from db.rules.office_form import OfficeForm
from db.texts import label, sentence, t, tn
from ui.context import Changes, Draft, PageContext
from ui.dialogs.stale import merge, saved_elsewhere
from ui.pages.office.attached_files import AttachedFilesCard
from ui.pages.office.new_key import change_key, when_to_change
from ui.pages.office.part import Part
from ui.pages.office.recovery_card import RecoveryCard
from ui.pages.office.where_it_lives import WhereItLives
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.choice import Choice, Options
from ui.widgets.form import Form
from ui.widgets.inputs import PhoneInput, TextInput
from ui.widgets.note_editor import NoteEditor
from ui.widgets.text import Text
from ui.widgets.time_zones import time_zones

_LINES, _LETTERHEAD = 5, 2000
_DRAFT = UUID(int=1)  # there is one office


class OfficePart(Part):
    """A form for the office's own record, and what can be done about the whole of it."""

    kinds: ClassVar[frozenset[str]] = frozenset({"office"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, t("This office"))
        self._version = 0
        self._save = action(t("Save office"), self._save_now, self, icon="save", kind="primary")
        self.form = Form(columns=2)
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
        if changes is None or not self.form.dirty():
            self.context.runner.read(office_form, then=self._show)

    def unsaved(self) -> bool:
        return self.form.dirty()

    def drafts(self) -> Sequence[Draft]:
        if not self.form.dirty():
            return ()
        data = {**self.form.values(), "version": self._version}
        return (Draft("office", _DRAFT, data, t("This office")),)

    def go_on(self, draft: Draft) -> None:
        def fill(opened: Opened[OfficeForm]) -> None:
            self._show(opened)
            typed = dict(draft.data)
            # From the version it began with: what a colleague saved since is merged, not undone.
            self._version = int(typed.pop("version", 0))
            self.form.set_values(typed, clean=False)

        self.context.runner.read(office_form, then=fill)

    def discard(self) -> None:
        self.context.drafts.discard("office", _DRAFT)
        self.context.runner.read(office_form, then=self._show)

    def save(self, saved: Callable[[], object]) -> None:
        if not self.form.validate():
            return

        def done(version: int) -> None:
            self._version = version
            self.form.mark_clean()
            self.context.drafts.discard("office", _DRAFT)
            self.context.notify(t("The office was saved."))
            saved()

        def failed(error: Exception) -> None:
            if isinstance(error, Stale):
                merge_it = partial(self._merge, error, saved)
                self.context.runner.read(office_form, then=merge_it)
            else:
                self.form.show_refusal(error)

        values = OfficeForm(**self.form.values())

        def write(found: Sequence[Finding]) -> None:
            refusing = [one for one in found if one.severity is Severity.HARD]
            if refusing:
                self.form.show_refusal(Refused(*refusing))
                return
            self.banner.say("\n".join(map(sentence, found)), Tone.INFORMATION)
            run = self.context.runner.write
            run(change_office, values, self._version, then=done, failed=failed)

        check = self.context.acts.calendar_folder_findings
        self.context.runner.background(check, values.calendar_folder, then=write, failed=failed)

    def _save_now(self) -> None:
        self.save(lambda: None)

    def _merge(self, error: Stale, saved: Callable[[], object], now: Opened[OfficeForm]) -> None:
        self._version = now.version
        record = saved_elsewhere(self.context, error)
        merge(self.form, _values(now.form), lambda: self.save(saved), self, record)

    def _show(self, opened: Opened[OfficeForm]) -> None:
        self._version = opened.version
        self.form.set_values(_values(opened.form))

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


def _values(form: OfficeForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in OfficeForm.__slots__}


def _languages() -> Options:
    return [("en", "English"), ("es", "Español")]


def _papers() -> Options:
    return [("letter", t("Letter")), ("a4", t("A4"))]


def _minutes() -> Options:
    return [(n, tn("{n} minute", "{n} minutes", n)) for n in (15, 30, 60, 90, 120, 180, 240)]
