"""The columns of the lists in a case file: people, tasks, documents."""

from zoneinfo import ZoneInfo

from db.queries.cases.documents import DocumentRow
from db.queries.cases.parties import PartyLine
from db.queries.tasks import TaskRow
from db.rules.deadlines import DueState
from db.texts import label, sentence, t
from db.texts.dates import date_short, moment, number
from ui.item_models.columns import Column
from ui.theme.tokens import Tone

_TONES = {
    DueState.OVERDUE: Tone.DANGER,
    DueState.TODAY: Tone.WARNING,
    DueState.SOON: Tone.INFORMATION,
    DueState.DONE: Tone.OK,
}


def party_columns() -> list[Column[PartyLine]]:
    """Of a list of the people of a case."""
    return [
        Column("name", t("Name"), party_name, 160),
        Column("role", t("Part"), lambda line: label(line.role), 160),
        Column("organization", t("Organization"), lambda line: line.organization, 140),
        Column(
            "marks", t("Careful"), _marks, 145,
            tone=lambda line: Tone.WARNING if _marks(line) else None, tip=_marks,
        ),
        Column("span", t("Time"), party_time, 130, shown=False),
        Column("remark", t("Remark"), lambda line: line.remark, 160, shown=False),
    ]  # fmt: skip


def party_key(line: PartyLine) -> object:
    """What tells one part from another: the main client has no row of their own."""
    return line.id or line.client_id


def party_name(line: PartyLine) -> str:
    """The name, or that it may not be known."""
    return line.name or t("Somebody restricted")


def _marks(line: PartyLine) -> str:
    marks = [sentence(mark) for mark in line.marks]
    if line.protected:
        marks.append(t("Protected"))
    if any(point.marks for point in line.contact):
        marks.append(t("See ways to reach"))
    return "; ".join(marks)


def party_time(line: PartyLine) -> str:
    """Since when, or until when."""
    if line.ended_on is not None:
        return t("until {day}", day=date_short(line.ended_on))
    return t("since {day}", day=date_short(line.started_on)) if line.started_on else ""


def task_columns(zone: ZoneInfo) -> list[Column[TaskRow]]:
    """Of a list of tasks."""
    return [
        Column("title", t("What is to be done"), lambda row: row.title, 195),
        Column(
            "due", t("Due"), lambda row: _due_words(row, zone), 205,
            tone=lambda row: _TONES.get(row.due.state),
            order=lambda row: row.due_on,
        ),
        Column("kind", t("Kind"), lambda row: label(row.kind), 110),
        Column("worker", t("By whom"), lambda row: row.worker, 115),
    ]  # fmt: skip


def _due_words(row: TaskRow, zone: ZoneInfo) -> str:
    if row.done_at is not None:
        return t("Done {day}", day=date_short(row.done_at.astimezone(zone).date()))
    if row.due_on is None:
        return ""
    day = date_short(row.due_on)
    if row.due.state is DueState.LATER:
        return day
    return t("{day}: {state}", day=day, state=label(row.due.state))


def document_columns(zone: ZoneInfo) -> list[Column[DocumentRow]]:
    """Of a list of documents."""
    return [
        Column("name", t("Name"), lambda row: row.name, 164),
        Column(
            "dated", t("Day on the paper"),
            lambda row: date_short(row.dated_on) if row.dated_on else "", 120,
            order=lambda row: row.dated_on,
        ),
        Column(
            "added", t("Attached"), lambda row: moment(row.added_at.astimezone(zone)), 165,
            order=lambda row: row.added_at,
        ),
        Column("by", t("By"), lambda row: row.added_by, 95),
        Column(
            "size", t("Size"), lambda row: _size(row.size), 66, numeric=True,
            order=lambda row: row.size,
        ),
    ]  # fmt: skip


def _size(size: int) -> str:
    if size < 1_000_000:
        return t("{n} kB", n=number(max(1, round(size / 1000))))
    return t("{n} MB", n=number(round(size / 1_000_000, 1)))
