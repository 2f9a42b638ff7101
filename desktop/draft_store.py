"""The `DraftStore` of the program: drafts are rows of the office, written by the runner."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from db.operations.drafts import drop_draft, save_draft
from db.queries.drafts import DraftRow, my_drafts
from ui.drafts import Draft
from ui.runner import JobRunner

_TITLE = "_title"


class OfficeDrafts:
    """A draft that cannot be kept is no reason to disturb anybody: it is tried again soon."""

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner

    def save(self, draft: Draft) -> None:
        """Keep it, in place of an older one."""
        body = body_of(draft)
        self._runner.write(save_draft, draft.kind, draft.record_id, body, failed=_quietly)

    def discard(self, kind: str, record_id: UUID) -> None:
        """Forget it."""
        self._runner.write(drop_draft, kind, record_id, failed=_quietly)

    def load(self, then: Callable[[Sequence[Draft]], object]) -> None:
        """Call `then` with every draft of this user, newest first."""
        self._runner.read(
            my_drafts, then=lambda kept: then([draft_of(one) for one in kept]), failed=_quietly
        )


def body_of(draft: Draft) -> dict[str, Any]:
    """A draft as it is kept, its title with it."""
    return {**draft.data, _TITLE: draft.title}


def draft_of(kept: DraftRow) -> Draft:
    """A draft as it was kept in the office."""
    return opened_draft(kept.form, kept.record_id, kept.body, kept.saved_at)


def opened_draft(
    form: str, record_id: UUID, body: Mapping[str, object], saved_at: datetime
) -> Draft:
    """The draft of which `body_of` made this."""
    data = dict(body)
    title = str(data.pop(_TITLE, ""))
    return Draft(form, record_id, data, title, saved_at)


def _quietly(_: Exception) -> None:
    return
