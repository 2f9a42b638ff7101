"""The first page of a case file: what it is about, who works on it, who else may see it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from db.queries.cases.case_parts import AssignmentLine, CaseOverview, EnrollmentLine
from db.rules.codes import Role
from db.rules.permissions import Action
from db.texts import label, t
from ui.context import PageContext
from ui.dialogs.case.first_page import EditCaseDialog
from ui.dialogs.case.programs import EnrollmentDialog
from ui.dialogs.case.workers import AssignDialog, EndAssignmentDialog
from ui.pages.cases.contact_words import all_ways
from ui.pages.cases.overview_words import caption_words, placement_words, span_words
from ui.pages.cases.tab import CaseTab
from ui.pages.court.parts import Line, lines_of, put_lines
from ui.theme.look import look
from ui.theme.tokens import Tone
from ui.widgets.buttons import Button, action
from ui.widgets.card import Card, Scrolled
from ui.widgets.text import Text

_WIDE = 860  # pixels at 100 %: below it the cards stand in one column


class OverviewTab(CaseTab):
    """Reads like a page; each part is changed in a dialog of its own."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.summary = Text("", wrap=True, selectable=True)
        self.background = Text("", wrap=True, selectable=True)
        self.caption = Text("", wrap=True, selectable=True)
        self.contact = Text("", wrap=True, selectable=True)
        self.access = Text("", wrap=True)
        self.edit = action(t("Edit case"), self.edit_case, self, icon="edit", shortcut="F2")
        self._lay_out()

    def show_case(self, case: CaseOverview) -> None:
        if self.case is not None and self.case.header.id != case.header.id:
            self.room.verticalScrollBar().setValue(0)
        super().show_case(case)
        self.summary.setText(case.summary or t("No summary is written yet."))
        self.background.setText(case.background or t("No background is written yet."))
        self.caption.setText(caption_words(case))
        self.contact.setText(
            all_ways(case.header.contact) or t("No phone, e-mail or address is known.")
        )
        self.assign.setVisible(self._assigns)
        self.enroll.setVisible(self.edits)
        self._show_workers(case)
        self._show_programs(case)
        self.placement.setText("\n".join(placement_words(case)))
        self.placement_card.setVisible(bool(case.placements))
        named = "\n".join(name for _, name in case.access)
        self.access_card.setVisible(case.header.restricted)
        self.access.setText(named or t("Only the workers of the case."))

    @property
    def _assigns(self) -> bool:
        return self.context.may(Action.ASSIGN_CASES) and (
            self.edits or self.context.user.role is Role.ADMINISTRATOR
        )

    def tab_actions(self) -> Sequence[QAction]:
        return (self.edit,) if self.edits else ()

    def edit_case(self) -> None:
        """Change what stands on the first page."""
        if self.case is not None and self.edits:
            EditCaseDialog(self.context, self.case, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= look().px(_WIDE)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        for title, words in (
            (t("Summary"), self.summary),
            (t("Background"), self.background),
            (t("Court caption"), self.caption),
        ):
            left.addWidget(_card(title, words))
        left.addStretch()
        self.assign = Button(t("Assign worker"), self._assign, icon="add")
        workers_card = Card(t("Workers"), self.assign)
        self._workers = lines_of(workers_card)
        self.enroll = Button(t("Enroll"), self._enroll, icon="add")
        programs_card = Card(t("Programs"), self.enroll)
        self._programs = lines_of(programs_card)
        self.placement = Text("", wrap=True, selectable=True)
        self.placement_card = _card(t("Where they live now"), self.placement)
        self.access_card = _card(t("May see this restricted case"), self.access)
        right.addWidget(_card(t("Ways to reach the client"), self.contact))
        right.addWidget(self.placement_card)
        for card in (workers_card, programs_card, self.access_card):
            right.addWidget(card)
        right.addStretch()
        room = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, room)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self._columns.addLayout(left, 3)
        self._columns.addLayout(right, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        self.room = Scrolled(room, margin=4)
        whole.addWidget(self.room)

    def _show_workers(self, case: CaseOverview) -> None:
        put_lines(
            self._workers, [self._worker(line) for line in case.workers],
            t("Nobody works on this case."),
        )  # fmt: skip

    def _worker(self, line: AssignmentLine) -> Line:
        running = line.ended_on is None
        name = line.name if not line.phone else f"{line.name} · {line.phone}"
        return Line(
            name,
            f"{label(line.role)}, {span_words(line.started_on, line.ended_on)}",
            pill="" if running else t("Ended"),
            change=t("End assignment: {name}", name=line.name),
            changed=partial(self._end, line) if running and self._assigns else None,
        )

    def _show_programs(self, case: CaseOverview) -> None:
        put_lines(
            self._programs, [self._program(line, case) for line in case.enrollments],
            t("Nobody of this case is in a program."),
        )  # fmt: skip

    def _program(self, line: EnrollmentLine, case: CaseOverview) -> Line:
        words = span_words(line.started_on, line.ended_on)
        if line.client_id != case.header.client_id:
            words = f"{line.client_name}, {words}"
        if line.ended_because is not None:
            words = f"{words}: {label(line.ended_because)}"
        return Line(
            line.program,
            words,
            pill=t("Running") if line.ended_on is None else t("Ended"),
            tone=Tone.OK if line.ended_on is None else Tone.NEUTRAL,
            change=t("Change enrollment: {program}", program=line.program),
            changed=partial(self._change_program, line) if self.edits else None,
        )

    def _assign(self) -> None:
        if self.case is not None:
            AssignDialog(self.context, self.case, self).open()

    def _end(self, line: AssignmentLine) -> None:
        EndAssignmentDialog(self.context, line, self).open()

    def _enroll(self) -> None:
        if self.case is not None:
            EnrollmentDialog(self.context, self.case, parent=self).open()

    def _change_program(self, line: EnrollmentLine) -> None:
        if self.case is not None:
            EnrollmentDialog(self.context, self.case, line, self).open()


def _card(title: str, words: Text) -> Card:
    card = Card(title)
    card.body.addWidget(words)
    return card
