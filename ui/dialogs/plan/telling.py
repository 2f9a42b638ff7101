"""After a plan: whom to tell of it and how, as a list that prints."""

from collections.abc import Callable, Sequence
from functools import partial

import shiboken6
from PySide6.QtWidgets import QWidget

from db.operations.calendar.apply_plan import AppliedPlan
from db.queries.calendar.plan_calls import Before, ToTell, whom_to_tell
from db.queries.report_data.gather import Gathered, change_calls
from db.rules.findings import Refused
from db.rules.reminding import ReminderWay
from db.texts import explain, t, tn
from db.texts.reminding import way_words
from printing.catalog import whom_to_tell_list
from printing.producing import Pdf, build_pdf
from ui.context import PageContext
from ui.dialogs.leaving import Leaving
from ui.dialogs.minding import minded
from ui.dialogs.shell import Dialog
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.table_view import TableView
from ui.widgets.text import Text

_WIDEST, _HIGHEST = 1200, 700


def offer_calls(context: PageContext, done: AppliedPlan, parent: QWidget | None) -> None:
    """Show whom to tell of what was done, if it concerns any client."""
    before = tuple(Before(one.id, one.form.starts_at, one.form.workers) for one in done.before)

    def found(people: Sequence[ToTell]) -> None:
        if people and (parent is None or shiboken6.isValid(parent)):
            WhomToTellDialog(context, before, people, parent).open()

    context.runner.read(whom_to_tell, before, then=found)


class WhomToTellDialog(Dialog):
    """Who is to be told, of what, by the way that harms nobody; printed as it stands."""

    def __init__(
        self,
        context: PageContext,
        before: Sequence[Before],
        people: Sequence[ToTell],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(t("Whom to tell"), parent, width=min(look().px(1000), _WIDEST))
        self._context, self._before = context, tuple(before)
        words = tn(
            "{n} client is to be told what has changed.",
            "{n} clients are to be told what has changed.",
            len(people),
        )
        self.body.addWidget(Text(words, "section", wrap=True))
        told = t("Say who you are only to the client. Numbers and warnings follow their own rules.")
        self.body.addWidget(Text(told, "secondary", wrap=True))
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.model = TableModel(_columns(), people)
        self.table = TableView("calendar.told", context.settings, self.model, t("Whom to tell"))
        self.table.setSortingEnabled(False)
        self.table.keep_to_width(True)
        self.body.addWidget(self.table, 1)
        self.whole = Text("", "secondary", wrap=True, selectable=True)
        self.body.addWidget(self.whole)
        self.save_button = self.verb(t("Save as…"), lambda: self._make(Leaving.ask_where))
        self.print_button = self.verb(t("Print…"), lambda: self._make(Leaving.ask_printer))
        self.verb(t("Close"), self.reject, "primary")
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self.table.go_to(0)
        self.table.setFocus()
        self.resize(self.width(), min(look().px(460), _HIGHEST))

    def _show_row(self) -> None:
        number = self.table.currentIndex().row()
        one = self.model.row_at(number) if number >= 0 else None
        self.whole.setText("" if one is None else _whole(one))

    def _make(self, leave: Callable[[Leaving], object]) -> None:
        """The paper is made of what stands in the office now, then asks who gets it."""
        then = partial(self._build, leave)
        read = self._context.runner.read
        read(change_calls, self._before, then=then, failed=self._refuse)

    def _build(self, leave: Callable[[Leaving], object], gathered: Gathered) -> None:
        self._context.runner.background(
            build_pdf,
            whom_to_tell_list(),
            gathered.data,
            then=partial(self._leave, leave, gathered),
            failed=self._refuse,
        )

    def _leave(self, leave: Callable[[Leaving], object], gathered: Gathered, pdf: Pdf) -> None:
        entry = whom_to_tell_list()
        leave(Leaving(self._context, self, entry, gathered, self.banner.say, pdf=pdf))

    def _refuse(self, error: Exception) -> None:
        words = explain(error) if isinstance(error, Refused) else t("That did not work.")
        self.banner.say(words, Tone.DANGER)


def _whole(one: ToTell) -> str:
    """All of a row: where there is no room the list leaves out its last columns."""
    how = ", ".join(part for part in (way_words(one.row.way), _reach(one)) if part)
    first = f"{one.row.client.display()}: {one.change}. {how}."
    return "\n".join((first, *minded(one.row)))


def _reach(one: ToTell) -> str:
    return (one.row.reach.value or "") if one.row.reach is not None else ""


def _columns() -> list[Column[ToTell]]:
    return [
        Column("client", t("Client"), lambda one: one.row.client.display(), 150, sortable=False),
        Column("change", t("What changes"), lambda one: one.change, 390, sortable=False,
               tip=lambda one: one.change),
        Column("way", t("How"), lambda one: way_words(one.row.way), 140, sortable=False,
               tone=lambda one: _tone(one)),
        Column("reach", t("Number or address"), _reach, 150, sortable=False, tip=_reach),
        Column("minded", t("Mind"), lambda one: " · ".join(minded(one.row)), 180, sortable=False,
               tip=lambda one: "\n".join(minded(one.row))),
    ]  # fmt: skip


def _tone(one: ToTell) -> Tone:
    return Tone.DANGER if one.row.way is ReminderWay.NONE else Tone.NEUTRAL
