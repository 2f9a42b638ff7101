"""After leave, a closure or other hours were saved: look what breaks, and offer a plan for it."""

import shiboken6
from PySide6.QtWidgets import QWidget

from db.operations.calendar.continue_with_plan import Continuance
from db.queries.calendar.broken import Broken, Cause, CauseKind, broken
from db.rules.permissions import Action
from ui.context import PageContext
from ui.dialogs.plan.acting import PlanForHearing
from ui.dialogs.plan.dialog import PlanDialog
from ui.runner import Then


def offer_plan(context: PageContext, cause: Cause, parent: QWidget | None) -> None:
    """Open the plan over the page that it was entered on, if anything breaks at all."""
    if not context.may(Action.BOOK):
        return

    def found(what: Broken) -> None:
        if parent is not None and not shiboken6.isValid(parent):
            return  # the page has gone meanwhile, as it does when somebody signs out
        if what.rows or what.hidden:
            PlanDialog(context, what, parent.window() if parent is not None else None).open()

    context.runner.read(broken, cause, then=found)


def offer_plan_for_hearing(
    context: PageContext, asked: Continuance, continued: Then, parent: QWidget
) -> None:
    """Offer to make room for a hearing where something is booked at its new time."""

    def found(what: Broken) -> None:
        if what.rows and shiboken6.isValid(parent):
            act = PlanForHearing(context, asked, continued)
            PlanDialog(context, what, parent, act).open()

    cause = Cause(CauseKind.HEARING, (asked.hearing_id,), asked.starts_at)
    context.runner.read(broken, cause, then=found)
