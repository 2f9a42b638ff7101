"""What a colleague still had open when a matter was sealed does not come into the office again."""

import pytest
from sqlalchemy import select

from db.models.case_file import CaseFile
from db.office.sealed import SealedOffice
from db.operations.cases.restrict import restrict_case
from db.operations.drafts import save_draft
from db.queries.audit_log.last_saved import last_save
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.moved import seal
from tests.db.office.sealed.test_walls import told
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import WORDS, Entered


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
