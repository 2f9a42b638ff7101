"""Attached files: encrypted in pieces, whole or not there, every change found; in a folder, and in
a table of a server in the rights of whoever is signed in."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from db.rules.findings import Refused
from db.storage.documents import Documents, DocumentStore
from tests.db.on_server.ready import ReadyOnServer

STORED_AS = UUID("01932d3c-7a00-7000-8000-0000000000ab")
PIECE = 1024 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> DocumentStore:
    return DocumentStore(tmp_path / "documents")


@pytest.fixture(scope="module")
def table(ready_on_server: ReadyOnServer) -> Iterator[Documents]:
    with ready_on_server.desk() as desk:
        yield desk.ana.home.document_store


@pytest.fixture(params=["folder", "table"])
def store(request: pytest.FixtureRequest) -> Iterator[Documents]:
    made: Documents = request.getfixturevalue(request.param)
    yield made
    for name in list(made.stored()):
        made.remove(UUID(name))


def kept(store: Documents, stored_as: UUID) -> bytes:
    """The file as it is kept."""
    return b"".join(store.sealed_parts(stored_as))


def code_of(call: object, *args: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding.code


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_a_file_of_any_size_comes_back_as_it_was(store: Documents, size: int) -> None:
    content = os.urandom(1000) * (size // 1000) + b"x" * (size % 1000)
    stored = store.put(io.BytesIO(content), STORED_AS)
    assert stored.size == size
    assert store.read(stored) == content
    assert list(store.stored()) == [STORED_AS.hex]


def test_two_files_are_kept_under_two_keys(store: Documents) -> None:
    one = store.put(io.BytesIO(b"the same"), UUID(int=1))
    two = store.put(io.BytesIO(b"the same"), UUID(int=2))
    assert one.key != two.key
    assert kept(store, one.stored_as) != kept(store, two.stored_as)
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
def test_every_change_is_found(store: Documents, how: str) -> None:
    stored = store.put(io.BytesIO(os.urandom(PIECE) * 2 + b"end"), STORED_AS)
    store.put_sealed(STORED_AS, iter([changed(kept(store, STORED_AS), how)]))
    assert code_of(store.read, stored) == "storage.document_changed"


def test_a_file_in_another_ones_place_is_found(store: Documents) -> None:
    one = store.put(io.BytesIO(b"one"), UUID(int=1))
    two = store.put(io.BytesIO(b"two"), UUID(int=2))
    store.put_sealed(one.stored_as, iter([kept(store, two.stored_as)]))
    assert code_of(store.read, one) == "storage.document_changed"


def test_a_missing_file_is_said_to_be_missing(store: Documents) -> None:
    stored = store.put(io.BytesIO(b"one"), STORED_AS)
    store.remove(STORED_AS)
    store.remove(STORED_AS)
    assert code_of(store.read, stored) == "storage.document_gone"


@pytest.mark.only_in_folder("a disk that is full")
def test_a_full_disk_leaves_nothing_behind(
    folder: DocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.storage.documents.os.fsync", full)
    assert code_of(folder.put, io.BytesIO(b"one"), STORED_AS) == "storage.full"
    assert [path for path in folder.path_of(STORED_AS).parent.iterdir() if path.is_file()] == []


def test_a_source_that_cannot_be_read_leaves_nothing_behind(store: Documents) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    assert code_of(store.put, Broken(), STORED_AS) == "storage.input_output"
    assert list(store.stored()) == []
