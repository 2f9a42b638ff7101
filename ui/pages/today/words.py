"""What stands on the first page, as lines: when, what, and how it stands."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from db.queries.cases.case_list import CaseRow
from db.queries.emergencies import EmergencyRow
from db.queries.hearings_ahead import ComingHearing
from db.queries.messages import MessageRow
from db.queries.notes.lists import DraftRow
from db.queries.tasks import TaskRow
from db.queries.today import TodayAppointment
from db.rules.codes import AppointmentStatus
from db.rules.deadlines import DueState
from db.rules.findings import Finding, information
from db.texts import label, sentence, t, tn
from db.texts.appointments import appointment_title
from db.texts.dates import date_short, time_short, weekday_date
from ui.drafts import Draft
from ui.item_models.lines import Line
from ui.theme.tokens import Tone

_UNCONFIRMED = (information("contact.do_not_confirm"),)
_STATUS_TONES = {
    AppointmentStatus.REQUESTED: Tone.WARNING,
    AppointmentStatus.TENTATIVE: Tone.WARNING,
    AppointmentStatus.ARRIVED: Tone.OK,
    AppointmentStatus.IN_PROGRESS: Tone.OK,
    AppointmentStatus.NO_SHOW: Tone.DANGER,
}


def appointment_lines(rows: Iterable[TodayAppointment], now: datetime) -> list[Line]:
    """My appointments of today; the first that is to come says so. `now` is in the zone."""
    lines: list[Line] = []
    next_named = False
    for row in rows:
        starts, ends = row.starts_at.astimezone(now.tzinfo), row.ends_at.astimezone(now.tzinfo)
        pill, tone = "", Tone.NEUTRAL
        if row.status is not AppointmentStatus.CONFIRMED:
            pill, tone = label(row.status), _STATUS_TONES.get(row.status, Tone.NEUTRAL)
        elif starts <= now < ends:
            pill, tone = t("Now"), Tone.INFORMATION
        elif starts > now and not next_named:
            pill, tone = t("Next"), Tone.INFORMATION
        next_named = next_named or starts > now
        by_video = t("by video") if row.joining_link else ""
        second = (t("until {time}", time=time_short(ends)), row.place, by_video, row.subject)
        lines.append(
            Line(
                row.id,
                "appointment",
                time_short(starts),
                appointment_title(row.kind, row.client_name, hidden=row.hidden),
                _joined(*second),
                pill,
                tone,
                _sentences(row.marks),
                row,
            )
        )
    return lines


def hearing_lines(rows: Iterable[ComingHearing], now: datetime) -> list[Line]:
    """Hearings to come, with the days left and whether the report is still to be written."""
    lines = []
    for row in rows:
        starts = row.starts_at.astimezone(now.tzinfo)
        due = _report_words(row) if row.mine else ()
        lines.append(
            Line(
                row.id,
                "hearing",
                weekday_date(starts.date()),
                _joined(label(row.kind), row.client_name),
                _joined(time_short(starts), row.court, t("case {number}", number=row.case_number)),
                days_ahead(row.days),
                Tone.WARNING if row.days <= 3 else Tone.INFORMATION,
                (*due, *_sentences(row.marks)),
                row,
            )
        )
    return lines


def _report_words(row: ComingHearing) -> tuple[str, ...]:
    due = row.report_due
    if due is not None and due.done_on is not None:
        return ()
    if due is not None and due.overdue:
        return (t("The report is late: it was due on {date}.", date=weekday_date(due.due_on)),)
    if row.has_report:
        return ()
    if due is not None:
        return (t("The report is due on {date}.", date=weekday_date(due.due_on)),)
    return (t("The report is not written yet."),)


def days_ahead(days: int) -> str:
    """Like "Tomorrow" or "In 5 days"."""
    if days == 0:
        return t("Today")
    if days == 1:
        return t("Tomorrow")
    return tn("In {n} day", "In {n} days", days)


def task_lines(rows: Iterable[TaskRow], *, whose: bool = False) -> list[Line]:
    """Tasks with their day; `whose` names the worker."""
    lines = []
    for row in rows:
        days = row.due.days or 0
        if row.due.state is DueState.OVERDUE:
            pill, tone = tn("{n} day late", "{n} days late", -days), Tone.DANGER
        else:
            pill = t("Due today") if days == 0 else days_ahead(days)
            tone = Tone.WARNING if days == 0 else Tone.INFORMATION
        case = t("case {number}", number=row.case_number) if row.case_number else ""
        lines.append(
            Line(
                row.id,
                "task",
                "" if row.due_on is None else weekday_date(row.due_on),
                row.title or label(row.kind),
                _joined(row.worker if whose else "", row.client_name, case),
                pill,
                tone,
                record=row,
            )
        )
    return lines


def note_lines(rows: Iterable[DraftRow], now: datetime) -> list[Line]:
    """My notes that are not signed."""
    lines = []
    for row in rows:
        day = row.started_at.astimezone(now.tzinfo).date()
        days = (now.date() - day).days
        kind = t("Contact note") if row.kind is None else label(row.kind)
        lines.append(
            Line(
                row.id,
                "note",
                weekday_date(day),
                _joined(kind, row.client_name),
                row.beginning,
                t("Not signed") if days < 1 else tn("{n} day old", "{n} days old", days),
                Tone.WARNING if days > 3 else Tone.NEUTRAL,
                record=row,
            )
        )
    return lines


def silent_lines(rows: Iterable[CaseRow], *, whose: bool = False) -> list[Line]:
    """Open cases in which nobody has been reached for long."""
    return [
        Line(
            row.id,
            "case",
            row.number,
            row.client_heading,
            row.worker if whose else "",
            tn("{n} day silent", "{n} days silent", row.days_silent or 0),
            Tone.WARNING,
            _sentences(_UNCONFIRMED) if row.do_not_confirm else (),
            row,
        )
        for row in rows
    ]


def message_lines(rows: Iterable[MessageRow], now: datetime) -> list[Line]:
    """Phone messages for me."""
    lines = []
    for row in rows:
        day = row.taken_at.date()
        today = day == now.date()
        lines.append(
            Line(
                row.id,
                "message",
                time_short(row.taken_at) if today else weekday_date(day),
                row.caller or row.client or t("Somebody called"),
                _joined(row.phone, " ".join(row.text.split())),
                t("Urgent") if row.urgent else "",
                Tone.DANGER,
                _sentences(row.marks),
                row,
            )
        )
    return lines


def emergency_lines(rows: Iterable[EmergencyRow]) -> list[Line]:
    """Restricted cases that others opened in an emergency."""
    lines = []
    for row in rows:
        if row.running:
            pill, tone = t("Open until {time}", time=time_short(row.ended)), Tone.DANGER
        elif row.reviewed_by:
            pill, tone = t("Reviewed"), Tone.NEUTRAL
        else:
            pill, tone = t("Not reviewed"), Tone.WARNING
        lines.append(
            Line(
                row.id,
                "emergency",
                weekday_date(row.began.date()),
                t("{name} opened case {number}", name=row.staff, number=row.number),
                _joined(time_short(row.began), row.reason),
                pill,
                tone,
                record=row,
            )
        )
    return lines


def draft_lines(drafts: Iterable[Draft], now: datetime) -> list[Line]:
    """What was typed and never saved."""
    lines = []
    for draft in drafts:
        saved = draft.saved_at.astimezone(now.tzinfo) if draft.saved_at else now
        recent = now - saved < timedelta(hours=20)
        lines.append(
            Line(
                (draft.kind, draft.record_id),
                "draft",
                time_short(saved) if recent else date_short(saved.date()),
                draft.title or t("Unsaved work"),
                "",
                t("Not saved"),
                Tone.WARNING,
                record=draft,
            )
        )
    return lines


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _sentences(marks: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sentence(mark) for mark in marks)
