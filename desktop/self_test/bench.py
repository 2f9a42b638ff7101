"""What the steps of a self-test work on: a scratch office, and what is made of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.texts import t
from desktop.self_test.running import Failed

if TYPE_CHECKING:
    from uuid import UUID

    from db.office import Office

USER, PASSWORD = "tester", "lantern orchard pebble 47"
OFFICE, PERSON = "Scratch Office", "Test Person"
ZONE = "America/New_York"
FIRST, LAST = "Selma", "Quartermain-Øst"  # nobody; with a letter that not every font has


@dataclass
class Bench:
    """`folder` goes at the end, `out` is where the outcome is written."""

    folder: Path
    out: Path
    office: Office | None = None
    client_id: UUID | None = None
    pdf: bytes = b""

    @property
    def place(self) -> Path:
        """The scratch office's folder."""
        return self.folder / OFFICE

    def opened(self) -> Office:
        """The scratch office; without it a step that needs it has nothing to try."""
        if self.office is None:
            raise Failed(t("There is no scratch office to try it with."))
        return self.office

    def booked_at(self) -> datetime:
        """When the scratch office's appointment is: at ten on a Wednesday ahead."""
        from zoneinfo import ZoneInfo

        today = datetime.now(UTC).astimezone(ZoneInfo(ZONE)).date()
        wednesday = today + timedelta(days=7 + (2 - today.weekday()) % 7)
        return datetime(wednesday.year, wednesday.month, wednesday.day, 10, tzinfo=ZoneInfo(ZONE))

    def close(self) -> None:
        """Close the office, so that its folder can go."""
        office, self.office = self.office, None
        if office is not None:
            with suppress(Exception):
                office.close()
