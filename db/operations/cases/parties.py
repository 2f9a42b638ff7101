"""The people who have a part in a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models.case_file import CaseFile, Party
from db.models.client import OutsidePerson
from db.operations.cases.access import case_to_change
from db.operations.work import Work
from db.queries.visibility import client_to_see
from db.rules.codes import PartyRole
from db.rules.findings import Finding, Refused, hard, raise_hard
from db.rules.text_fields import stripped, too_long


@dataclass(frozen=True)
class PartyForm:
    """A person's part in a case; exactly one of `client_id` and `person_id` is given."""

    id: UUID
    case_id: UUID
    role: PartyRole
    client_id: UUID | None = None
    person_id: UUID | None = None
    remark: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    version: int = 0


def add_party(work: Work, form: PartyForm) -> None:
    """Add a client or an outside person to a case."""
    case_to_change(work, form.case_id)
    form = stripped(form)
    raise_hard(_findings(work, form))
    if form.client_id is not None:
        client_to_see(work, form.client_id)
    elif form.person_id is not None and work.session.get(OutsidePerson, form.person_id) is None:
        raise Refused(hard("record.gone", kind="outside_person"))
    party = Party(
        id=form.id, case_id=form.case_id, client_id=form.client_id, person_id=form.person_id
    )
    _fill(party, form)
    work.add(party)
    work.session.flush()
    work.record("party.added", "party", party.id, case=str(form.case_id), role=form.role.value)
    _changed(work, party)


def change_party(work: Work, form: PartyForm) -> None:
    """Correct or end somebody's part. Who it is stays. Raises `Stale`."""
    party = _party(work, form.id)
    form = stripped(form)
    if (party.client_id, party.person_id) != (form.client_id, form.person_id):
        raise Refused(hard("party.person_stays"))
    findings = _findings(work, form)
    work.edit(Party, form.id, form.version)
    raise_hard(findings)
    _fill(party, form)
    work.record("party.changed", "party", party.id, case=str(party.case_id))
    _changed(work, party)


def end_party(work: Work, party_id: UUID, form_version: int, ended_on: date) -> None:
    """End somebody's part in the case on a day; it stays in the file."""
    party = _party(work, party_id)
    work.edit(Party, party_id, form_version)
    if party.started_on and ended_on < party.started_on:
        raise Refused(hard("party.ends_before_start", "ended_on", day=party.started_on))
    party.ended_on = ended_on
    work.record("party.ended", "party", party_id, case=str(party.case_id))
    _changed(work, party)


def remove_party(work: Work, party_id: UUID, form_version: int) -> None:
    """Take out somebody who was added by mistake."""
    party = _party(work, party_id)
    work.edit(Party, party_id, form_version)
    work.record(
        "party.removed", "party", party_id, case=str(party.case_id), role=party.role.value,
        client=str(party.client_id or ""), person=str(party.person_id or ""),
    )  # fmt: skip
    _changed(work, party)
    work.session.delete(party)


def _party(work: Work, party_id: UUID) -> Party:
    party = work.session.get(Party, party_id)
    if party is None:
        raise Refused(hard("record.gone", kind="party"))
    case_to_change(work, party.case_id)
    return party


def _changed(work: Work, party: Party) -> None:
    work.changed("case", party.case_id)
    if party.client_id is not None:
        work.changed("client", party.client_id)


def _findings(work: Work, form: PartyForm) -> list[Finding]:
    found = list(too_long(form, {"remark": 200}))
    if (form.client_id is None) == (form.person_id is None):
        found.append(hard("party.one_person", "person_id"))
    if form.started_on and form.ended_on and form.ended_on < form.started_on:
        found.append(hard("party.ends_before_start", "ended_on", day=form.started_on))
    who = Party.client_id if form.client_id is not None else Party.person_id
    same = select(Party.id).where(
        Party.case_id == form.case_id,
        who == (form.client_id or form.person_id),
        Party.role == form.role,
        Party.ended_on.is_(None),
        Party.id != form.id,
    )
    if form.ended_on is None and work.session.scalar(same) is not None:
        found.append(hard("party.already_there", "person_id", role=form.role))
    main = select(CaseFile.id).where(
        CaseFile.id == form.case_id, CaseFile.client_id == form.client_id
    )
    if form.role is PartyRole.CLIENT and work.session.scalar(main) is not None:
        found.append(hard("party.is_the_client", "person_id"))
    return found


def _fill(party: Party, form: PartyForm) -> None:
    party.role = form.role
    party.remark = form.remark
    party.started_on = form.started_on
    party.ended_on = form.ended_on
