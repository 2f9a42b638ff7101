"""Who may read a note of each confidentiality class, and what may leave the office by itself."""

from uuid import UUID

from db.rules.codes import NoteClass, NoteStatus, Role
from db.rules.permissions import Action, CurrentUser, allowed

# 42 CFR 2.32(a)(1) and (2), 89 FR 12626, in force since 2024-04-16, compliance since 2026-02-16.
# A regulation's wording (public domain): printed as it stands, in English, never translated.
# Each disclosure made with the patient's written consent carries one of the two, and a copy of
# the consent or a clear explanation of its scope (2.32(b)).
PART_2_NOTICE = (
    "This record which has been disclosed to you is protected by Federal confidentiality rules "
    "(42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony "
    "that describes the information contained in this record, in any civil, criminal, "
    "administrative, or legislative proceedings by any Federal, State, or local authority, "
    "against the patient, unless authorized by the consent of the patient, except as provided at "
    "42 CFR 2.12(c)(5) or as authorized by a court in accordance with 42 CFR 2.64 or 2.65. In "
    "addition, the Federal rules prohibit you from making any other use or disclosure of this "
    "record unless at least one of the following applies:",
    "(i) Further use or disclosure is expressly permitted by the written consent of the "
    "individual whose information is being disclosed in this record or as otherwise permitted by "
    "42 CFR part 2.",
    "(ii) You are a covered entity or business associate and have received the record for "
    "treatment, payment, or health care operations, or",
    "(iii) You have received the record from a covered entity or business associate as permitted "
    "by 45 CFR part 164, subparts A and E.",
    "A general authorization for the release of medical or other information is NOT sufficient "
    "to meet the required elements of written consent to further use or redisclose the record "
    "(see 42 CFR 2.31).",
)
PART_2_NOTICE_SHORT = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def may_read_note(
    user: CurrentUser,
    note_class: NoteClass,
    author_id: UUID,
    *,
    reads_case: bool,
    named: bool,
) -> bool:
    """Whether the user may read the text of a note.

    `reads_case` is the answer of `permissions.may_read_case`; `named` says that the user is
    assigned to the case or on its access list. Ordinary notes are read by whoever reads the
    case. Substance use (42 CFR 2.12(c)(3)) and victim service (34 USC 12291(b)(2)) notes are
    for staff named in the case, psychotherapy notes (45 CFR 164.501) for their author and a
    supervisor named in the case. That such a note exists, its kind and date, anybody sees who
    reads the case.
    """
    if not reads_case or not allowed(user.role, Action.READ_CASES):
        return False
    if user.id == author_id or note_class is NoteClass.ORDINARY:
        return True
    if note_class is NoteClass.PSYCHOTHERAPY:
        return named and user.role is Role.SUPERVISOR
    return named


def leaves_by_itself(note_class: NoteClass, status: NoteStatus) -> bool:
    """Whether a note may enter a court report or an export without a decision of its own.

    Only ordinary, signed, visible notes do. The other classes need the client's written
    consent or a court's order for each disclosure, so no report takes them up automatically;
    even that they exist is not printed.
    """
    return note_class is NoteClass.ORDINARY and status is NoteStatus.SIGNED


def needs_part_2_notice(classes: frozenset[NoteClass]) -> bool:
    """Whether what is disclosed must carry `PART_2_NOTICE` or the short form."""
    return NoteClass.SUBSTANCE_USE in classes
