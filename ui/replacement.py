"""Replacing the office that is open: by a backup, or by one that was set aside for a backup.

The program implements it (`ui.office_acts.OfficeActs`), for the window must be gone before.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from db.rules.findings import Finding


@dataclass(frozen=True, slots=True)
class Coming:
    """What is to take the office's place: a backup's file, or the folder that was set aside.

    `moment` (aware) is when the backup was made, or until when the folder stood in the place.
    """

    path: str
    moment: datetime
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records of a kind (a table's name) there were then, and are today."""

    kind: str
    then: int
    today: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What would come, beside what is there.

    `since` is how many entries the audit log has gained since, None where that is not known.
    `people` have the office open besides this program, each with their computer.
    """

    coming: Coming
    counts: tuple[Counted, ...]
    since: int | None
    warnings: tuple[Finding, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Decided, and confirmed by typing the office's name."""

    coming: Coming
    typed: str
