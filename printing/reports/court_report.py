"""The report for a hearing: what happened since the last one, the worker's view, what is asked.

Facts and opinion are kept apart. Facts come from signed notes of the ordinary class, each with
who wrote it, how and when. The home address and the last name of foster parents have no place in
`CourtReportData`; before anything is laid out, every text is searched for them once more.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import BinaryIO

from reportlab.platypus import Flowable, KeepTogether

from db.queries.report_data.court_report import CourtPerson, CourtReportData, Fact, PersonContacted
from db.rules.findings import Refused, hard
from db.rules.names import fold
from db.texts import label, t, tn
from db.texts.dates import date_long, date_short, time_short
from db.texts.partial_dates import partial_date_words
from printing.layout.document import Printed
from printing.layout.story import gap, heading, pairs, paragraph, prose, signatures, table


def build(data: CourtReportData, out: BinaryIO) -> int:
    """Write the report as a PDF; returns the number of pages.

    Raises `Refused` with "report.protected" when a protected detail stands in one of its texts.
    """
    refuse_protected(data)
    reference = t("Case {number}", number=data.case_number)
    printed = Printed(out, data.letterhead, title=t("Court report"), reference=reference)
    width = printed.text_width
    recommended = prose(data.recommendations)
    story: list[Flowable] = [
        *_caption(data, width),
        *_about(data, width),
        *_contacted(data, width),
        heading(t("Records reviewed")),
        *prose(data.records_reviewed),
        *_orders(data, width),
        heading(t("Situation and background")),
        *prose(data.situation),
        *_facts(data),
        heading(t("Assessment")),
        paragraph(t("This part is the worker's opinion."), "small"),
        *prose(data.assessment),
        heading(t("Recommendations")),
        *recommended[:-1],
        # Signatures never stand on a page without a word of what is signed.
        KeepTogether([recommended[-1], *_closing(data, width)]),
    ]
    return printed.write(story)


def refuse_protected(data: CourtReportData) -> None:
    """Raise `Refused` when a protected name, number or address stands in one of the texts.

    The findings name the part of the report, not what was found.
    """
    wanted = [fold(words) for words in data.protected if len(fold(words)) > 2]
    found = []
    for part, text in _texts(data):
        folded = f" {fold(text)} "
        if any(f" {words} " in folded for words in wanted):
            found.append(part)
    if found:
        raise Refused(*(hard("report.protected", part, part=_part(part)) for part in _once(found)))


def _part(name: str) -> str:
    words = {
        "situation": t("Situation and background"),
        "assessment": t("Assessment"),
        "recommendations": t("Recommendations"),
        "records_reviewed": t("Records reviewed"),
        "facts": t("Facts since the last hearing"),
        "orders": t("Orders of the court"),
        "contacted": t("Persons contacted"),
        "parties": t("Parties"),
    }
    return words.get(name, t("Caption"))


def _texts(data: CourtReportData) -> Iterator[tuple[str, str]]:
    for field in fields(data):
        if field.name not in ("protected", "letterhead", "audit_head"):
            for text in _strings(getattr(data, field.name)):
                yield field.name, text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _caption(data: CourtReportData, width: float) -> list[Flowable]:
    caption = data.caption
    head: list[Flowable] = []
    if caption.court:
        head.append(paragraph(caption.court, "caption"))
    if caption.county:
        head.append(paragraph(t("County of {county}", county=caption.county), "center"))
    matter = caption.in_the_matter_of or ", ".join(person.name for person in data.people)
    return [
        *head,
        gap(4),
        heading(t("Report to the court"), "title"),
        pairs(
            [
                (t("In the matter of"), matter),
                (t("Docket number"), caption.docket),
                (t("Case number"), data.case_number),
                (t("Hearing"), _hearing(data)),
                (t("Judge"), caption.judge),
                (t("Date written"), date_long(data.written_on)),
            ],
            width,
        ),
        *_draft_line(data),
    ]


def _hearing(data: CourtReportData) -> str:
    at = data.caption.hearing_at
    words = t(
        "{kind}, {date}, {time}",
        kind=label(data.caption.hearing),
        date=date_long(at.date()),
        time=time_short(at),
    )
    return f"{words}, {data.caption.courtroom}" if data.caption.courtroom else words


def _draft_line(data: CourtReportData) -> list[Flowable]:
    if not data.unsigned:
        return []
    words = tn(
        "{n} contact note of this period is not signed yet and is not part of this report.",
        "{n} contact notes of this period are not signed yet and are not part of this report.",
        data.unsigned,
    )
    return [gap(4), paragraph(words, "small")]


def _about(data: CourtReportData, width: float) -> list[Flowable]:
    story: list[Flowable] = [heading(t("About"))]
    for person in data.people:
        story.append(pairs(_person(person), width))
    story.append(pairs(_removal(data), width))
    if data.placements:
        story.append(heading(t("Placements"), "topic"))
        rows = [
            (
                label(placement.kind),
                _span(placement.started_on, placement.ended_on),
                _yes_no(placement.with_siblings),
                _yes_no(placement.original_school),
            )
            for placement in data.placements
        ]
        heads = (t("Kind"), t("From – to"), t("With siblings"), t("Same school"))
        story += table(heads, rows, _shares(width, (0.34, 0.34, 0.16, 0.16)))
    story.append(heading(t("Parties")))
    if data.parties:
        rows = [(label(party.role), party.name, party.organization) for party in data.parties]
        heads = (t("Role"), t("Name"), t("Organization"))
        story += table(heads, rows, _shares(width, (0.3, 0.35, 0.35)))
    else:
        story += prose("")
    return story


def _person(person: CourtPerson) -> list[tuple[str, str]]:
    born = partial_date_words(person.birth_date) if person.birth_date else ""
    if person.age is not None:
        born = t("{date} (age {age})", date=born, age=person.age) if born else str(person.age)
    rows = [(label(person.role), person.name), (t("Born"), born)]
    if person.icwa:
        rows.append((t("Indian Child Welfare Act"), person.icwa))
    if person.school:
        rows.append((t("School"), person.school))
    return rows


def _removal(data: CourtReportData) -> list[tuple[str, str]]:
    if data.removed_on is None and not data.placements:
        return []
    removed = date_long(data.removed_on) if data.removed_on else ""
    return [
        (t("Removed from home"), removed),
        (t("Number of placements"), str(len(data.placements))),
    ]


def _contacted(data: CourtReportData, width: float) -> list[Flowable]:
    since = (
        t("Since {date}.", date=date_long(data.since))
        if data.since
        else t("Since the case was opened.")
    )
    story: list[Flowable] = [heading(t("Persons contacted")), paragraph(since, "small")]
    if not data.contacted:
        return [*story, paragraph(t("Nobody in this period."), "body")]
    rows = [
        (person.name, label(person.role) if person.role else "", _dates(person))
        for person in data.contacted
    ]
    heads = (t("Name"), t("Role"), t("Dates"))
    return [*story, *table(heads, rows, _shares(width, (0.28, 0.24, 0.48)))]


def _dates(person: PersonContacted) -> str:
    shown = [date_short(day) for day in person.dates]
    shown += [t("{date} (attempted)", date=date_short(day)) for day in person.attempts]
    return ", ".join(shown)


def _orders(data: CourtReportData, width: float) -> list[Flowable]:
    story: list[Flowable] = [heading(t("Orders of the court"))]
    if not data.orders:
        return [*story, paragraph(t("No orders are recorded."), "body")]
    rows = [
        (
            date_short(order.ordered_on),
            order.text if not order.remark else f"{order.text}\n{order.remark}",
            label(order.status),
        )
        for order in data.orders
    ]
    heads = (t("Ordered"), t("Order"), t("Status"))
    return [*story, *table(heads, rows, _shares(width, (0.14, 0.62, 0.24)))]


def _facts(data: CourtReportData) -> list[Flowable]:
    story: list[Flowable] = [
        heading(t("Facts since the last hearing")),
        paragraph(t("From signed contact notes, with their source and date."), "small"),
    ]
    for topic, facts in data.facts:
        story.append(heading(label(topic), "topic"))
        for fact in facts:
            story.append(paragraph(_source(fact), "source"))
            story += prose(fact.text, "note")
            for day, author, text in fact.addenda:
                words = t("Addendum, {date}, {author}", date=date_short(day), author=author)
                story.append(paragraph(words, "source"))
                story += prose(text, "note")
    if not data.facts:
        story.append(paragraph(t("There are no signed notes in this period."), "body"))
    if data.withheld:
        words = tn(
            "{n} note of a protected class is not part of this report.",
            "{n} notes of protected classes are not part of this report.",
            data.withheld,
        )
        story.append(paragraph(words, "small"))
    return story


def _source(fact: Fact) -> str:
    words = t(
        "{date}, {time} · {kind} · {author}",
        date=date_short(fact.on.date()),
        time=time_short(fact.on),
        kind=label(fact.kind),
        author=fact.author,
    )
    return f"{words} · {fact.place}" if fact.place else words


def _closing(data: CourtReportData, width: float) -> list[Flowable]:
    worker = (data.worker.name, data.worker.title or t("Caseworker"))
    supervisor = data.supervisor
    reviewed = (supervisor.name if supervisor else "", t("Supervisor"))
    if supervisor and supervisor.title:
        reviewed = (supervisor.name, supervisor.title)
    return [
        paragraph(t("Respectfully submitted,")),
        *signatures([worker, reviewed], width),
    ]


def _span(first: date, last: date | None) -> str:
    end = date_short(last) if last else t("today")
    return t("{first} – {last}", first=date_short(first), last=end)


def _yes_no(value: bool | None) -> str:
    if value is None:
        return t("Not recorded")
    return t("Yes") if value else t("No")


def _shares(width: float, shares: tuple[float, ...]) -> list[float]:
    return [width * share for share in shares]
