"""Attached files: encrypted in pieces, whole or not there, every change found."""

import io
import os
from pathlib import Path
from uuid import UUID

import pytest

from db.rules.findings import Refused
from db.storage.documents import DocumentStore

STORED_AS = UUID("01932d3c-7a00-7000-8000-0000000000ab")
PIECE = 1024 * 1024


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return DocumentStore(tmp_path / "documents")


def code_of(call: object, *args: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding.code


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_of_any_size_comes_back_as_it_was(store: DocumentStore, size: int) -> None:
    content = os.urandom(1000) * (size // 1000) + b"x" * (size % 1000)
    stored = store.put(io.BytesIO(content), STORED_AS)
    assert stored.size == size
    assert store.read(stored) == content
    assert list(store.stored()) == [STORED_AS.hex]


def test_two_files_are_kept_under_two_keys(store: DocumentStore) -> None:
    one = store.put(io.BytesIO(b"the same"), UUID(int=1))
    two = store.put(io.BytesIO(b"the same"), UUID(int=2))
    assert one.key != two.key
    assert store.path_of(one.stored_as).read_bytes() != store.path_of(two.stored_as).read_bytes()
    assert one.key.hex() not in repr(STORED_AS)


def changed(content: bytes, how: str) -> bytes:
    piece = PIECE + 16
    first, second, rest = content[6 : 6 + piece], content[6 + piece : 6 + 2 * piece], content[:6]
    return {
        "a byte": content[:100] + bytes([content[100] ^ 1]) + content[101:],
        "the beginning": b"CRDOC2" + content[6:],
        "cut after a piece": content[: 6 + piece],
        "cut inside": content[:-10],
        "longer": content + b"more",
        "pieces exchanged": rest + second + first + content[6 + 2 * piece :],
        "empty": b"",
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        "a byte",
        "the beginning",
        "cut after a piece",
        "cut inside",
        "longer",
        "pieces exchanged",
        "empty",
    ],
)
def test_every_change_is_found(store: DocumentStore, how: str) -> None:
    stored = store.put(io.BytesIO(os.urandom(PIECE) * 2 + b"end"), STORED_AS)
    path = store.path_of(STORED_AS)
    path.write_bytes(changed(path.read_bytes(), how))
    assert code_of(store.read, stored) == "storage.document_changed"


def test_a_file_in_another_ones_place_is_found(store: DocumentStore) -> None:
    one = store.put(io.BytesIO(b"one"), UUID(int=1))
    two = store.put(io.BytesIO(b"two"), UUID(int=2))
    store.path_of(one.stored_as).write_bytes(store.path_of(two.stored_as).read_bytes())
    assert code_of(store.read, one) == "storage.document_changed"


def test_a_missing_file_is_said_to_be_missing(store: DocumentStore) -> None:
    stored = store.put(io.BytesIO(b"one"), STORED_AS)
    store.remove(STORED_AS)
    store.remove(STORED_AS)
    assert code_of(store.read, stored) == "storage.document_gone"


def test_a_full_disk_leaves_nothing_behind(
    store: DocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.storage.documents.os.fsync", full)
    assert code_of(store.put, io.BytesIO(b"one"), STORED_AS) == "storage.full"
    assert [path for path in store.path_of(STORED_AS).parent.iterdir() if path.is_file()] == []


def test_a_source_that_cannot_be_read_leaves_nothing_behind(store: DocumentStore) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    assert code_of(store.put, Broken(), STORED_AS) == "storage.input_output"
    assert list(store.stored()) == []
