"""What the audit log tells, in words."""

from collections.abc import Mapping
from uuid import UUID

from db.texts import t
from db.texts.audit_acts import act_words

__all__ = ["act_words", "details_words", "kinds_of_acts"]

_IN_EMERGENCY = ("client.viewed_in_emergency", "case.viewed_in_emergency")


def details_words(details: Mapping[str, object]) -> str:
    """Which fields changed, and what else was kept with the act. Ids are left out."""
    words = []
    for name, value in details.items():
        shown = _readable(name)
        if name == "fields" and isinstance(value, Mapping | list | tuple):
            named = [str(field) for field in value if not str(field).endswith("_id")]
            words.append(", ".join(_readable(field) for field in named))
        elif isinstance(value, bool | int | str) and not _is_id(value):
            words.append(t("{name}: {value}", name=shown, value=value))
    return "; ".join(word for word in words if word)


def _readable(name: str) -> str:
    return name.replace("_", " ")


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def kinds_of_acts() -> list[tuple[tuple[str, ...], str]]:
    """What can be asked for: acts, or groups of them, and the words for it."""
    return [
        (("client.viewed", "case.viewed", *_IN_EMERGENCY), t("Files that were opened")),
        (("emergency", *_IN_EMERGENCY), t("Emergency accesses")),
        (
            ("document.printed", "document.saved", "document.exported"),
            t("Prints and exports"),
        ),
        (("signed_in", "sign_in"), t("Sign-ins")),
        (("client", "household", "relationship"), t("Clients and households")),
        (("case", "party", "enrollment", "task", "person"), t("Cases")),
        (("note",), t("Notes")),
        (("hearing", "order", "placement", "report"), t("Court")),
        (("appointment", "message", "leave"), t("Calendar, messages and leave")),
        (
            ("document.attached", "document.removed", "document.renamed", "document.restored"),
            t("Attached files"),
        ),
        (("staff",), t("Staff and accounts")),
        (
            ("office", "room", "program", "closure", "sealed", "audit", "imported", "counted_run"),
            t("Office, backups and imports"),
        ),
    ]


