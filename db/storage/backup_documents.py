"""The attached files in a backup: each is read again from it, decrypted and hashed.

So that what counts is what was packed, and not what lay in the office's folder at that time.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from db.storage.documents import DocumentStore, StoredDocument, plain_pieces
from db.storage.problems import StorageProblem


def behind_links(
    folder: Path, known: Collection[str], documents: Iterable[StoredDocument]
) -> Iterator[tuple[str, Path]]:
    """Attached files that are not among the `known` parts: to be reached by a link alone.

    Only what is an attached file of this office: a link may lead anywhere.
    """
    store = DocumentStore(folder / "documents")
    for document in documents:
        path = store.path_of(document.stored_as)
        name = path.relative_to(folder).as_posix()
        if name not in known:
            with suppress(StorageProblem):  # `not_in` tells of it
                for _ in store.pieces(document):
                    pass
                yield name, path


def not_in(packed: ZipFile, documents: Iterable[StoredDocument]) -> Iterator[str]:
    """The names of attached files that are not in a backup, or not as they were attached."""
    folder = Path("documents")
    store = DocumentStore(folder)
    for document in documents:
        try:
            with packed.open(store.path_of(document.stored_as).as_posix()) as file:
                for _ in plain_pieces(file, document):  # type: ignore[arg-type]
                    pass
        except (KeyError, StorageProblem):
            yield document.stored_as.hex
