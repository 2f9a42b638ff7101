"""Attached files, encrypted in pieces, each file under a random key of its own.

A file is `CRDOC1`, then pieces of one mebibyte, each sealed with ChaCha20-Poly1305 under a nonce
that counts them. The last one is sealed with another context than the others, so a file that was
cut, lengthened or put together anew is found. The key is kept by the caller, in the encrypted
database, with the size and SHA-256 of the plain file.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from db import primitives
from db.storage.atomic import problem_with_file, sync_folder
from db.storage.plain_file import NotPlain, open_plain
from db.storage.problems import StorageProblem

_MAGIC = b"CRDOC1"
_PIECE = 1024 * 1024


@dataclass(frozen=True)
class StoredDocument:
    """What must be remembered of a stored file. `size` is in bytes, of the plain file."""

    stored_as: UUID
    key: bytes
    size: int
    sha256: str


class Documents(Protocol):
    """Where an office's attached files are kept."""

    def put(self, source: BinaryIO, stored_as: UUID) -> StoredDocument:
        """Encrypt and keep a file, whole or not at all. Raises `StorageProblem`."""
        ...

    def pieces(self, document: StoredDocument) -> Iterator[bytes]:
        """The plain file, piece by piece. Raises `StorageProblem`."""
        ...

    def read(self, document: StoredDocument) -> bytes:
        """The whole plain file. Raises `StorageProblem`."""
        ...

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file; one that is gone is no mistake."""
        ...

    def stored(self) -> Iterator[str]:
        """The name of every stored file: its id in hex, or what strays among them."""
        ...

    def sealed_parts(self, stored_as: UUID) -> Iterator[bytes]:
        """The encrypted file as it lies there, to be kept elsewhere. Raises `StorageProblem`."""
        ...

    def put_sealed(self, stored_as: UUID, parts: Iterator[bytes]) -> None:
        """Keep an encrypted file from elsewhere, whole or not at all. Raises `StorageProblem`."""
        ...


class Sealing:
    """The bytes of an encrypted file, part by part, and what must be remembered of it after."""

    def __init__(self, source: BinaryIO, stored_as: UUID) -> None:
        self._source, self._stored_as = source, stored_as
        self._key, self._digest, self._size = os.urandom(32), hashlib.sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        yield _MAGIC
        for number, (piece, last) in enumerate(self._plain()):
            self._digest.update(piece)
            self._size += len(piece)
            context = _context(self._stored_as, last)
            yield primitives.encrypt(self._key, _nonce(number), piece, context)

    def _plain(self) -> Iterator[tuple[bytes, bool]]:
        try:
            yield from _pieces(self._source)
        except OSError as error:  # of what is read, wherever it is written
            raise problem_with_file(error) from None

    def stored(self) -> StoredDocument:
        """What must be remembered, once every part was taken."""
        return StoredDocument(self._stored_as, self._key, self._size, self._digest.hexdigest())


class DocumentStore:
    """The `documents` folder of an office."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, stored_as: UUID) -> Path:
        """Where a file lies."""
        return self._path_named(stored_as.hex)

    def put(self, source: BinaryIO, stored_as: UUID) -> StoredDocument:
        """Encrypt and keep a file, whole or not at all. Raises `StorageProblem`."""
        made = Sealing(source, stored_as)
        self.put_sealed(stored_as, iter(made))
        return made.stored()

    def put_sealed(self, stored_as: UUID, parts: Iterator[bytes]) -> None:
        """Keep an encrypted file, whole or not at all. Raises `StorageProblem`."""
        path = self.path_of(stored_as)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(temporary, "xb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
            sync_folder(path.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise problem_with_file(error) from None
        except StorageProblem:
            temporary.unlink(missing_ok=True)
            raise

    def sealed_parts(self, stored_as: UUID) -> Iterator[bytes]:
        """The encrypted file as it lies there. Raises `StorageProblem` like `pieces`."""
        with self._opened(stored_as) as file:
            while part := file.read(_PIECE):
                yield part

    def pieces(self, document: StoredDocument) -> Iterator[bytes]:
        """The plain file, piece by piece.

        Raises `StorageProblem`: "document_gone", or "document_changed" as soon as a piece does
        not fit. Whoever writes the pieces somewhere must throw them away then.
        """
        with self._opened(document.stored_as) as file:
            yield from plain_pieces(file, document)

    @contextmanager
    def _opened(self, stored_as: UUID) -> Iterator[BinaryIO]:
        try:
            path = self.path_of(stored_as)
            with open(open_plain(path, os.O_RDONLY, links=True), "rb") as file:
                yield file
        except FileNotFoundError:
            raise StorageProblem("document_gone") from None
        except NotPlain:
            raise StorageProblem("document_changed") from None
        except OSError as error:
            raise problem_with_file(error) from None

    def read(self, document: StoredDocument) -> bytes:
        """The whole plain file. Raises `StorageProblem` like `pieces`."""
        return b"".join(self.pieces(document))

    def remove(self, stored_as: UUID) -> None:
        """Let go of a file; one that is gone is no mistake."""
        self.path_of(stored_as).unlink(missing_ok=True)

    def stored(self) -> Iterator[str]:
        """The name of every stored file, by path; what is still being written is none."""
        for path in sorted(self._folder.glob("??/*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.name if path == self._path_named(path.name) else str(path)

    def _path_named(self, name: str) -> Path:
        return self._folder / name[-2:] / name


def is_name(text: str) -> bool:
    """Whether a stored file may be called so: its id in hex."""
    return len(text) == 32 and all(char in "0123456789abcdef" for char in text)


def plain_pieces(file: BinaryIO, document: StoredDocument) -> Iterator[bytes]:
    """What an encrypted file says, piece by piece, wherever it is kept.

    Raises `StorageProblem` "document_changed" like `DocumentStore.pieces`, or `OSError`.
    """
    digest, size = hashlib.sha256(), 0
    try:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise StorageProblem("document_changed")
        for number, (sealed, last) in enumerate(_pieces(file, _PIECE + primitives.TAG)):
            context = _context(document.stored_as, last)
            piece = primitives.decrypt(document.key, _nonce(number), sealed, context)
            digest.update(piece)
            size += len(piece)
            yield piece
    except primitives.Altered:
        raise StorageProblem("document_changed") from None
    if size != document.size or digest.hexdigest() != document.sha256:
        raise StorageProblem("document_changed")


def _pieces(source: BinaryIO, size: int = _PIECE) -> Iterator[tuple[bytes, bool]]:
    """Pieces of a stream, each with whether it is the last; an empty stream is one empty piece."""
    piece = source.read(size)
    while True:
        following = source.read(size) if len(piece) == size else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)


def _context(stored_as: UUID, last: bool) -> bytes:
    return b"caseroom-document-1\0" + stored_as.bytes + (b"\1" if last else b"\0")
