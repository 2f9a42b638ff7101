"""Public holidays of the office's country, and of its state, that may become closures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.operations.office_settings.lists import save_closures
from db.queries.calendar.broken import Cause, CauseKind
from db.queries.office_settings import closures, office_form
from db.queries.opened import Opened
from db.rules.ids import new_id
from db.rules.office_form import ClosureForm, OfficeForm
from db.rules.public_holidays import public_holidays, subdivisions
from db.texts import t, tn
from db.texts.catalog import language
from db.texts.dates import weekday_date
from ui.context import PageContext
from ui.dialogs.form_dialog import FormDialog, Saved
from ui.dialogs.plan import offer_plan
from ui.runner import Failed
from ui.widgets.choice import Choice
from ui.widgets.multi_select import MultiSelect
from ui.widgets.text import Text

Day = tuple[date, str]
_REMEMBERED = "office.holidays"


def suggest_holidays(context: PageContext, parent: QWidget) -> None:
    """Offer this year's and the next year's public holidays that are not closures yet."""

    def with_office(office: Opened[OfficeForm]) -> None:
        country = office.form.country
        context.runner.background(
            subdivisions, country, then=lambda known: Suggesting(context, parent, country, known)
        )

    context.runner.read(office_form, then=with_office)


class Suggesting(QObject):
    """The dialog, and the days that it offers for the state that is chosen in it."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        country: str,
        known: Sequence[tuple[str, str]],
    ) -> None:
        self.dialog = FormDialog(
            t("Public holidays"),
            t("Add as closures"),
            self._write,
            parent,
            width=520,
            words=t("Choose the days on which the office is closed."),
        )
        super().__init__(self.dialog)
        self._context, self._country, self._page = context, country, parent
        self._closed: Sequence[Opened[ClosureForm]] = ()
        self._names: dict[date, str] = {}
        form = self.dialog.form
        state = Choice(known, blank=t("The whole country"))
        form.add("subdivision", t("State or province"), state)
        form.field("subdivision").setVisible(bool(known))
        form.add("days", t("Days"), MultiSelect(rows=12), required=True)
        self.nothing = Text("", "secondary", wrap=True)
        self.nothing.hide()
        form.place(self.nothing, wide=True)
        kept = context.settings.layout(_REMEMBERED)
        kept = kept if isinstance(kept, dict) else {}
        self.dialog.start({"subdivision": kept.get(country), "days": ()})
        form.field("subdivision").edited.connect(self._ask)
        context.runner.read(closures, then=self._got_closures)

    def _got_closures(self, closed: Sequence[Opened[ClosureForm]]) -> None:
        self._closed = closed
        self._ask()
        self.dialog.open()

    def _ask(self) -> None:
        year = self._context.today().year
        state = self.dialog.form.value("subdivision") or ""
        self._context.settings.remember(_REMEMBERED, {self._country: state or None})
        years = (year, year + 1)
        self._context.runner.background(
            public_holidays,
            self._country,
            years,
            state,
            language(),
            then=self._offer,
            replace_key=(self, "days"),
        )

    def _offer(self, days: Sequence[Day]) -> None:
        new = [
            (day, name)
            for day, name in days
            if day >= self._context.today()
            and not any(one.form.first_day <= day <= one.form.last_day for one in self._closed)
        ]
        self._names = dict(new)
        control = self.dialog.form.field("days").control
        control.set_options([(day, _words(day, name)) for day, name in new])
        words = t(
            "No more public holidays of {country} are known this year or next.",
            country=self._country,
        )
        self.nothing.setText(words)
        self.nothing.setVisible(not new)

    def _write(self, values: dict[str, Any], _: int, saved: Saved, failed: Failed) -> None:
        forms = [ClosureForm(new_id(), day, day, self._names[day]) for day in values["days"]]

        def done(result: object) -> None:
            saved(result)
            said = tn("{n} closure was added.", "{n} closures were added.", len(forms))
            self._context.notify(said)
            cause = Cause(CauseKind.CLOSURE, tuple(one.id for one in forms))
            offer_plan(self._context, cause, self._page)

        self._context.runner.write(save_closures, forms, then=done, failed=failed)


def _words(day: date, name: str) -> str:
    return t("{day}, {year}: {name}", day=weekday_date(day), year=day.year, name=name)
