"""Attached files from where they are kept to where they are going to be, and compared there."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from db.storage.documents import Documents, StoredDocument
from db.storage.problems import StorageProblem

Told = Callable[[str, int], None]  # "document", and how many were looked at


@dataclass(frozen=True)
class FilesCarried:
    """How many came, and which did not come whole, by the names that a check calls them: those
    that were `missing` already, and those that were `damaged` and are there as they were."""

    came: int
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


def carry_files(
    documents: Iterable[StoredDocument],
    of: Documents,
    to: Documents,
    told: Told = lambda *_: None,
) -> FilesCarried:
    """Copy encrypted files, and read each again where it came to.

    One that is gone or damaged already keeps none of the others. Raises `StorageProblem`:
    "moved_wrong" where a whole file arrived as another, or what is wrong with either place.
    """
    came = 0
    missing: list[str] = []
    damaged: list[str] = []
    for number, document in enumerate(documents):
        name = document.stored_as.hex
        try:
            if carry_file(document, of, to):
                came += 1
            else:
                damaged.append(name)
        except StorageProblem as problem:
            if not problem.has("storage.document_gone"):
                raise
            missing.append(name)
        told("document", number + 1)
    return FilesCarried(came, tuple(missing), tuple(damaged))


def carry_file(document: StoredDocument, of: Documents, to: Documents) -> bool:
    """Copy an encrypted file; whether it is whole. A damaged one is there as it was, unless its
    place gives nothing to copy. Raises `StorageProblem` as `carry_files`, or "document_gone"."""
    sent = hashlib.sha256()
    try:
        to.put_sealed(document.stored_as, _told_of(of.sealed_parts(document.stored_as), sent))
    except StorageProblem as problem:
        if not problem.has("storage.document_changed"):  # a folder or a pipe has its name
            raise
        return False
    if is_whole(document, to):
        return True
    if _digest(document.stored_as, to) != sent.digest():
        raise StorageProblem("moved_wrong", what="document")
    return False


def copy_sealed(stored_as: UUID, of: Documents, to: Documents) -> None:
    """Copy an encrypted file of which no more is known; one that is there and the same stays.

    One that is gone meanwhile is nothing to copy. Raises `StorageProblem` as `carry_files`.
    """
    sent = hashlib.sha256()
    try:
        if _digest(stored_as, to) == _digest(stored_as, of):
            return
        to.put_sealed(stored_as, _told_of(of.sealed_parts(stored_as), sent))
    except StorageProblem as problem:
        if not problem.has("storage.document_gone"):
            raise
        return
    if _digest(stored_as, to) != sent.digest():
        raise StorageProblem("moved_wrong", what="document")


def is_whole(document: StoredDocument, kept: Documents) -> bool:
    """Whether a file is what was attached. Raises `StorageProblem` for one that is not there."""
    try:
        for _ in kept.pieces(document):
            pass
    except StorageProblem as problem:
        if not problem.has("storage.document_changed"):
            raise
        return False
    return True


def _told_of(parts: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for part in parts:
        digest.update(part)
        yield part


def _digest(stored_as: UUID, kept: Documents) -> bytes | None:
    """Of an encrypted file; None where it is not there."""
    digest = hashlib.sha256()
    try:
        for _ in _told_of(kept.sealed_parts(stored_as), digest):
            pass
    except StorageProblem as problem:
        if not problem.has("storage.document_gone"):
            raise
        return None
    return digest.digest()
