"""A fire drill: the newest backup is restored into a scratch folder, opened, and compared.

So nobody finds out on the day of need that backups cannot be restored, or what they lack.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.audit import AuditEvent
from db.office.blaming import blaming
from db.office.keeping import last_backup
from db.office.layout import Folder
from db.office.signers import accepted_signers
from db.office.standing import Office
from db.operations.audit_verifying import verify
from db.operations.work import Work
from db.queries.audit_log.last_drill import DRILLED
from db.queries.openings import LOG, through
from db.queries.reading import Reading
from db.rules.findings import Finding, Refused, hard
from db.rules.permissions import Action
from db.storage.backup import Progress
from db.storage.backup_contents import CONTENTS, BackupContents
from db.storage.backup_inside import Heads, look_inside, marker_in, unreadable
from db.storage.backup_keys import somebody_gets_in
from db.storage.backup_unpacking import unpack_backup
from db.storage.documents import DocumentStore
from db.storage.engine import open_engines
from db.storage.keys.key_file import read_key_file
from db.storage.place import Place, PlaceKind

_STEPS = 4


@dataclass(frozen=True)
class Drilled:
    """What a drill found in which backup, and how long it took in seconds."""

    file: Path
    contents: BackupContents
    seconds: float
    findings: tuple[Finding, ...]


def drill(office: Office, file: Path | None = None, progress: Progress | None = None) -> Drilled:
    """Restore a backup (the newest without `file`) into a scratch folder, and look at it.

    The scratch folder is gone afterwards, whatever happens. Raises `Refused`: "drill.no_backup",
    "drill.which" on a server, or what `unpack_backup` raises for one that cannot be restored.
    """
    office.require(Action.BACK_UP, drill)
    if file is None and office.on_server:
        raise Refused(hard("drill.which", "file"))
    chosen = file or last_backup(office.folder)
    if chosen is None:
        raise Refused(hard("drill.no_backup"))
    begun = office.engines.timing.elapsed()
    with tempfile.TemporaryDirectory(prefix="caseroom-drill-", ignore_cleanup_errors=True) as made:
        scratch = Folder(Path(made) / "office")
        contents = unpack_backup(chosen, scratch.path)
        if contents.office_id != str(office.record.id):
            raise Refused(hard("drill.another_office"))
        findings = []
        with blaming():
            for number, found in enumerate(_compared(office, scratch, contents)):
                findings += found
                if progress:
                    progress(number + 1, _STEPS)
    seconds = office.engines.timing.elapsed() - begun
    office.write(_drilled, contents.made_at, len(findings))
    return Drilled(chosen, contents, seconds, tuple(findings))


def _compared(office: Office, scratch: Folder, contents: BackupContents) -> Iterator[list[Finding]]:
    """One list of findings for each of the steps."""
    key = key_of_then(office, scratch)
    inside = look_inside(scratch.database, key)
    found = []
    if inside.marker != marker_in(office.engines.engine):
        found.append(hard("drill.another_office"))
    found += [
        hard("drill.count", table=table, backup=inside.counts.get(table, 0), said=said)
        for table, said in sorted(contents.counts.items())
        if inside.counts.get(table, 0) != said
    ]
    if inside.heads != (contents.heads or inside.heads):
        found.append(hard("backup.damaged", part=CONTENTS))
    if not somebody_gets_in(scratch.keys, inside.anchor):
        found.append(hard("backup.keys_do_not_fit"))
    yield found
    gone = set(unreadable(DocumentStore(scratch.documents), inside.documents))
    yield [hard("drill.document", stored=name) for name in sorted(gone)]
    place = Place(scratch.path, PlaceKind.SHARE)
    engines = open_engines(scratch.database, key, place, must_exist=True)
    try:
        with engines.read() as session:
            yield list(verify(session, accepted_signers(office)))
    finally:
        engines.dispose()
    yield office.read(not_of_this_history, inside.heads)


def key_of_then(office: Office, scratch: Folder) -> bytes:
    """The key of the backup's day, by the key file that is in it."""
    try:
        return read_key_file(scratch.keys, office.user.user_name).data_key_for(office.identity)
    except Refused:  # the user is newer than the backup, or has other keys since
        return office.data_key


def not_of_this_history(reading: Reading, heads: Heads) -> list[Finding]:
    """Whether the backup's log ends at an entry that this office's log has."""
    with through(reading.session, LOG):  # the last entry may be about a case that is closed
        return [
            hard("drill.another_history", device=device, n=n)
            for device, (n, hash_) in sorted(heads.items())
            if _hash_at(reading.session, device, n) != hash_
        ]


def _hash_at(session: Session, device: str, n: int) -> str:
    asked = select(AuditEvent.hash).where(AuditEvent.device == device, AuditEvent.n == n)
    found = session.scalar(asked)
    return found.hex() if found is not None else ""


def _drilled(work: Work, made_at: datetime, findings: int) -> None:
    made = made_at.astimezone(work.zone).isoformat(timespec="minutes")
    work.record(DRILLED, "office", None, backup_of=made, findings=findings)
    work.changed("office")
