"""The court side of one case, as the tab of its file: hearings, orders, placements."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.court.hearing_view import CaseCourt, HearingView, case_court, hearing_view
from db.queries.court.lists import HearingRow
from db.rules.permissions import Action
from db.texts import label, t
from ui.context import PageContext
from ui.dialogs.court.hearing import HearingDialog, open_for_case
from ui.dialogs.court.report_text import ReportTextDialog
from ui.pages.court.parts import Line, OrdersCard, PlacementsCard, lines_of, put_lines
from ui.pages.court.words import place_words, state_tone, state_words, when
from ui.runner import Changes
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Scrolled
from ui.widgets.text import Text

_KINDS = ("hearing", "case", "order", "placement", "appointment", "task")


class CaseCourtPanel(QWidget):
    """`show_case` says whose; `refresh` reads it again when it may have changed."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.case_id: UUID | None = None
        self.court: CaseCourt | None = None
        self._build()

    def show_case(self, case_id: UUID) -> None:
        """Show the court side of this case."""
        self.case_id = case_id
        self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Read again, if the changes may concern this case."""
        if self.case_id is not None and (changes is None or changes.touches(*_KINDS)):
            self._read()

    # ---- inside ----

    def _read(self) -> None:
        self._context.runner.read(
            case_court, self.case_id, then=self._show, replace_key=(self, "court")
        )

    def _show(self, court: CaseCourt) -> None:
        if court.case_id != self.case_id:
            return
        self.court = court
        self._edits = self._context.may(Action.EDIT_CASES) and not court.reads_only
        self.adding.setVisible(self._edits)
        caption = (court.in_the_matter_of, court.docket, court.court, court.county)
        self.caption.setText(" · ".join(part for part in caption if part))
        self.caption.setVisible(any(caption))
        today, zone = self._context.today(), self._context.office.zone
        put_lines(
            self._hearings,
            [
                self._line(row, when(row.starts_at.astimezone(zone), today))
                for row in court.hearings
            ],
            t("No hearing is entered."),
        )
        self.orders.show_orders(court.case_id, court.orders, edits=self._edits)
        self.placements.show_placements(court.case_id, court.placements, edits=self._edits)

    def _line(self, row: HearingRow, at: str) -> QWidget:
        words = t("{kind}, {day}", kind=label(row.kind), day=at)
        below = [place_words(row.court, row.courtroom, row.judge), row.outcome]
        line = Line(
            words,
            "\n".join(part for part in below if part),
            pill=state_words(row),
            tone=state_tone(row),
            change=t("Change hearing: {hearing}", hearing=words),
            changed=(lambda: self._with(row, self._edit)) if self._edits else None,
        )
        column = QVBoxLayout()
        column.setSpacing(2)
        box = QWidget()
        box.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(line)
        column.addLayout(_buttons(self._offers(row, words)))
        return box

    def _offers(self, row: HearingRow, words: str) -> Sequence[Button]:
        offers = [
            (
                t("Open hearing"),
                t("Open hearing: {hearing}", hearing=words),
                lambda: self._context.navigate("hearing", row.id),
            )
        ]
        if self._edits and not row.vacated:
            offers.append(
                (
                    t("Report text"),
                    t("Report text: {hearing}", hearing=words),
                    lambda: self._with(row, self._write),
                )
            )
        if self._context.may(Action.PRINT_CASES) and not row.vacated:
            offers.append(
                (
                    t("Court report"),
                    t("Court report: {hearing}", hearing=words),
                    lambda: self._context.navigate("report.court", row.id),
                )
            )
        buttons = []
        for text, name, act in offers:
            button = Button(text, act, kind="link")
            button.setAccessibleName(name)
            buttons.append(button)
        return buttons

    def _with(self, row: HearingRow, act: Callable[[HearingView], object]) -> None:
        self._context.runner.read(hearing_view, row.id, then=act)

    def _edit(self, view: HearingView) -> None:
        HearingDialog.edit(self._context, view, parent=self.window()).open()

    def _write(self, view: HearingView) -> None:
        ReportTextDialog.write_for(self._context, view, parent=self.window())

    def _new(self) -> None:
        if self.case_id is not None:
            open_for_case(self._context, self.case_id, None, self.window())

    def _build(self) -> None:
        self._edits = False
        self.adding = Button(t("New hearing"), self._new, icon="add")
        self.adding.hide()
        hearings = Card(t("Hearings"), self.adding)
        self.caption = Text("", "secondary", wrap=True, selectable=True)
        hearings.body.addWidget(self.caption)
        self._hearings = lines_of(hearings)
        self.orders = OrdersCard(
            self._context, t("Orders of the court"), t("No order is entered."), t("New order")
        )
        self.placements = PlacementsCard(self._context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scrolled(hearings, self.orders, self.placements, margin=12))


def _buttons(buttons: Sequence[Button]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.setContentsMargins(-6, 0, 0, 0)  # words stand below words, not their padding
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row
