"""The `DraftStore` of the program: drafts are rows of the office, written by the runner."""

from collections.abc import Callable, Sequence
from uuid import UUID

from db.operations.drafts import drop_draft, save_draft
from db.queries.drafts import DraftRow, my_drafts
from ui.context import Draft, JobRunner

_TITLE = "_title"


class OfficeDrafts:
    """A draft that cannot be kept is no reason to disturb anybody: it is tried again soon."""

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner

    def save(self, draft: Draft) -> None:
        """Keep it, in place of an older one."""
        body = {**draft.data, _TITLE: draft.title}
        self._runner.write(save_draft, draft.kind, draft.record_id, body, failed=_quietly)

    def discard(self, kind: str, record_id: UUID) -> None:
        """Forget it."""
        self._runner.write(drop_draft, kind, record_id, failed=_quietly)

    def load(self, then: Callable[[Sequence[Draft]], object]) -> None:
        """Call `then` with every draft of this user, newest first."""
        self._runner.read(
            my_drafts, then=lambda kept: then([_draft(one) for one in kept]), failed=_quietly
        )


def _draft(kept: DraftRow) -> Draft:
    data = dict(kept.body)
    title = str(data.pop(_TITLE, ""))
    return Draft(kept.form, kept.record_id, data, title, kept.saved_at)


def _quietly(_: Exception) -> None:
    return
