"""The hearing in front: caption, report, outcome, orders and placements."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from db.queries.court.hearing_view import HearingView
from db.rules.court_report import ReportState
from db.rules.findings import Severity
from db.rules.permissions import Action
from db.texts import label, sentence, t
from db.texts.dates import date_long, time_short, weekday
from ui.context import PageContext
from ui.dialogs.court.hearing import HearingDialog
from ui.dialogs.court.outcome import ContinueDialog, OutcomeDialog, ask_call_off, let_take_place
from ui.dialogs.court.report_text import ReportTextDialog
from ui.pages.court.parts import OrdersCard, PlacementsCard, clear
from ui.pages.court.words import (
    due_words,
    period_words,
    place_words,
    report_tone,
    report_words,
    state_tone,
    state_words,
)
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.pill import Pill
from ui.widgets.text import Text


class HearingPane(QWidget):
    """Shows one hearing, and opens the dialogs that change it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.view: HearingView | None = None
        self._build()
        self.show_view(None)

    @property
    def edits(self) -> bool:
        """Whether the user may change the hearing in front, or there is none and they might."""
        readable = self.view is None or not self.view.reads_only
        return readable and self._context.may(Action.EDIT_CASES)

    # ---- showing ----

    def show_view(self, view: HearingView | None) -> None:
        """Show this hearing, or say that none is chosen."""
        self.view = view
        if view is None:
            self._stack.setCurrentIndex(0)
            return
        row = view.row
        self.heading.setText(label(row.kind))
        self.status.say(state_words(row), state_tone(row))
        at = view.starts_at
        day = t("{weekday}, {date}", weekday=weekday(at.date()), date=date_long(at.date()))
        self.when.setText(t("{date}, {time}", date=day, time=time_short(at)))
        self.where.setText(place_words(row.court, row.courtroom, row.judge))
        self.marks.say("\n".join(sentence(mark) for mark in view.marks), Tone.WARNING)
        self._show_caption(view)
        self._show_report(view)
        self._show_outcome(view)
        self.made.show_orders(row.case_id, view.orders, row.id, edits=self.edits)
        self.made.setVisible(row.past)
        self.before.show_orders(row.case_id, view.open_orders, edits=self.edits)
        self.placements.show_placements(row.case_id, view.placements, edits=self.edits)
        self._stack.setCurrentIndex(1)

    def _show_caption(self, view: HearingView) -> None:
        clear(self._caption)
        attending = ", ".join(view.attending) or t("Nobody")
        lines = [
            (t("Case"), view.case_number),
            (t("Client"), view.client_name),
            (t("In the matter of"), view.in_the_matter_of),
            (t("Docket"), view.docket),
            (t("County"), view.county),
            (t("In the calendar of"), attending),
        ]
        for number, (name, value) in enumerate(line for line in lines if line[1]):
            self._caption.addWidget(Text(name, "secondary"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._caption.addWidget(Text(value, wrap=True, selectable=True), number, 1)

    def _show_report(self, view: HearingView) -> None:
        past = view.row.past or view.row.vacated
        overdue = view.due is not None and view.due.overdue
        self.report_state.say(
            report_words(view.report), report_tone(view.report, past=past, overdue=overdue)
        )
        by = t("Written by {name}.", name=view.report_author) if view.report_author else ""
        self.report_due.setText(" ".join(part for part in (due_words(view.due), by) if part))
        self.report_period.setText(period_words(view))
        lacking = [one for one in view.gaps if one.severity is not Severity.INFORMATION]
        told = [one for one in view.gaps if one.severity is Severity.INFORMATION]
        self.lacks.setVisible(bool(lacking))
        self.gaps.setText("\n".join(f"• {sentence(one)}" for one in lacking))
        self.gaps.setVisible(bool(lacking))
        self.told.setText("\n".join(sentence(one) for one in told))
        self.told.setVisible(bool(told))
        begun = view.report is not ReportState.NOT_BEGUN
        self.write_button.setVisible(self.edits)
        self.write_button.setText(t("Edit report text") if begun else t("Write report text"))

    def _show_outcome(self, view: HearingView) -> None:
        row = view.row
        self.outcome_card.setVisible(row.past)
        self.outcome_text.setText(row.outcome or t("Nothing is written down yet."))
        self.outcome_text.set_role("" if row.outcome else "secondary")
        self.outcome_button.setVisible(self.edits and not row.vacated)
        self.outcome_button.setText(t("Change outcome") if row.outcome else t("Write outcome"))
        for button in (self.edit_button, self.continue_button):
            button.setVisible(self.edits and not row.vacated)
        self.vacate_button.setVisible(self.edits and not row.vacated and not row.past)
        self.restore_button.setVisible(self.edits and row.vacated)

    def enter(self) -> None:
        """Put the focus on the first thing that can be done with the hearing."""
        button = self.edit_button if self.edits else self.report_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- acting: the page's command bar calls the same ----

    def edit(self) -> None:
        """Change the hearing in front."""
        if self.view is not None:
            HearingDialog.edit(self._context, self.view, parent=self.window()).open()

    def write_report(self) -> None:
        """Write the report's own words."""
        if self.view is not None:
            ReportTextDialog.write_for(self._context, self.view, parent=self.window())

    def show_court_report(self) -> None:
        """Look at the report as it would be printed."""
        if self.view is not None:
            self._context.navigate("report.court", self.view.row.id)

    def _open_case(self) -> None:
        if self.view is not None:
            self._context.navigate("case", self.view.row.case_id)

    def _outcome(self) -> None:
        if self.view is not None:
            OutcomeDialog(self._context, self.view, parent=self.window()).open()

    def _continue(self) -> None:
        if self.view is not None:
            ContinueDialog(self._context, self.view, parent=self.window()).open()

    def _vacate(self) -> None:
        if self.view is not None:
            ask_call_off(self._context, self.view, self.window())

    def _restore(self) -> None:
        if self.view is not None:
            let_take_place(self._context, self.view)

    # ---- building ----

    def _build(self) -> None:
        self._stack = QStackedLayout(self)
        words = t("Choose one from the list, or enter a new one.")
        self._stack.addWidget(EmptyState(t("No hearing in front"), words, icon="court"))
        self.heading = Text("", "title", wrap=True)
        self.status = Pill()
        self.when = Text("", "section", wrap=True)
        self.where = Text("", wrap=True, selectable=True)
        self.marks = Banner()
        self.edit_button = Button(t("Edit hearing"), self.edit, icon="edit")
        self.continue_button = Button(t("Continue hearing…"), self._continue, icon="calendar")
        self.vacate_button = Button(t("Vacate hearing"), self._vacate, icon="close")
        self.restore_button = Button(t("Takes place after all"), self._restore, icon="undo")
        self._scrolled = Scrolled(
            self._head(),
            self._caption_card(),
            self._report_card(),
            self._outcome_card(),
            margin=12,
        )
        self.made = OrdersCard(
            self._context,
            t("Orders of this hearing"),
            t("The court made no order, or none is entered."),
            t("New order"),
        )
        self.before = OrdersCard(
            self._context, t("Orders made before"), t("There is no earlier order.")
        )
        self.placements = PlacementsCard(self._context)
        for card in (self.made, self.before, self.placements):
            self._scrolled.add(card)
        self._stack.addWidget(self._scrolled)

    def _head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.addWidget(self.heading, 1)
        first.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addWidget(self.when)
        column.addWidget(self.where)
        column.addWidget(self.marks)
        column.addSpacing(4)
        column.addWidget(
            Flow(self.edit_button, self.continue_button, self.vacate_button, self.restore_button)
        )
        return head

    def _caption_card(self) -> Card:
        self.case_button = Button(t("Open case file"), self._open_case, icon="folder")
        card = Card(t("Caption"), self.case_button)
        self._caption = QGridLayout()
        self._caption.setHorizontalSpacing(16)
        self._caption.setVerticalSpacing(4)
        self._caption.setColumnStretch(1, 1)
        card.body.addLayout(self._caption)
        return card

    def _report_card(self) -> Card:
        self.report_state = Pill()
        card = Card(t("Report to the court"), self.report_state)
        self.report_due = Text("", wrap=True)
        self.report_period = Text("", "secondary", wrap=True)
        self.lacks = Text(t("Still lacking:"), "strong")
        self.gaps = Text("", wrap=True)
        self.told = Text("", "secondary", wrap=True)
        for text in (self.report_due, self.report_period, self.lacks, self.gaps, self.told):
            card.body.addWidget(text)
        self.write_button = Button(t("Write report text"), self.write_report, icon="note")
        self.report_button = Button(t("Preview report"), self.show_court_report, icon="print")
        self.report_button.setVisible(self._context.may(Action.PRINT_CASES))
        card.body.addWidget(Flow(self.write_button, self.report_button))
        return card

    def _outcome_card(self) -> Card:
        self.outcome_button = Button(t("Write outcome"), self._outcome, icon="edit")
        self.outcome_card = Card(t("Outcome"), self.outcome_button)
        self.outcome_text = Text("", wrap=True, selectable=True)
        self.outcome_card.body.addWidget(self.outcome_text)
        return self.outcome_card
