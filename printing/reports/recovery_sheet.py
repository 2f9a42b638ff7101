"""The sheet with the office's recovery code, to be locked away."""

from typing import BinaryIO

from db.queries.report_data.recovery_sheet import RecoverySheetData
from db.texts import t
from db.texts.dates import date_long
from printing.layout.boxes import boxed
from printing.layout.document import Printed
from printing.layout.prose import gap, paragraph
from printing.layout.tables import pairs


def build(data: RecoverySheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF; returns the number of pages."""
    title = t("Recovery code")
    printed = Printed(out, data.letterhead, title=title, confidential=t("Keep under lock and key."))
    width = printed.text_width
    return printed.write(
        [
            paragraph(title, "title"),
            paragraph(
                t(
                    "This code opens the office when every password is lost. Whoever has it can "
                    "read everything. Keep this sheet where you keep the keys to the building, "
                    "not beside a computer."
                )
            ),
            gap(10),
            boxed([paragraph(data.code, "code")], width),
            gap(12),
            *pairs(
                [
                    (t("Office"), data.letterhead.name),
                    (t("Address") if data.on_server else t("Folder"), data.folder),
                    (t("Made on"), date_long(data.made_on)),
                ],
                width,
            ),
            gap(10),
            *([paragraph(_on_server(), "small")] if data.on_server else []),
            paragraph(
                t(
                    "Type it where the program asks for the recovery code; capital and small "
                    "letters, spaces and hyphens make no difference. When an administrator makes "
                    "a new code, this one opens nothing any more: destroy this sheet then."
                ),
                "small",
            ),
        ]
    )


def _on_server() -> str:
    return t(
        "The office is on a server: the code is used on the command line, “caseroom recover”, "
        "together with whoever looks after the server."
    )
