"""Of a sealed file nobody reads a word who has everything but a member's private keys."""

import pytest

from db.office.keeping import back_up
from db.office.sealed import open_sealed, sealed_files
from db.queries.drafts import my_drafts
from db.queries.search.find import find
from db.rules.codes import Role
from db.rules.findings import Refused
from db.storage.seal_file import open_seal, read_seal
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import enter_matter
from tests.db.office.sealed.thief import everything
from tests.db.office.secrets_in import WORDS

LABEL = "Aldous-label"


def told(heap: bytes) -> set[str]:
    low = heap.lower()
    return {word for word in (*WORDS, LABEL) if word.lower().encode() in low}


@pytest.mark.only_in_folder("files of a sealed file")
def test_the_search_finds_what_is_not_sealed(cabinet: Cabinet) -> None:
    enter_matter(cabinet.maria)
    back_up(cabinet.ana)
    assert told(everything(cabinet.desk.folder, cabinet.omar.data_key)) == set(WORDS)


@pytest.mark.only_in_folder("files of a sealed file")
def test_with_the_offices_key_and_every_file_nobody_reads_a_word_of_it(cabinet: Cabinet) -> None:
    inside = cabinet.open(cabinet.seal())
    enter_matter(inside)
    back_up(cabinet.ana)
    heap = everything(cabinet.desk.folder, cabinet.omar.data_key)  # all that is open stays open
    inside.engines.dispose()
    cabinet.maria.engines.dispose()
    heap += everything(cabinet.desk.folder, cabinet.ana.data_key)
    assert told(heap) == set()


def test_its_member_reads_all_of_it(cabinet: Cabinet) -> None:
    inside = cabinet.open(cabinet.seal(cabinet.omar), cabinet.omar)
    ids = enter_matter(inside)
    assert [hit.id for hit in inside.read(find, WORDS[0])][:1] == [ids.client]
    assert inside.read(my_drafts)
    heap = everything(inside.folder.path, inside.data_key)
    assert told(heap) == set(WORDS)  # the label stands in the seal alone


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_no_role_opens_what_it_is_no_member_of(cabinet: Cabinet, role: Role) -> None:
    sealed_id = cabinet.seal()
    other = cabinet.desk.hire_and_settle("eve", role)
    with pytest.raises(Refused, match="seal_not_yours"):
        open_sealed(other, sealed_id)
    listed = sealed_files(other)
    assert (listed.files, listed.others) == ((), 1)


@pytest.mark.only_in_folder("files of a sealed file")
def test_the_private_keys_of_others_open_no_slot(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal()
    content = read_seal(cabinet.maria.folder.path / "sealed" / str(sealed_id))
    for stranger in (cabinet.ana, cabinet.sue, cabinet.omar):
        with pytest.raises(Refused, match="seal_not_yours"):
            open_seal(content, stranger.identity, cabinet.ana.record.id, sealed_id)


@pytest.mark.only_in_folder("files of a sealed file")
def test_a_seal_says_neither_who_nor_how_many_its_members_are(cabinet: Cabinet) -> None:
    alone = cabinet.seal()
    together = cabinet.seal(cabinet.omar, cabinet.ana, cabinet.sue)
    folder = cabinet.maria.folder.path / "sealed"
    contents = [read_seal(folder / str(one)) for one in (alone, together)]
    assert len(contents[0]) == len(contents[1])
    for who in (cabinet.maria, cabinet.omar):
        assert str(who.user.id).encode() not in contents[1]


@pytest.mark.only_in_folder("files of a sealed file")
def test_the_offices_log_says_that_one_was_made_and_no_more(cabinet: Cabinet) -> None:
    sealed_id = cabinet.seal(cabinet.omar)
    enter_matter(cabinet.open(sealed_id))
    heap = everything(cabinet.desk.folder, cabinet.ana.data_key)
    assert b"sealed.made" in heap
    assert b"sealed.opened" not in heap
    assert b"members_changed" not in heap


def test_its_own_log_says_who_opened_it(cabinet: Cabinet) -> None:
    from db.queries.audit_log.pages import AuditFilter, audit_log

    sealed_id = cabinet.seal(cabinet.sue)
    cabinet.open(sealed_id)
    page = cabinet.open(sealed_id, cabinet.sue).read(audit_log, AuditFilter(action="sealed.opened"))
    assert {row.user for row in page.rows} == {"Maria", "Sue"}
