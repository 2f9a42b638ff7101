"""An office on a server keeps its attached files in the database or in a folder, as it chooses."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from sqlalchemy import text

from db.models.case_file import Document
from db.office import Office
from db.office.files_place import keep_files_in, what_is_said, where_files_are
from db.office.keeping import check
from db.operations.cases.restrict import restrict_case
from db.queries.reading import Reading
from db.rules.files_place import DATABASE
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.storage.documents import DocumentStore, StoredDocument
from db.storage.files_folder import MARK, take_folder
from db.storage.table_documents import TableDocuments
from tests.db.office.secrets_in import Entered, enter, found_in
from tests.db.on_server.desk import ServerDesk
from tests.db.on_server.ready import ReadyOnServer


@pytest.fixture(scope="module")
def desk(ready_on_server: ReadyOnServer) -> Iterator[ServerDesk]:
    with ready_on_server.desk() as lent:
        yield lent


@pytest.fixture(scope="module")
def words(desk: ServerDesk) -> Entered:
    return enter(desk.ana)


@pytest.fixture
def folder(desk: ServerDesk, tmp_path: Path) -> Iterator[Path]:
    """An empty one; in the end the files are in the database again."""
    made = tmp_path / "Attached"
    made.mkdir()
    yield made
    if where_files_are(desk.ana).now != DATABASE:
        keep_files_in(desk.ana, DATABASE)


def put(office: Office, source: object = b"Dear Judge") -> StoredDocument:
    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    return office.home.document_store.put(cast(BinaryIO, opened), new_id())


def in_table(office: Office) -> int:
    with office.engines.read() as session:
        return session.scalar(text("SELECT count(DISTINCT stored_as) FROM kept_document")) or 0


def refused(act: Callable[..., object], *args: object, **kwargs: object) -> set[str]:
    with pytest.raises(Refused) as seen:
        act(*args, **kwargs)
    return {finding.code for finding in seen.value.findings}


def the_letter(reading: Reading, words: Entered) -> StoredDocument:
    found = reading.session.get_one(Document, words.document)
    return StoredDocument(found.stored_as, found.key, found.size, found.sha256)


def test_they_are_carried_to_a_folder_and_back_also_those_of_closed_cases(
    desk: ServerDesk, words: Entered, folder: Path
) -> None:
    ben = desk.hire_and_settle("ben")
    closed = enter(desk.ana)
    desk.ana.write(restrict_case, closed.case, 1, frozenset({ben.user.id}))
    assert keep_files_in(desk.ana, str(folder)).files == 2
    assert in_table(desk.ana) == 0
    names = {words.stored_as.hex, closed.stored_as.hex}
    assert set(DocumentStore(folder).stored()) == names
    assert found_in(folder) == []
    assert ben.home.document_store.read(ben.read(the_letter, closed)).startswith(b"marmalade")
    assert check(desk.ana) == []  # who sees nothing of the closed one
    stray = put(ben)
    assert {str(f.params["stored"]) for f in check(desk.ana)} == {stray.stored_as.hex}
    ben.home.document_store.remove(stray.stored_as)
    path = DocumentStore(folder).path_of(words.stored_as)
    away = path.rename(folder.with_name("away"))
    assert {f.code for f in check(desk.ana)} == {"check.document_missing"}
    away.rename(path)
    assert keep_files_in(desk.ana, DATABASE).files == 2
    assert in_table(desk.ana) == 2
    assert list(folder.iterdir()) == []


def test_broken_off_in_the_middle_every_file_is_found_and_the_rest_follows(
    desk: ServerDesk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [put(desk.ana, b"letter %d" % number) for number in range(3)]
    came = DocumentStore.put_sealed
    monkeypatch.setattr(DocumentStore, "put_sealed", _once(came))
    with pytest.raises(KeyboardInterrupt):
        keep_files_in(desk.ana, str(folder))
    monkeypatch.undo()
    monkeypatch.setattr(TableDocuments, "remove", _once(TableDocuments.remove))
    with pytest.raises(KeyboardInterrupt):
        keep_files_in(desk.ana, str(folder))
    monkeypatch.undo()
    letters.append(put(desk.ana, b"letter 3"))
    assert in_table(desk.ana) == 4  # of five, and what is new is not there
    assert {f.code for f in what_is_said(where_files_are(desk.ana))} == {"files.still_carried"}
    assert {f.code for f in check(desk.ana)} == {"files.still_carried", "check.document_stray"}
    other = folder.with_name("other")
    other.mkdir()
    assert refused(keep_files_in, desk.ana, str(other)) == {"files.still_carried_elsewhere"}
    store = desk.ana.home.document_store
    assert [store.read(one) for one in letters] == [b"letter %d" % number for number in range(4)]
    keep_files_in(desk.ana, str(folder))
    assert in_table(desk.ana) == 0
    assert [store.read(one) for one in letters] == [b"letter %d" % number for number in range(4)]
    for one in letters:
        store.remove(one.stored_as)


def _once(do: Callable[..., None]) -> Callable[..., None]:
    done: list[object] = []

    def act(*args: object) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(args)
        do(*args)

    return act


def test_one_that_is_being_added_while_the_place_changes_is_carried_too(
    desk: ServerDesk, folder: Path
) -> None:
    class Slow(io.BytesIO):
        to = str(folder)

        def read(self, size: int | None = -1) -> bytes:
            keep_files_in(desk.ana, self.to)
            return super().read(size)

    ben, store, were = desk.sit(), desk.ana.home.document_store, in_table(desk.ana)
    stored = [put(ben, Slow(b"a letter"))]
    assert in_table(ben) == 0
    Slow.to = DATABASE
    stored.append(put(ben, Slow(b"a letter")))
    assert in_table(ben) == were + 2
    for one in stored:
        assert store.read(one) == b"a letter"
        store.remove(one.stored_as)


def test_a_folder_that_cannot_be_reached_keeps_nobody_from_anything_else(
    desk: ServerDesk, folder: Path
) -> None:
    letter = put(desk.ana)
    keep_files_in(desk.ana, str(folder))
    away = folder.rename(folder.with_name("away"))
    folder.mkdir()  # where nothing is mounted
    gone = {"storage.files_unreachable"}
    store = desk.ana.home.document_store
    assert refused(store.read, letter) == gone
    assert refused(put, desk.ana) == gone
    assert list(folder.iterdir()) == []
    assert {f.code for f in check(desk.ana)} == gone
    assert refused(keep_files_in, desk.ana, DATABASE) == gone
    new = folder.with_name("new")
    away.rename(new)  # somebody has brought the files to another drive
    assert refused(keep_files_in, desk.ana, str(new)) == gone
    keep_files_in(desk.ana, str(new), lost=True)
    assert store.read(letter) == b"Dear Judge"
    assert refused(keep_files_in, desk.ana, DATABASE, lost=True) == {"files.not_lost"}
    store.remove(letter.stored_as)


def test_only_an_administrator_chooses(desk: ServerDesk, folder: Path) -> None:
    cleo = desk.hire_and_settle("cleo")
    assert refused(keep_files_in, cleo, str(folder)) == {"permission.denied"}
    assert in_table(cleo) == in_table(desk.ana) - 1  # nor gets the bytes of a closed case's


def test_a_folder_that_is_not_fit_is_refused_with_the_reason(tmp_path: Path) -> None:
    def why(folder: Path) -> set[str]:
        return refused(take_folder, folder, "ours")

    full, other, cloud = (tmp_path / name for name in ("full", "other", "Dropbox"))
    for made in (full, other, cloud):
        made.mkdir()
    (full / "letter.txt").write_text("Dear Judge")
    take_folder(other, "theirs")
    assert why(Path("somewhere")) == {"storage.files_folder_relative"}
    assert why(tmp_path / "nowhere") == {"storage.files_folder_gone"}
    assert why(full) == {"storage.files_folder_not_empty"}
    assert why(other) == {"storage.files_folder_of_another"}
    assert why(cloud) == {"storage.cloud_folder"}
    assert [path.name for path in other.iterdir()] == [MARK]
    take_folder(other, "theirs")  # once more, by whose it is
