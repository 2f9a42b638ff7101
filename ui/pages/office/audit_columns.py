"""What a line of the audit log shows, and to whom."""

from db.queries.audit_log.pages import AuditRow
from db.rules.permissions import Action
from db.texts import label, t
from db.texts.dates import date_short, time_short
from ui.context import PageContext
from ui.item_models.columns import Column
from ui.pages.office.audit_words import act_words, details_words


def about(context: PageContext) -> str:
    """What the log tells this person."""
    if context.may(Action.READ_CASES):
        return t(
            "Who did what, and who opened a file. To see who looked at a client, choose “Files "
            "that were opened” and type the client’s number."
        )
    return t("What was done and when, by role. No person and no record is named.")


def audit_columns(reads_cases: bool) -> list[Column[AuditRow]]:
    """Who reads no cases is told no person and no record."""

    def when(row: AuditRow) -> str:
        return f"{date_short(row.at.date())} {time_short(row.at)}"

    def record(row: AuditRow) -> str:
        return t("not shown") if row.hidden else row.number

    shape = [
        Column("when", t("When"), when, 172, order=lambda row: row.at),
        Column("role", t("Role"), lambda row: label(row.role), 115),
        Column("act", t("What was done"), lambda row: act_words(row.action), 215),
    ]
    if not reads_cases:
        return shape
    return [
        shape[0],
        Column("who", t("Who"), lambda row: row.user, 140),
        shape[1],
        shape[2],
        Column("record", t("Case or client"), record, 100),
        Column("details", t("Details"), lambda row: details_words(row.details), 230),
    ]
