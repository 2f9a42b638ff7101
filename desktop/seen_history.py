"""What this computer last saw of each office's audit log, so that one that was put back shows.

A small file for each office in the settings folder: the lengths and last hashes of the chains, no
name. Whoever deletes it takes this computer's word away, and no more than that.
"""

from __future__ import annotations  # what is imported for types only must not be at start-up

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from db.rules.findings import Finding, hard
from db.storage.atomic import write_whole
from db.storage.plain_file import read_plain
from db.storage.problems import StorageProblem
from desktop.settings import folder as settings_folder

if TYPE_CHECKING:
    from db.office import Office
    from db.queries.audit_log.history import Seen

_FOLDER = "seen"
_LARGEST = 16 * 1024 * 1024  # bytes
_MOST = 2**62  # entries of a chain; a database asks for no larger number


class SeenHistory:
    """The file of one office."""

    def __init__(self, office_id: UUID, folder: Path | None = None) -> None:
        self.path = (folder or settings_folder()) / _FOLDER / f"{office_id.hex}.json"

    def load(self) -> Seen | None:
        """What was seen last; None where nothing was, or the file cannot be read."""
        from db.queries.audit_log.history import Seen

        try:
            kept = json.loads(read_plain(self.path, _LARGEST))
            ends = {
                str(device): (int(n), str(hash_)) for device, (n, hash_) in kept["ends"].items()
            }
            at = datetime.fromisoformat(kept["at"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
            return None
        except RecursionError:  # nested without end, by somebody who means harm
            return None
        sound = at.tzinfo is not None and all(0 <= n <= _MOST for n, _ in ends.values())
        return Seen(at, ends) if sound else None

    def keep(self, seen: Seen) -> None:
        """Remember this. A full disk is not worth a message: the last one stays."""
        content = json.dumps({"at": seen.at.isoformat(), "ends": dict(seen.ends)})
        with suppress(OSError, StorageProblem):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, content.encode(), mode=0o600)


def gone_back(office: Office, history: SeenHistory | None = None) -> list[Finding]:
    """What this computer has to say against the office: for `caseroom check`."""
    from db.queries.audit_log.history import has_gone_back, seen_now

    history = history or SeenHistory(office.record.id)
    before = history.load()
    if before is not None and office.read(has_gone_back, before):
        return [hard("office.older_than_seen", moment=before.at.astimezone(office.record.zone))]
    history.keep(office.read(seen_now))
    return []
