"""What the reports have in common that a client asks for: whose they are, of when, by whom made."""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.file_access import DisclosuresData, FileAccessData
from db.texts import t
from db.texts.dates import date_long
from printing.layout.document import Printed
from printing.layout.prose import paragraph
from printing.layout.tables import pairs
from printing.titles import period_words

Data = DisclosuresData | FileAccessData


def printed_for(data: Data, title: str, out: BinaryIO) -> Printed:
    """The document, for the client and whoever the client says."""
    return Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {data.client_number}",
        confidential=t("Confidential: for the client and those whom the client authorizes."),
    )


def head(data: Data, title: str, width: float, *more: tuple[str, str]) -> list[Flowable]:
    """The title, and below it client, `more`, period, and who made it when."""
    made = t("{day} by {name}", day=date_long(data.made_on), name=data.made_by)
    return [
        paragraph(title, "title"),
        *pairs(
            [
                (t("Client"), t("{name}, {number}", name=data.client, number=data.client_number)),
                *more,
                (t("Period"), period_words(data.first, data.last)),
                (t("Made"), made),
            ],
            width,
        ),
    ]
