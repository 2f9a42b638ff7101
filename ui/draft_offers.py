"""Offering what was typed in an earlier session and not saved, and going on with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from db.texts import t
from ui.dialogs.begun import place_of
from ui.drafts import Draft
from ui.history import Place
from ui.pages.registry import section_for
from ui.theme.tokens import Tone

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class DraftOffers(QObject):
    """Belongs to the window: the newest draft is offered in its band, all of them on Today."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def offer(self, drafts: Sequence[Draft]) -> None:
        """Say that something was not saved last time."""
        window = self._window
        known = [one for one in drafts if place_of(one) or section_for(one.kind, window.sections)]
        if not known:
            return
        newest = known[0]
        window.banner.say(
            t("Something was not saved last time: {title}", title=newest.title), Tone.WARNING
        )
        window.banner.offer(t("Go on with it"), lambda: self.resume(newest))

    def go_on_with(self, kind: str, record_id: UUID) -> None:
        """What is being typed already is only shown; everything else is read and resumed."""
        window = self._window
        section = section_for(kind, window.sections)
        if section is not None and any(
            (draft.kind, draft.record_id) == (kind, record_id) for draft in window.typed()
        ):
            window.go(Place(section.key))
            return

        def resume(drafts: Sequence[Draft]) -> None:
            for draft in drafts:
                if (draft.kind, draft.record_id) == (kind, record_id):
                    self.resume(draft)

        window.context.drafts.load(resume)

    def resume(self, draft: Draft) -> None:
        """Open its editor; or the place where its form is opened, in which it waits."""
        window = self._window
        window.banner.say("")
        place = place_of(draft)
        if place is not None:
            window.navigate(*place)
            words = t("Open “{form}” again: what you had begun waits in it.", form=draft.title)
            window.context.notify(words)
            return
        section = section_for(draft.kind, window.sections)
        if section is not None:
            window.go(Place(section.key))
            if window.page is not None and window.stack.key == section.key:
                window.page.restore(draft)
