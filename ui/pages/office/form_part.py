"""A part of the section "Office" that is one form over one record of the office."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from db.queries.opened import Opened
from db.rules.findings import Stale
from ui.context import PageContext
from ui.dialogs.stale import merge, saved_elsewhere
from ui.drafts import Draft
from ui.pages.office.part import Part
from ui.runner import Changes
from ui.widgets.form import Form


class FormPart(Part):
    """Shows what is saved, keeps what is typed as a draft, and merges what a colleague saved
    meanwhile. Whoever derives fills `form` and says how its record is read and written.
    """

    kinds: ClassVar[frozenset[str]] = frozenset({"office"})
    draft_kind: ClassVar[str]
    draft_id: ClassVar[UUID]  # there is one office

    def __init__(
        self, context: PageContext, heading: str, words: str = "", *, columns: int = 1
    ) -> None:
        super().__init__(context, heading, words)
        self.version = 0
        self.form = Form(columns=columns)

    @abstractmethod
    def opened(self, then: Callable[[Opened[Any]], object]) -> None:
        """Read the record with its version, and call `then` with it."""

    @abstractmethod
    def values_of(self, record: Any) -> dict[str, Any]:
        """What the form shows of a record, by the names of its fields."""

    @abstractmethod
    def write(self, done: Callable[[int], object], failed: Callable[[Exception], object]) -> None:
        """Save what the form says over `version`; `done` is called with the new one."""

    @abstractmethod
    def saved_words(self) -> str:
        """Said when it was saved."""

    def for_draft(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The form's values as plain ones, which a draft can hold."""
        return dict(values)

    def from_draft(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        """Back again."""
        return dict(typed)

    def when_saved(self) -> None:
        """What else is done once it was saved."""

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or not self.form.dirty():
            self.opened(self._show)

    def unsaved(self) -> bool:
        return self.form.dirty()

    def drafts(self) -> Sequence[Draft]:
        if not self.form.dirty():
            return ()
        data = {**self.for_draft(self.form.values()), "version": self.version}
        return (Draft(self.draft_kind, self.draft_id, data, self.heading.text()),)

    def go_on(self, draft: Draft) -> None:
        def fill(opened: Opened[Any]) -> None:
            self._show(opened)
            typed = dict(draft.data)
            # From the version it began with: what a colleague saved since is merged, not undone.
            self.version = int(typed.pop("version", 0))
            self.form.set_values(self.from_draft(typed), clean=False)

        self.opened(fill)

    def discard(self) -> None:
        self.context.drafts.discard(self.draft_kind, self.draft_id)
        self.opened(self._show)

    def save(self, saved: Callable[[], object]) -> None:
        if not self.form.validate():
            return

        def done(version: int) -> None:
            self.version = version
            self.form.mark_clean()
            self.context.drafts.discard(self.draft_kind, self.draft_id)
            self.context.notify(self.saved_words())
            self.when_saved()
            saved()

        def failed(error: Exception) -> None:
            if isinstance(error, Stale):
                self.opened(partial(self._merge, error, saved))
            else:
                self.form.show_refusal(error)

        self.write(done, failed)

    def save_now(self) -> None:
        """Save it, with nothing to be done afterwards."""
        self.save(lambda: None)

    def _merge(self, error: Stale, saved: Callable[[], object], now: Opened[Any]) -> None:
        self.version = now.version
        record = saved_elsewhere(self.context, error)
        values = self.values_of(now.form)
        merge(self.form, values, lambda: self.save(saved), self, record)

    def _show(self, opened: Opened[Any]) -> None:
        self.version = opened.version
        self.form.set_values(self.values_of(opened.form))
