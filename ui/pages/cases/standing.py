"""The case as a whole: closing, reopening, restricting, booking, and its next court report."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from db.operations.cases.restrict import lift_restriction
from db.queries.cases.case_parts import CaseOverview
from db.rules.codes import CaseStatus, Role
from db.rules.permissions import Action
from db.texts import t
from ui.context import PageContext
from ui.dialogs.case.standing import CloseCaseDialog, ReopenCaseDialog, RestrictCaseDialog
from ui.dialogs.confirm import confirm
from ui.dialogs.seal_client import SealClientDialog
from ui.widgets.buttons import action


class CaseStanding:
    """The acts on the case as a whole; `case()` gives the one in front."""

    def __init__(
        self, context: PageContext, file: QWidget, case: Callable[[], CaseOverview | None]
    ) -> None:
        self._context = context
        self._file = file
        self._case = case
        self.close = action(t("Close case…"), self._close, file, icon="folder")
        self.reopen = action(t("Reopen case…"), self._reopen, file, icon="folder")
        self.restrict = action(t("Restrict case…"), self._restrict, file, icon="lock")
        self.lift = action(t("Lift restriction…"), self._lift, file, icon="unlock")
        self.seal = action(t("Seal this case…"), self._seal, file, icon="lock")
        self.book = action(t("Book…"), self.book_for, file, icon="calendar", shortcut="Ctrl+B")
        self.report = action(t("Court report"), self._report, file, icon="court")

    def actions(self) -> Sequence[QAction]:
        """What can be done with this case by this person, the least usual first."""
        case = self._case()
        if case is None:
            return ()
        found = []
        # Whoever was let in by an emergency changes nothing; administrators staff every case.
        changes = not case.header.reads_only
        staffs = changes or self._context.user.role is Role.ADMINISTRATOR
        if self._context.may(Action.SEAL_CASES) and self._context.has_sealed and changes:
            found.append(self.seal)
        if self._context.may(Action.RESTRICT_CASES) and staffs:
            self.restrict.setText(
                t("Change who may see it…") if case.header.restricted else t("Restrict case…")
            )
            found += [self.lift] if case.header.restricted else []
            found.append(self.restrict)
        if self._context.may(Action.EDIT_CASES) and changes:
            closed = case.header.status is CaseStatus.CLOSED
            found.append(self.reopen if closed else self.close)
        if self._books:
            found.append(self.book)
        if self._context.may(Action.PRINT_CASES) and case.next_hearing is not None:
            found.append(self.report)
        return found

    @property
    def _books(self) -> bool:
        case = self._case()
        runs = case is not None and case.header.status is not CaseStatus.CLOSED
        changes = case is not None and not case.header.reads_only
        return runs and changes and self._context.may(Action.BOOK)

    def book_for(self) -> None:
        """Book an appointment for the client of the case in front, about this case."""
        from ui.dialogs.appointment import AppointmentDialog, Prefill

        case = self._case()
        if case is not None and self._books:
            about = Prefill(client_id=case.header.client_id, case_id=case.header.id)
            AppointmentDialog.new(self._context, about, parent=self._file).open()

    def _close(self) -> None:
        case = self._case()
        if case is not None:
            CloseCaseDialog(self._context, case, self._file).open()

    def _reopen(self) -> None:
        case = self._case()
        if case is not None:
            ReopenCaseDialog(self._context, case, self._file).open()

    def _restrict(self) -> None:
        case = self._case()
        if case is not None:
            RestrictCaseDialog(self._context, case, self._file).open()

    def _lift(self) -> None:
        case = self._case()
        if case is None:
            return
        confirm(
            self._file,
            t("Let all staff see this case again?"),
            t("Everybody who reads case files will see this case and its client."),
            t("Lift restriction"),
            lambda: self._context.runner.write(
                lift_restriction, case.header.id, case.header.version
            ),
            destructive=True,
        )

    def _seal(self) -> None:
        case = self._case()
        if case is not None:
            SealClientDialog(self._context, case.header.client_id, self._file).open()

    def _report(self) -> None:
        case = self._case()
        if case is not None and case.next_hearing is not None:
            self._context.navigate("report.court", case.next_hearing.id)
