"""A client's sheet: who they are, how they are reached, with whom they live."""

from typing import BinaryIO

from reportlab.platypus import Flowable

from db.queries.report_data.client_sheet import ClientSheetData, SheetContact
from db.texts import t
from printing.layout.boxes import boxed
from printing.layout.document import Printed
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import pairs, shares, table
from printing.texts import explained_substitutes


def build(data: ClientSheetData, out: BinaryIO) -> int:
    """Write the sheet as a PDF; returns the number of pages.

    Warnings stand above everything else. The file's metadata name nobody.
    """
    title = t("Client sheet")
    inside = t("Confidential: for staff only.")
    printed = Printed(
        out,
        data.letterhead,
        title=title,
        reference=f"{title} · {data.number}",
        confidential=inside if data.for_staff else t("Confidential."),
    )
    width = printed.text_width
    story: list[Flowable] = [paragraph(data.name, "title"), *_warnings(data, width)]
    story += pairs([(name, value) for name, value in data.facts if value], width)
    story.append(heading(t("How to reach")))
    contacts = [(one.kind, _reached(one)) for one in data.contacts]
    story += pairs(contacts, width) or [paragraph(t("Nothing that may be printed."), "missing")]
    if data.household:
        story.append(heading(t("Household")))
        rows = [(one.name, one.relation, one.born) for one in data.household]
        heads = (t("Name"), t("Relation to the head"), t("Born"))
        story += table(heads, rows, shares(width, (0.44, 0.32, 0.24)))
    if data.cases:
        story.append(heading(t("Cases")))
        lines = [(one.number, one.status, one.worker, one.opened) for one in data.cases]
        heads4 = (t("Case"), t("Status"), t("Worker"), t("Opened"))
        story += table(heads4, lines, shares(width, (0.22, 0.22, 0.34, 0.22)))
    story += explained_substitutes(data)
    return printed.write(story)


def _warnings(data: ClientSheetData, width: float) -> list[Flowable]:
    alert = t("Safety alert: {alert}", alert=data.safety_alert) if data.safety_alert else ""
    words = [line for line in (alert, *data.marks) if line]
    if not words:
        return [gap(6)]
    return [gap(4), boxed([paragraph(line, "cell_bold") for line in words], width), gap(8)]


def _reached(one: SheetContact) -> str:
    return "\n".join((one.value, *one.marks))
