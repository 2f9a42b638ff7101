"""What a court report says happened: orders, and facts from signed notes with their sources."""

from reportlab.platypus import Flowable

from db.queries.report_data.court_report import CourtReportData, Fact, OrderLine
from db.texts import label, t
from db.texts.dates import date_short, time_short
from printing.layout.prose import heading, introduction, paragraph, prose, source
from printing.layout.tables import shares, table


def orders(data: CourtReportData, width: float) -> list[Flowable]:
    """What the court ordered, and how far each order has been carried out."""
    story: list[Flowable] = [heading(t("Orders of the court and their status"))]
    if not data.orders:
        return [*story, paragraph(t("No orders are recorded."), "missing")]
    rows = [
        (date_short(order.ordered_on), _order(order), label(order.status)) for order in data.orders
    ]
    heads = (t("Ordered"), t("Order"), t("Status"))
    return [*story, *table(heads, rows, shares(width, (0.13, 0.63, 0.24)))]


def facts(data: CourtReportData) -> list[Flowable]:
    """Facts by topic, each with date, way of contact, source and author; addenda with them."""
    title = t("Facts since the last hearing") if data.since else t("Facts since the case opened")
    story: list[Flowable] = [
        heading(title),
        introduction(
            t(
                "Quoted from contact notes that their authors have signed, by topic, with source "
                "and date. A signed note is never changed; corrections follow it as addenda."
            )
        ),
    ]
    if not any(entries for _, entries in data.facts):
        story.append(paragraph(t("There are no signed notes in this period."), "missing"))
    for topic, entries in data.facts:
        if entries:
            story.append(heading(label(topic), 1))
        for fact in entries:
            story += _fact(fact)
    return story


def _fact(fact: Fact) -> list[Flowable]:
    story: list[Flowable] = [source(_source(fact)), *prose(fact.text, "note")]
    for day, author, text in fact.addenda:
        words = t("Addendum of {date} by {author}", date=date_short(day), author=author)
        story += [source(words), *prose(text, "note")]
    return story


def _source(fact: Fact) -> str:
    parts = [
        t("{date}, {time}", date=date_short(fact.on.date()), time=time_short(fact.on)),
        label(fact.kind),
    ]
    if fact.place:
        parts.append(fact.place)
    if fact.with_whom:
        parts.append(t("with {people}", people=", ".join(fact.with_whom)))
    if fact.signed_on:
        parts.append(
            t("{author}, signed {date}", author=fact.author, date=date_short(fact.signed_on))
        )
    else:
        parts.append(fact.author)
    return " · ".join(parts)


def _order(order: OrderLine) -> str:
    lines = [order.text or t("Not recorded")]
    if order.due_on:
        lines.append(t("Due {date}", date=date_short(order.due_on)))
    if order.remark:
        lines.append(order.remark)
    return "\n".join(lines)
