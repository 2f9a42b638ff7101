"""What carries out a plan: the plan alone, or together with a hearing that is put off."""

from collections.abc import Callable
from typing import Any, Protocol

from db.operations.calendar.apply_plan import AppliedPlan, Step, apply_plan, undo_plan
from db.operations.calendar.continue_with_plan import (
    Continuance,
    Continued,
    continue_with_plan,
    undo_continued,
)
from db.texts import t
from ui.context import PageContext
from ui.dialogs.plan.words import done_words
from ui.runner import Failed, Then


class PlanAct(Protocol):
    """Carries out steps; `goes_on` if there is something to do even without any."""

    goes_on: bool

    def carry_out(
        self, steps: tuple[Step, ...], reason: str, then: Then, failed: Failed
    ) -> object: ...

    def tell(self, done: Any) -> AppliedPlan:
        """Say what was done, with Undo; gives the plan as it was carried out."""


class PlanAlone:
    """The steps, and nothing else."""

    goes_on = False

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def carry_out(self, steps: tuple[Step, ...], reason: str, then: Then, failed: Failed) -> object:
        return self._context.runner.write(apply_plan, steps, reason, then=then, failed=failed)

    def tell(self, done: AppliedPlan) -> AppliedPlan:
        runner = self._context.runner
        self._context.notify(done_words(done), lambda: runner.write(undo_plan, done))
        return done


class PlanForHearing:
    """Room is made, and the hearing put off into it; then `continued(hearing_id)` is called."""

    goes_on = True

    def __init__(
        self, context: PageContext, asked: Continuance, continued: Callable[[Any], object]
    ) -> None:
        self._context, self._asked, self._continued = context, asked, continued

    def carry_out(self, steps: tuple[Step, ...], reason: str, then: Then, failed: Failed) -> object:
        return self._context.runner.write(
            continue_with_plan, self._asked, steps, reason, then=then, failed=failed
        )

    def tell(self, done: Continued) -> AppliedPlan:
        self._continued(done.hearing_id)
        runner = self._context.runner
        words = t("The hearing is continued. {plan}", plan=done_words(done.plan))
        self._context.notify(words, lambda: runner.write(undo_continued, done))
        return done.plan
