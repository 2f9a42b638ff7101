"""Who begins a note is told of one of their own in the same case that is not signed yet."""

from collections.abc import Callable, Sequence
from uuid import UUID

from db.queries.notes.lists import DraftRow, notes_to_sign
from db.texts import t, tn
from db.texts.dates import weekday_date
from ui.context import PageContext
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner


class Unfinished(Banner):
    """Says nothing where there is none; `go_on(note_id)` opens the one that was begun last."""

    def __init__(
        self, context: PageContext, case_id: UUID, note_id: UUID, go_on: Callable[[UUID], object]
    ) -> None:
        super().__init__()
        self._context, self._note_id, self._go_on = context, note_id, go_on
        context.runner.read(notes_to_sign, case_id=case_id, then=self._show)

    def _show(self, drafts: Sequence[DraftRow]) -> None:
        others = [draft for draft in drafts if draft.id != self._note_id]
        if not others:
            return
        last = max(others, key=lambda draft: draft.changed_at)
        day = weekday_date(last.started_at.astimezone(self._context.office.zone).date())
        self.say(
            tn(
                "A note of yours in this case is not signed yet: {day}.",
                "{n} notes of yours in this case are not signed yet, the last of {day}.",
                len(others),
                day=day,
            ),
            Tone.INFORMATION,
        )
        self.offer(t("Go on with it"), lambda: self._go_on(last.id))
