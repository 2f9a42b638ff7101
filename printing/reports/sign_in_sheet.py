"""The sign-in sheet of a group's session: names, and room to sign."""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.sign_in import SignInData
from db.texts import t
from db.texts.dates import date_long, date_short, time_short, weekday
from printing.layout.document import Printed
from printing.layout.prose import gap, paragraph
from printing.layout.tables import shares, table
from printing.texts import explained_substitutes

_SHARES = (0.08, 0.42, 0.5)
_ROOM_TO_SIGN = 12  # points, so that a pen finds room


def build(data: SignInData, out: BinaryIO) -> int:
    """Write the sheet as a PDF; returns the number of pages. It says nothing of anybody but the
    name."""
    title = t("Sign-in sheet")
    day = t(
        "{weekday}, {date}", weekday=weekday(data.starts_at), date=date_long(data.starts_at.date())
    )
    hours = t(
        "{starts} to {ends}", starts=time_short(data.starts_at), ends=time_short(data.ends_at)
    )
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {date_short(data.starts_at.date())}",
        confidential=t("Confidential: for staff only, once it is signed."),
    )
    where = [day, hours, data.room, ", ".join(data.workers)]
    lines = [*data.names, *[""] * data.empty]
    rows = [(str(n), name, "") for n, name in enumerate(lines, 1)]
    story: list[Flowable] = [
        paragraph(data.group, "title"),
        paragraph(" · ".join(part for part in where if part)),
        gap(6),
        *table(
            ("", t("Name"), t("Signature")),
            rows,
            shares(printed.text_width, _SHARES),
            room=_ROOM_TO_SIGN,
        ),
        *explained_substitutes(data),
    ]
    return printed.write(story)
