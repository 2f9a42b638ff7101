"""Hearings, orders and placements in words, the same in the list, the pane and the case file."""

from datetime import date, datetime

from db.queries.court.docket import DocketRow
from db.queries.court.hearing_view import HearingView
from db.queries.court.lists import HearingRow, OrderRow, PlacementRow
from db.queries.court.report_due import Due
from db.rules.codes import OrderStatus, PlacementKind
from db.rules.court_report import ReportState
from db.texts import label, t, tn
from db.texts.dates import date_medium, time_short, weekday_date
from ui.theme.tokens import Tone

_ORDER_TONES = {
    OrderStatus.IMPLEMENTED: Tone.OK,
    OrderStatus.PARTIAL: Tone.WARNING,
    OrderStatus.NOT_IMPLEMENTED: Tone.DANGER,
}
FOSTER = (PlacementKind.FOSTER_FAMILY, PlacementKind.TREATMENT_FOSTER)


def when(moment: datetime, today: date) -> str:
    """Like "Tue, Dec 1, 9:00 AM"; another year is written out."""
    day = moment.date()
    words = weekday_date(day) if day.year == today.year else date_medium(day)
    return t("{date}, {time}", date=words, time=time_short(moment))


def state_words(row: DocketRow | HearingRow) -> str:
    """How a hearing stands."""
    if row.vacated:
        return t("Vacated")
    return t("Held") if row.past else t("To come")


def state_tone(row: DocketRow | HearingRow) -> Tone:
    """The tone of that word."""
    if row.vacated:
        return Tone.WARNING
    return Tone.NEUTRAL if row.past else Tone.INFORMATION


def report_words(state: ReportState) -> str:
    """How far a report has come."""
    return {
        ReportState.NOT_BEGUN: t("Not begun"),
        ReportState.BEGUN: t("Begun"),
        ReportState.WRITTEN: t("Written"),
    }[state]


def report_tone(state: ReportState, *, past: bool, overdue: bool) -> Tone:
    """Its tone: what is not written asks for attention only while the hearing is to come."""
    if state is ReportState.WRITTEN:
        return Tone.OK
    if past:
        return Tone.NEUTRAL
    return Tone.DANGER if overdue else Tone.WARNING


def row_report(row: DocketRow) -> str:
    """The report in the list."""
    if row.due is not None and row.report is not ReportState.WRITTEN:
        day = weekday_date(row.due.due_on)
        return t("Overdue: {day}", day=day) if row.due.overdue else t("Due {day}", day=day)
    if row.past and row.report is ReportState.NOT_BEGUN:
        return t("None")
    return report_words(row.report)


def row_report_tone(row: DocketRow) -> Tone:
    """Its tone in the list."""
    overdue = row.due is not None and row.due.overdue
    return report_tone(row.report, past=row.past or row.vacated, overdue=overdue)


def due_words(due: Due | None) -> str:
    """By when the report is to be written, or when it was finished."""
    if due is None:
        return t("No day is set for the report.")
    day = date_medium(due.due_on)
    if due.done_on is not None:
        done = date_medium(due.done_on)
        return t("Due {day}; finished {done}.", day=day, done=done)
    return t("Due {day}; overdue.", day=day) if due.overdue else t("Due {day}.", day=day)


def place_words(court: str, courtroom: str, judge: str) -> str:
    """Where, and before whom."""
    return " · ".join(part for part in (court, courtroom, judge) if part)


def order_tone(order: OrderRow) -> Tone:
    """The tone of an order's status: what is not carried out but not due yet is no alarm."""
    tone = _ORDER_TONES[order.status]
    return Tone.WARNING if tone is Tone.DANGER and not order.overdue else tone


def order_line(order: OrderRow) -> str:
    """When an order was made, by when it is due, and what was done about it."""
    parts = [t("Ordered {day}", day=date_medium(order.ordered_on))]
    if order.due_on is not None:
        day = date_medium(order.due_on)
        parts.append(
            t("overdue since {day}", day=day) if order.overdue else t("due {day}", day=day)
        )
    if order.remark:
        parts.append(order.remark)
    return " · ".join(parts)


def placement_title(placement: PlacementRow) -> str:
    """Who lives in what kind of home; a foster family is named on the screen, never printed."""
    words = t("{child}: {kind}", child=placement.client_name, kind=label(placement.kind))
    return f"{words} · {placement.provider}" if placement.provider else words


def placement_line(placement: PlacementRow) -> str:
    """From when to when, with whom, and in what school."""
    since = date_medium(placement.started_on)
    days = tn("{n} day", "{n} days", placement.days)
    if placement.ended_on is None:
        parts = [t("Since {since} ({days})", since=since, days=days)]
    else:
        until = date_medium(placement.ended_on)
        parts = [t("{since} to {until} ({days})", since=since, until=until, days=days)]
    if placement.with_siblings is not None:
        parts.append(t("with siblings") if placement.with_siblings else t("without siblings"))
    if placement.original_school is not None:
        same = placement.original_school
        parts.append(t("same school") if same else t("another school"))
    if placement.ended_because:
        parts.append(placement.ended_because)
    return " · ".join(parts)


def period_words(view: HearingView) -> str:
    """What the report draws on."""
    notes = tn("{n} signed note", "{n} signed notes", view.signed_notes)
    if view.since is None:
        return t("{notes} since the case was opened.", notes=notes)
    day = date_medium(view.since)
    return t("{notes} since the last hearing on {day}.", notes=notes, day=day)