def _acts() -> dict[str, str]:
    return {
        "appointment.arrived": t("Marked as arrived"),
        "appointment.booked": t("Appointment booked"),
        "appointment.cancelled_by_client": t("Appointment cancelled by the client"),
        "appointment.cancelled_by_office": t("Appointment cancelled by the office"),
        "appointment.changed": t("Appointment changed"),
        "appointment.completed": t("Marked as held"),
        "appointment.confirmed": t("Appointment confirmed"),
        "appointment.kept_busy": t("Time kept for a sealed file"),
        "appointment.no_show": t("Marked as not come"),
        "appointment.tentative": t("Appointment made tentative"),
        "appointment.taken_back": t("Mark of an appointment taken back"),
        "audit.details_sealed": t("Details of the log sealed"),
        "case.assigned": t("Case assigned"),
        "case.changed": t("Case changed"),
        "case.closed": t("Case closed"),
        "case.opened": t("Case opened"),
        "case.reopened": t("Case reopened"),
        "case.restricted": t("Case restricted"),
        "case.restriction_lifted": t("Restriction of a case lifted"),
        "case.unassigned": t("Assignment ended"),
        "case.viewed": t("Case file opened"),
        "case.viewed_in_emergency": t("Case file opened in an emergency"),
        "client.added": t("Client added"),
        "client.changed": t("Client changed"),
        "client.restriction_followed": t("Client’s restriction followed the cases"),
        "client.viewed": t("Client’s file opened"),
        "client.viewed_in_emergency": t("Client’s file opened in an emergency"),
        "closure.added": t("Closure added"),
        "closure.changed": t("Closure changed"),
        "closure.removed": t("Closure taken back"),
        "counted_run.kept": t("Funder’s numbers kept"),
        "document.attached": t("File attached"),
        "document.exported": t("List exported"),
        "document.printed": t("Document printed"),
        "document.removed": t("Attached file removed"),
        "document.renamed": t("Attached file renamed"),
        "document.restored": t("Attached file restored"),
        "document.saved": t("Document saved as a file"),
        "emergency.ended": t("Emergency access ended by hand"),
        "emergency.opened": t("Emergency access opened"),
        "emergency.reviewed": t("Emergency access reviewed"),
        "enrollment.added": t("Enrollment added"),
        "enrollment.changed": t("Enrollment changed"),
        "hearing.added": t("Hearing added"),
        "hearing.changed": t("Hearing changed"),
        "hearing.followed": t("Hearing followed by another"),
        "hearing.imported": t("Hearing imported"),
        "hearing.linked": t("Hearing linked to an appointment"),
        "hearing.outcome": t("Outcome of a hearing"),
        "household.changed": t("Household changed"),
        "household.joined": t("Joined a household"),
        "household.left": t("Left a household"),
        "household.made": t("Household made"),
        "household.relation_changed": t("Place in a household changed"),
        "imported": t("Rows imported"),
        "leave.added": t("Leave entered"),
        "leave.changed": t("Leave changed"),
        "leave.removed": t("Leave taken back"),
        "message.done": t("Message marked as done"),
        "message.left": t("Message taken"),
        "message.reopened": t("Message reopened"),
        "note.added_to": t("Addendum to a note"),
        "note.begun": t("Note begun"),
        "note.carried_over": t("Note carried over"),
        "note.changed": t("Draft of a note changed"),
        "note.discarded": t("Draft of a note discarded"),
        "note.entered_in_error": t("Note marked as entered in error"),
        "note.imported": t("Note imported"),
        "note.signed": t("Note signed"),
        "office.backed_up": t("Backup made"),
        "office.changed": t("Office changed"),
        "save.repeated": t("Saved again, since the shared drive had lost it"),
        "sign_in.failed_before": t("Wrong passwords before this sign-in"),
        "office.drilled": t("Fire drill: a backup was tried"),
        "office.key_changed": t("The office's key was changed"),
        "office.locks_unreal": t("Read-only, since locks were not real"),
        "office.records_lost": t("Records of what was read or printed offline were lost"),
        "office.checked": t("Office checked for damage"),
        "office.created": t("Office made"),
        "office.upgraded": t("Office brought to a newer version"),
        "office.furnished": t("Sample data made"),
        "office.hours_changed": t("Office hours changed"),
        "office.recovery_code_renewed": t("Recovery code renewed"),
        "office.recovered": t("Office opened with the recovery code"),
        "order.added": t("Court order added"),
        "order.changed": t("Court order changed"),
        "order.removed": t("Court order removed"),
        "party.added": t("Person added to a case"),
        "party.changed": t("Person of a case changed"),
        "party.ended": t("Person left a case"),
        "party.removed": t("Person removed from a case"),
        "person.added": t("Person added"),
        "person.changed": t("Person changed"),
        "placement.added": t("Placement added"),
        "placement.changed": t("Placement changed"),
        "placement.ended": t("Placement ended"),
        "program.added": t("Program added"),
        "program.changed": t("Program changed"),
        "relationship.added": t("Relationship added"),
        "relationship.changed": t("Relationship changed"),
        "relationship.ended": t("Relationship ended"),
        "relationship.removed": t("Relationship removed"),
        "report.saved": t("Text of a court report saved"),
        "room.added": t("Room or car added"),
        "room.changed": t("Room or car changed"),
        "sealed.made": t("Sealed file made"),
        "sealed.match_seen": t("Possible duplicate of a sealed file seen"),
        "sealed.moved_in": t("Client moved into the sealed file"),
        "sealed.taken_back": t("Client taken out of the sealed file again"),
        "sealed.members_changed": t("Members of a sealed file changed"),
        "sealed.opened": t("Sealed file opened"),
        "sealed.recovery_chosen": t("Chosen whether the recovery code opens sealed files"),
        "signed_in": t("Signed in"),
        "staff.added": t("Account made"),
        "staff.changed": t("Staff details changed"),
        "staff.deactivated": t("Account closed"),
        "staff.hours_changed": t("Working hours changed"),
        "staff.password_changed": t("Own password changed"),
        "staff.password_reset": t("Password reset"),
        "staff.role_changed": t("Role changed"),
        "task.added": t("Task added"),
        "task.changed": t("Task changed"),
        "task.done": t("Task done"),
        "task.not_done": t("Task reopened"),
    }
