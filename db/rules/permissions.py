"""Who may do what. Operations ask here; widgets only spare people a refusal they can foresee.

Whoever can open the office's file holds its key, so these are rules of the program, not walls of
cryptography (docs/security.md).
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from db.rules.codes import Role


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """The signed-in person."""

    id: UUID
    user_name: str
    display_name: str
    role: Role


class Action(StrEnum):
    """Something that not everybody may do."""

    FIND_CLIENTS = "find_clients"  # names, contact details, calendar
    EDIT_CLIENTS = "edit_clients"  # names and contact details, demographics at intake
    READ_CASES = "read_cases"  # case content: notes, documents, parties, court
    EDIT_CASES = "edit_cases"
    WRITE_NOTES = "write_notes"
    ASSIGN_CASES = "assign_cases"
    RESTRICT_CASES = "restrict_cases"
    SEAL_CASES = "seal_cases"  # make sealed files; who reads one is settled by its keys
    MARK_NOTE_WRONG = "mark_note_wrong"  # others' notes; authors may mark their own
    BOOK = "book"
    OVERRIDE_BOOKING = "override_booking"
    TAKE_MESSAGES = "take_messages"
    PRINT_CASES = "print_cases"
    EXPORT_LISTS = "export_lists"
    EXPORT_FUNDER = "export_funder"
    IMPORT = "import"
    MANAGE_STAFF = "manage_staff"
    MANAGE_OFFICE = "manage_office"  # name, rooms, programs, closures, working hours
    BACK_UP = "back_up"
    READ_AUDIT = "read_audit"


_RECEPTION = frozenset(
    {
        Action.FIND_CLIENTS,
        Action.EDIT_CLIENTS,
        Action.BOOK,
        Action.OVERRIDE_BOOKING,
        Action.TAKE_MESSAGES,
    }
)
_CASEWORK = _RECEPTION | {
    Action.READ_CASES,
    Action.EDIT_CASES,
    Action.WRITE_NOTES,
    Action.PRINT_CASES,
    Action.EXPORT_LISTS,
    Action.BACK_UP,
}
_SUPERVISION = _CASEWORK | {
    Action.ASSIGN_CASES,
    Action.RESTRICT_CASES,
    Action.SEAL_CASES,
    Action.MARK_NOTE_WRONG,
    Action.EXPORT_FUNDER,
    Action.IMPORT,
    Action.READ_AUDIT,
}

_ALLOWED: dict[Role, frozenset[Action]] = {
    Role.RECEPTIONIST: _RECEPTION,
    Role.CASEWORKER: _CASEWORK,
    Role.SUPERVISOR: _SUPERVISION,
    Role.ADMINISTRATOR: _SUPERVISION | {Action.MANAGE_STAFF, Action.MANAGE_OFFICE},
    Role.AUDITOR: frozenset({Action.EXPORT_FUNDER, Action.READ_AUDIT}),
}


def allowed(role: Role, action: Action) -> bool:
    """Whether a role may do this at all; single records may still be restricted."""
    return action in _ALLOWED[role]


def may_read_case(user: CurrentUser, *, restricted: bool, named: bool) -> bool:
    """Whether the user may read a case's content.

    `named` says that the user is assigned to the case or on its access list. A restricted case
    is read by named staff only, whatever their role.
    """
    if not allowed(user.role, Action.READ_CASES):
        return False
    return named or not restricted
