"""Who a court report is about, who is a party, and who was spoken with."""

from datetime import date

from reportlab.platypus import Flowable

from db.queries.report_data.court_report import (
    CourtPerson,
    CourtPlacement,
    CourtReportData,
    PersonContacted,
)
from db.texts import label, t, tn
from db.texts.dates import date_long, date_short
from db.texts.partial_dates import partial_date_words
from printing.layout.prose import gap, heading, paragraph
from printing.layout.tables import pairs, shares, table


def children(data: CourtReportData, width: float) -> list[Flowable]:
    """Each child or client, removal from home, and placements."""
    story: list[Flowable] = [heading(t("Children and clients"))]
    if not data.people:
        story.append(paragraph(t("Not recorded"), "missing"))
    for number, person in enumerate(data.people):
        if number:
            story.append(gap(6))
        story += pairs(_person(person), width)
    story += pairs(_removal(data), width)
    story += _placements(data.placements, width)
    return story


def parties(data: CourtReportData, width: float) -> list[Flowable]:
    """The parties; of a foster parent the first name, without an organization."""
    story: list[Flowable] = [heading(t("Parties"))]
    if not data.parties:
        return [*story, paragraph(t("Not recorded"), "missing")]
    rows = [(party.name, label(party.role), party.organization or "–") for party in data.parties]
    heads = (t("Name"), t("Role"), t("Organization"))
    return [*story, *table(heads, rows, shares(width, (0.34, 0.3, 0.36)))]


def contacted(data: CourtReportData, width: float) -> list[Flowable]:
    """Everybody spoken with in the period, with the dates, and attempts that reached nobody."""
    story: list[Flowable] = [heading(t("Persons contacted"))]
    if not data.contacted:
        return [*story, paragraph(t("Nobody in this period."), "missing")]
    rows = [
        (person.name, label(person.role) if person.role else "–", _dates(person))
        for person in data.contacted
    ]
    heads = (t("Name"), t("Role"), t("Dates"))
    return [*story, *table(heads, rows, shares(width, (0.3, 0.24, 0.46)))]


def _person(person: CourtPerson) -> list[tuple[str, str]]:
    born = partial_date_words(person.birth_date) if person.birth_date else ""
    age = "" if person.age is None else tn("{n} year", "{n} years", person.age)
    return [
        (label(person.role), person.name),
        (t("Date of birth"), born),
        (t("Age at the hearing"), age),
        (t("Indian Child Welfare Act"), person.icwa),
        (t("School"), person.school),
    ]


def _removal(data: CourtReportData) -> list[tuple[str, str]]:
    removed = ""
    if data.removed_on:
        removed = date_long(data.removed_on)
        months = _whole_months(data.removed_on, data.caption.hearing_at.date())
        if months > 0:
            removed = t(
                "{date} ({months} before this hearing)",
                date=removed,
                months=tn("{n} month", "{n} months", months),
            )
    return [
        (t("Removed from home"), removed),
        (t("Number of placements"), str(len(data.placements)) if data.placements else ""),
    ]


def _placements(placements: tuple[CourtPlacement, ...], width: float) -> list[Flowable]:
    if not placements:
        return []
    rows = [
        (
            label(placement.kind),
            date_short(placement.started_on),
            date_short(placement.ended_on) if placement.ended_on else t("Today"),
            _yes_no(placement.with_siblings),
            _yes_no(placement.original_school),
        )
        for placement in placements
    ]
    heads = (t("Placement"), t("From"), t("To"), t("With siblings"), t("Original school"))
    widths = shares(width, (0.34, 0.15, 0.15, 0.18, 0.18))
    return [heading(t("Placements"), 1), *table(heads, rows, widths)]


def _dates(person: PersonContacted) -> str:
    shown = [(day, date_short(day)) for day in person.dates]
    shown += [(day, t("{date} (attempted)", date=date_short(day))) for day in person.attempts]
    return ", ".join(words for _, words in sorted(shown)) or t("Not recorded")


def _yes_no(value: bool | None) -> str:
    if value is None:
        return t("Not recorded")
    return t("Yes") if value else t("No")


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
