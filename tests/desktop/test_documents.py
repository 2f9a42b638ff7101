"""Attached files of an open office: in, out, and never half."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.office.layout import Folder
from db.queries.cases.documents import StoredDocument
from db.rules.findings import Refused
from db.rules.ids import new_id
from desktop.documents import OfficeDocuments
from ui.documents import Kept


class Standing:
    """As much of an office as documents need."""

    def __init__(self, folder: Path) -> None:
        self.home = Folder(folder)

    def may_write(self) -> None:
        """Anything may be written."""


@pytest.fixture
def documents(tmp_path: Path) -> OfficeDocuments:
    return OfficeDocuments(Standing(tmp_path / "office"))  # type: ignore[arg-type]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "Letter.txt"
    file.write_bytes(b"Dear Ada, " * 200_000)
    return file


def row_of(kept: Kept) -> StoredDocument:
    return StoredDocument(
        new_id(), new_id(), "Letter.txt", "text/plain", kept.size, kept.sha256, kept.key,
        kept.stored_as,
    )  # fmt: skip


def test_a_file_goes_in_encrypted_and_comes_out_as_it_was(
    documents: OfficeDocuments, letter: Path, tmp_path: Path
) -> None:
    kept = documents.put(letter)
    assert documents.read(row_of(kept)) == letter.read_bytes()
    documents.save(row_of(kept), tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == letter.read_bytes()
    stored = [file for file in (tmp_path / "office").rglob("*") if file.is_file()]
    assert stored and all(b"Dear Ada" not in file.read_bytes() for file in stored)


def test_a_file_that_was_changed_is_refused_and_nothing_is_left_outside(
    documents: OfficeDocuments, letter: Path, tmp_path: Path
) -> None:
    row = row_of(documents.put(letter))
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Refused):
        documents.save(replace(row, sha256="0" * 64), out / "Letter.txt")
    assert list(out.iterdir()) == []


def test_a_file_that_cannot_be_read_is_refused(documents: OfficeDocuments, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        documents.put(tmp_path / "nowhere.txt")


def test_what_was_attached_to_nothing_is_let_go(documents: OfficeDocuments, letter: Path) -> None:
    kept = documents.put(letter)
    documents.remove(kept.stored_as)
    with pytest.raises(Refused) as caught:
        documents.read(row_of(kept))
    assert caught.value.has("storage.document_gone")
