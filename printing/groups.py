"""What a group's own page prints and exports: no other page asks for it."""

from db.texts import t
from printing import builders
from printing.catalog import DocumentKind, Entry


def sign_in_sheet() -> Entry:
    """The sign-in sheet of a session; its data is of `db.queries.groups.papers.sign_in_data`."""
    return Entry(
        key="sign-in-sheet",
        kind=DocumentKind.REPORT,
        title=t("Sign-in sheet"),
        about=t("The names of a group’s members, to sign at a session."),
        parameters=(),
        data="",
        leaves=True,
        suffixes=(".pdf",),
        builder=builders.sign_in_sheet,
    )


def group_attendance() -> Entry:
    """A group's attendance; its data is of `db.queries.groups.papers.attendance_data`."""
    return Entry(
        key="group-attendance",
        kind=DocumentKind.EXPORT,
        title=t("Attendance of a group"),
        about=t("Who came to which session of a group."),
        parameters=(),
        data="",
        leaves=True,
        suffixes=(".xlsx", ".csv"),
        builder=builders.group_attendance,
    )
