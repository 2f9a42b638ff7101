"""A client, a case, a note, a document and a draft whose words can be looked for afterwards."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from db.office import Office
from db.operations.cases.open_case import CaseForm, open_case
from db.operations.clients.intake import add_client
from db.operations.documents import DocumentForm, attach_document
from db.operations.drafts import save_draft
from db.operations.notes.draft import NoteForm, save_draft_note
from db.rules.clients.form import ClientForm
from db.rules.codes import NoteKind
from db.rules.ids import new_id

NAME = "Zephyrine"
WORDS = ("Zephyrine", "Quartermainson", "xylophone-sentinel", "marmalade-sentinel")


@dataclass(frozen=True)
class Entered:
    """The ids of what was entered."""

    client: UUID
    case: UUID
    note: UUID
    document: UUID
    stored_as: UUID


def enter(office: Office) -> Entered:
    """Enter a client, a case, a note, a document and a draft, all with words of `WORDS`."""
    ids = Entered(new_id(), new_id(), new_id(), new_id(), new_id())
    office.write(add_client, ClientForm(ids.client, first_name=WORDS[0], last_name=WORDS[1]))
    form = CaseForm(id=ids.case, client_id=ids.client, opened_on=date(2026, 3, 2), summary=WORDS[2])
    office.write(open_case, form)
    note = NoteForm(
        id=ids.note,
        case_id=ids.case,
        started_at=datetime(2026, 3, 2, 14, tzinfo=UTC),
        kind=NoteKind.HOME_VISIT,
        text=f"{WORDS[0]} spoke of the {WORDS[2]}.",
    )
    office.write(save_draft_note, note)
    attach(office, ids, (WORDS[3] * 100).encode())
    office.write(save_draft, "note", ids.note, {"text": WORDS[3]})
    return ids


def attach(office: Office, ids: Entered, content: bytes) -> None:
    """Store a document and attach it to the case."""
    stored = office.home.document_store.put(io.BytesIO(content), ids.stored_as)
    form = DocumentForm(
        id=ids.document,
        case_id=ids.case,
        name=f"Letter to {WORDS[0]}.pdf",
        size=stored.size,
        sha256=stored.sha256,
        key=stored.key,
        stored_as=stored.stored_as,
    )
    office.write(attach_document, form)


def found_in(*folders: Path) -> list[str]:
    """Every file that holds one of the words in the clear: in any of the usual encodings, as
    base64, and in the parts of an archive, whose packing hides nothing.
    """
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            named = any(word.lower() in path.name.lower() for word in WORDS)
            if named or (path.is_file() and _holds(path)):
                found.append(str(path))
    return found


def _holds(path: Path) -> bool:
    parts = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            parts += [name.encode() for name in packed.namelist()]
            parts += [packed.read(name) for name in packed.namelist()]
    return any(word in part for part in parts for word in _SOUGHT)


def _written(word: str) -> Iterator[bytes]:
    """A word as it may stand in a file."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        plain = word.encode(encoding)
        yield plain
        for before in range(3):  # the letters of base64 depend on where it begins
            inside = b64encode(b"\0" * before + plain)
            yield inside[-(-before * 8 // 6) : len(b"\0" * before + plain) * 8 // 6]


_SOUGHT = [written for word in WORDS for written in _written(word)]
