"""What a computer keeps of a shared office, every kind of it at once, tells nothing by itself."""

from pathlib import Path

import pytest

from db.office.afterwards import Afterwards
from db.office.kept_drafts import LocalDraft, LocalDrafts
from db.office.local_copy import LocalCopy
from db.office.saves import RecentSaves
from db.operations.disclosures import record_disclosure
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.ids import new_id
from db.storage.local_store import LocalLog
from db.storage.snapshot import Copies
from tests.db.office.desk import new_desk
from tests.db.office.secrets_in import WORDS, enter, found_in

pytestmark = pytest.mark.only_in_folder("what is kept here beside a drive")


def test_copy_journal_drafts_and_what_waits_hold_no_word_in_the_clear(tmp_path: Path) -> None:
    desk, here = new_desk(tmp_path / "Harbor House", shared=True), tmp_path / "here"
    ana = desk.ana

    def log(kind: str) -> LocalLog:
        return LocalLog(here / "kept", ana.identity, ana.record.id, ana.device, kind)

    copy = LocalCopy(ana, Copies(here / "cache", ana.record.id))
    ana.watchers.append(RecentSaves(ana, log("saves")))
    ids = enter(ana)
    draft = LocalDraft(new_id(), "note", ids.note, {"text": WORDS[3]}, ana.clock())
    LocalDrafts(log("drafts")).put(draft)
    left = DisclosureForm(
        id=new_id(),
        document="court",
        left_as=LeftAs.PRINTED,
        purpose=DisclosurePurpose.COURT,
        recipient=WORDS[0],
        remark=WORDS[2],
        case_id=ids.case,
        rows=1,
        sha256="0" * 64,
    )
    Afterwards(ana, here / "later").keep(record_disclosure, left)
    assert copy.renew()
    kept = b"".join(log("saves").read().contents)
    assert all(word.encode() in kept for word in WORDS[:3])  # for who may read it
    assert {path.parent.name for path in here.rglob("*") if path.is_file()} >= {"kept", "later"}
    assert found_in(tmp_path) == []
    copy.close()
    desk.close()
