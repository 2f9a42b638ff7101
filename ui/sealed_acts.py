"""Sealed files, as the window asks for them; the program implements `SealedActs`.

All but `show` may block: do those that return `Acted` through `JobRunner.act`, the others through
`JobRunner.background`.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from db.rules.sealed import (
        NewSealed,
        SealedFile,
        SealedFiles,
        SealedForm,
        SealedMatch,
        Together,
    )
    from ui.office_acts import Acted


class SealedActs(Protocol):
    """What can be done with the sealed files of the office that is open."""

    def files(self) -> SealedFiles:
        """Those that the user can open, and how many there are besides. Raises `Refused`."""
        ...

    def make(self, form: NewSealed) -> Acted:
        """Make an empty sealed file; the result is its id. Raises `Refused`."""
        ...

    def change(self, sealed_id: UUID, form: SealedForm) -> Acted:
        """Save its name, officer and members. Raises `Refused`, or `Stale`."""
        ...

    def choose_recovery(self, opens: bool) -> Acted:
        """Whether the recovery code opens the files made from now on. Raises `Refused`."""
        ...

    def matches(self) -> Sequence[SealedMatch]:
        """Who in the office may be in a sealed file of which the user is the officer."""
        ...

    def mark_seen(self, match: SealedMatch) -> Acted:
        """The officer has seen to it. Raises `Refused`."""
        ...

    def together(self, client_id: UUID) -> Together:
        """Who and what would be sealed together with a client. Raises `Refused`."""
        ...

    def move(self, sealed_id: UUID, client_id: UUID, digest: str) -> Acted:
        """Move it all into a sealed file. Raises `Refused`, or `Stale` if it has changed."""
        ...

    def open(self, sealed_id: UUID) -> Any:
        """Open a sealed file; hand the result to `show`. Raises `Refused`."""
        ...

    def show(self, opened: Any, file: SealedFile) -> None:
        """Show it in a window of its own. On the screen's thread, and quick."""
        ...

    def bring_forward(self, sealed_id: UUID) -> bool:
        """Bring its window to the front, if it has one already. On the screen's thread."""
        ...
