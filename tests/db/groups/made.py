"""Groups for tests, in one line each. Sessions are on Tuesdays of March 2026, at 17:00."""

from datetime import date
from typing import Any
from uuid import UUID

from db.operations.calendar.book import book
from db.operations.calendar.book_series import book_series
from db.operations.groups.attendance import AttendedForm, save_attendance
from db.operations.groups.members import AddMember, Joined, add_member
from db.operations.groups.save import save_group
from db.queries.groups.group_form import GroupForm
from db.queries.groups.group_view import MemberLine, group_view
from db.queries.groups.session_form import session_form
from db.queries.groups.session_view import session_view
from db.rules.codes import Attended
from db.rules.ids import new_id
from db.rules.recurrence import Every, Repeats
from tests.db.bench import Bench
from tests.db.calendar.made import at

TODAY = date(2026, 3, 2)


def a_group(bench: Bench, name: str = "Parenting", **fields: Any) -> UUID:
    """A group led by whoever sits at the bench, with two places."""
    form = GroupForm(
        id=new_id(), name=name, **({"leader_id": bench.user.id, "capacity": 2} | fields)
    )
    bench.write(save_group, form)
    return form.id


def joined(bench: Bench, group: UUID, client: UUID, reason: str = "") -> Joined:
    """Take a client in today."""
    form = AddMember(id=new_id(), group_id=group, client_id=client, since=TODAY)
    return bench.write(add_member, form, reason)


def member(bench: Bench, group: UUID, client: UUID) -> MemberLine:
    """How the group's file shows a client."""
    view = bench.read(group_view, group)
    return next(one for one in (*view.members, *view.waiting, *view.left)
                if one.client_id == client)  # fmt: skip


def a_session(bench: Bench, group: UUID, day: int = 3, reason: str = "") -> UUID:
    """Book a session from 15:00 to 16:00."""
    form = bench.read(session_form, group, at(bench, "15:00", day), at(bench, "16:00", day))
    bench.write(book, form, reason)
    return form.id


def three_sessions(bench: Bench, group: UUID) -> list[UUID]:
    """Book a series of three, and give them by their days."""
    form = bench.read(session_form, group, at(bench, "15:00", 3), at(bench, "16:00", 3))
    tuesdays = Repeats(every=Every.WEEK, weekdays=frozenset({1}), times=3)
    bench.write(book_series, form, tuesdays)
    return [one.appointment_id for one in bench.read(group_view, group).sessions]


def on_session(bench: Bench, session: UUID) -> set[UUID]:
    """Who is on the roster of a session."""
    return {row.client_id for row in bench.read(session_view, session).rows}


def attended(bench: Bench, session: UUID, said: dict[UUID, Attended]) -> int:
    """Take attendance."""
    version = bench.read(session_view, session).version
    rows = [AttendedForm(client, how) for client, how in said.items()]
    return bench.write(save_attendance, session, rows, version)
