"""The sheet with the office's recovery code, to be locked away."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from db.queries.report_data.office import Letterhead
from db.texts import t
from db.texts.dates import date_long
from printing.layout.document import Printed
from printing.layout.story import gap, heading, pairs, paragraph


@dataclass(frozen=True, slots=True)
class RecoverySheetData:
    """An office's name, where it is, and its code."""

    letterhead: Letterhead
    folder: str
    code: str
    made_on: date


def build(data: RecoverySheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF; returns the number of pages."""
    printed = Printed(out, data.letterhead, title=t("Recovery code"))
    return printed.write(
        [
            heading(t("Recovery code"), "title"),
            paragraph(
                t(
                    "This code opens the office when every password is lost. Whoever has it can "
                    "read everything. Keep this sheet where you keep the keys to the building, "
                    "not beside a computer."
                )
            ),
            gap(8),
            heading(data.code, "caption"),
            gap(8),
            pairs(
                [
                    (t("Office"), data.letterhead.name),
                    (t("Folder"), data.folder),
                    (t("Made on"), date_long(data.made_on)),
                ],
                printed.text_width,
            ),
        ]
    )
