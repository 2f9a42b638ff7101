"""Opening a case and changing what stands on its first page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.models.case_file import CaseFile
from db.operations.cases.access import case_to_change, keep_restriction_of_clients
from db.operations.cases.assign import AssignmentForm, add_assignment
from db.operations.cases.enroll import EnrollmentForm, add_enrollment
from db.operations.cases.numbers import is_taken, next_case_number
from db.operations.work import Work
from db.queries.visibility import client_to_see
from db.rules.codes import CaseStatus
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.names import tokens
from db.rules.permissions import Action
from db.rules.text_fields import stripped, too_long

_LONGEST = {
    "number": 20,
    "court": 200,
    "county": 100,
    "docket": 80,
    "in_the_matter_of": 200,
}


@dataclass(frozen=True, kw_only=True)
class CaseForm:
    """A case as it is typed. An empty `number` takes the office's next one.

    `version` is the one that the form opened with; 0 for a new case.
    """

    id: UUID
    client_id: UUID
    opened_on: date
    status: CaseStatus = CaseStatus.OPEN
    number: str = ""
    summary: str = ""
    background: str = ""
    court: str = ""
    county: str = ""
    docket: str = ""
    in_the_matter_of: str = ""
    removed_on: date | None = None
    version: int = 0


@dataclass(frozen=True)
class OpenedCase:
    """A case that was opened."""

    id: UUID
    number: str


def open_case(
    work: Work,
    form: CaseForm,
    *,
    worker: AssignmentForm | None = None,
    enrollments: tuple[EnrollmentForm, ...] = (),
) -> OpenedCase:
    """Open a case for a client, perhaps with its worker and programs at once.

    Whoever may not assign cases may take a new one for themselves only.
    """
    work.require(Action.EDIT_CASES)
    client_to_see(work, form.client_id)
    form = stripped(form)
    raise_hard(_findings(work, form))
    if form.number and is_taken(work, form.number):
        raise Refused(hard("case.number_taken", "number", number=form.number))
    case = CaseFile(
        id=form.id,
        number=form.number or next_case_number(work, form.opened_on),
        client_id=form.client_id,
        restricted=False,
    )
    _fill(case, form)
    work.add(case)
    work.session.flush()
    index_case(work, case)
    work.record("case.opened", "case", case.id, number=case.number, client=str(case.client_id))
    if worker is not None:
        if worker.staff_id != work.user.id:
            work.require(Action.ASSIGN_CASES)
        add_assignment(work, case, worker)
    for enrollment in enrollments:
        add_enrollment(work, case, enrollment)
    keep_restriction_of_clients(work, [case.client_id])
    work.changed("case", case.id)
    work.changed("client", case.client_id)
    return OpenedCase(case.id, case.number)


def change_case(work: Work, form: CaseForm) -> None:
    """Save what stands on a case's first page. Closing and reopening are acts of their own.

    The number and the client stay. Raises `Stale` if somebody else saved meanwhile.
    """
    case_to_change(work, form.id)
    form = stripped(form)
    case = work.edit(CaseFile, form.id, form.version)
    if (case.status is CaseStatus.CLOSED) != (form.status is CaseStatus.CLOSED):
        raise Refused(hard("case.status_by_form", "status"))
    raise_hard(_findings(work, form))
    if case.closed_on and form.opened_on > case.closed_on:
        raise Refused(hard("case.closed_before_opened", "opened_on", day=case.closed_on))
    _fill(case, form)
    index_case(work, case)
    work.record("case.changed", "case", case.id)
    work.changed("case", case.id)


def index_case(work: Work, case: CaseFile) -> None:
    """Let the case be found by its number, its docket and its caption."""
    work.search.put(work.session, "case", case.id, case_words(case))


def case_words(case: CaseFile) -> tuple[str, ...]:
    """The words that a case is found by."""
    return (*tokens(case.number), *tokens(case.docket), *tokens(case.in_the_matter_of))


def _findings(work: Work, form: CaseForm) -> list[Finding]:
    found = list(too_long(form, _LONGEST))
    if form.opened_on > work.today:
        found.append(hard("case.opened_in_future", "opened_on"))
    if form.removed_on and form.removed_on > work.today:
        found.append(hard("case.removed_in_future", "removed_on"))
    if form.version == 0 and form.status is CaseStatus.CLOSED:
        found.append(hard("case.status_by_form", "status"))
    return found


def _fill(case: CaseFile, form: CaseForm) -> None:
    case.opened_on = form.opened_on
    case.status = form.status
    case.summary = form.summary
    case.background = form.background
    case.court = form.court
    case.county = form.county
    case.docket = form.docket
    case.in_the_matter_of = form.in_the_matter_of
    case.removed_on = form.removed_on
