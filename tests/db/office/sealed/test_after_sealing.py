"""What a colleague still had open when a matter was sealed does not come into the office again."""

import errno
import re
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.models.case_file import CaseFile
from db.models.client import Client, OutsidePerson
from db.models.staff import Staff
from db.office.afterwards import Afterwards
from db.office.keeping import check
from db.office.sealed import SealedOffice
from db.operations.audit_vouching import ACTION
from db.operations.cases.parties import PartyForm, add_party, remove_party
from db.operations.cases.restrict import restrict_case
from db.operations.disclosures import record_disclosure
from db.operations.drafts import save_draft
from db.queries.audit_log.last_saved import last_save
from db.queries.reading import Reading
from db.rules.codes import DisclosurePurpose, PartyRole
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.documents import DocumentStore
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.moved import seal
from tests.db.office.sealed.test_walls import told
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import WORDS, Entered

pytestmark = pytest.mark.only_in_folder("see on_server/test_sealing.py")


def test_a_draft_that_is_kept_after_the_sealing_is_refused(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    seal(inside, entered.client)
    body = {"case": str(entered.case), "text": WORDS[0]}
    for record in (entered.note, new_id()):  # a note of before, and one that was just begun
        with pytest.raises(Refused, match=r"draft\.sealed_since"):
            cabinet.omar.write(save_draft, "note", record, body)
    assert told(everything(folder, key)) == set()
    inside.write(save_draft, "note", entered.note, body)
    cabinet.omar.write(save_draft, "note", new_id(), {"case": str(new_id()), "text": "of another"})


def test_who_saved_a_restricted_case_is_told_to_nobody_who_may_not_read_it(
    cabinet: Cabinet, entered: Entered
) -> None:
    asked = select(CaseFile.version).where(CaseFile.id == entered.case)
    version = cabinet.sue.read(lambda reading: reading.session.scalar(asked))
    cabinet.sue.write(restrict_case, entered.case, version, frozenset({cabinet.sue.user.id}))
    assert cabinet.sue.read(last_save, entered.case) is not None
    assert cabinet.omar.read(last_save, entered.case) is None


def test_a_draft_about_somebody_outside_who_moved_along_is_refused_as_well(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    """The log had no details of them to take out: that they moved must show all the same."""
    (person,) = cabinet.sue.read(lambda reading: reading.session.scalars(_PEOPLE).all())
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    seal(inside, entered.client)
    with pytest.raises(Refused, match=r"draft\.sealed_since"):
        cabinet.omar.write(save_draft, "person", person, {"last_name": WORDS[3]})
    assert told(everything(folder, key)) == set()
    assert check(cabinet.sue) == []


def printed_for_court(entered: Entered) -> DisclosureForm:
    return DisclosureForm(
        id=new_id(),
        document="court",
        left_as=LeftAs.PRINTED,
        purpose=DisclosurePurpose.COURT,
        recipient=WORDS[1],
        case_id=entered.case,
    )


def test_what_was_printed_of_it_while_the_drive_was_gone_is_told_without_its_words(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, tmp_path: Path
) -> None:
    waiting = Afterwards(cabinet.sue, tmp_path / "later")
    form = printed_for_court(entered)
    waiting.keep(record_disclosure, form)
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    seal(inside, entered.client)
    assert waiting.settle() == 1
    assert told(everything(folder, key)) == set()
    printed = select(AuditEvent.record_id).where(AuditEvent.action == "document.printed")
    assert cabinet.sue.read(lambda reading: reading.session.scalars(printed).all()) == [form.id]


def test_what_was_printed_by_who_may_not_read_it_any_more_moves_with_it_later(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, tmp_path: Path
) -> None:
    waiting = Afterwards(cabinet.omar, tmp_path / "later")
    form = printed_for_court(entered)
    waiting.keep(record_disclosure, form)
    asked = select(CaseFile.version).where(CaseFile.id == entered.case)
    version = cabinet.sue.read(lambda reading: reading.session.scalar(asked))
    cabinet.sue.write(restrict_case, entered.case, version, frozenset({cabinet.sue.user.id}))
    assert waiting.settle() == 1
    seal(inside, entered.client)
    folder, key = cabinet.desk.folder, cabinet.omar.data_key
    assert told(everything(folder, key)) == set()


def test_no_details_in_the_log_name_what_was_sealed_nor_what_was_removed_from_it_before(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice
) -> None:
    """A party who was entered by mistake: their record is gone, what the log says of it is not."""
    (person,) = cabinet.sue.read(lambda reading: reading.session.scalars(_PEOPLE).all())
    party = PartyForm(new_id(), entered.case, PartyRole.MOTHER, person_id=person)
    cabinet.sue.write(add_party, party)
    cabinet.sue.write(remove_party, party.id, 1)
    assert entered.case in cabinet.sue.read(_named)
    seal(inside, entered.client)
    assert cabinet.sue.read(_named) == set()
    assert party.id in inside.read(_about)
    assert check(cabinet.sue) == check(cabinet.maria) == []


def test_an_attached_file_that_could_not_be_removed_from_the_office_goes_with_the_next_opening(
    cabinet: Cabinet, entered: Entered, inside: SealedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key is in the office's older backups: it must not stay for good."""
    left = DocumentStore(cabinet.desk.folder / "documents").path_of(entered.stored_as)
    unlink = Path.unlink

    def in_use(path: Path, missing_ok: bool = False) -> None:
        if path == left:
            raise PermissionError(errno.EACCES, "in use")
        unlink(path, missing_ok)

    with monkeypatch.context() as busy:
        busy.setattr(Path, "unlink", in_use)
        seal(inside, entered.client)
        assert len(cabinet.open(inside.record.id, cabinet.maria).read(_clients)) == 1
    assert left.exists() and cabinet.sue.read(_clients) == []
    cabinet.open(inside.record.id, cabinet.omar)
    assert not left.exists()
    assert check(cabinet.sue) == check(cabinet.maria) == []


def _clients(reading: Reading) -> list[UUID]:
    return list(reading.session.scalars(select(Client.id)))


_PEOPLE = select(OutsidePerson.id)


def _named(reading: Reading) -> set[UUID]:
    """The ids in the log's details that are nobody's who works here."""
    asked = select(AuditEvent.details).where(AuditEvent.action != ACTION)
    words = " ".join(reading.session.scalars(asked)).replace("-", "")
    staff = {one.hex for one in reading.session.scalars(select(Staff.id))}
    return {UUID(one) for one in re.findall(r"\b[0-9a-f]{32}\b", words) if one not in staff}


def _about(reading: Reading) -> set[UUID | None]:
    return set(reading.session.scalars(select(AuditEvent.record_id)))
