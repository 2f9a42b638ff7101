"""What is recorded while the shared drive is gone: who looked at a file, and what was printed.

Reading and printing go on from the copy, so the audit log must learn of it afterwards. Each such
record waits on this computer, sealed to whoever did it, and is written with its own moment when
the drive is back, or when they sign in again.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from db.office.standing import Office
from db.operations.cases.view import record_case_view
from db.operations.disclosures import record_disclosure
from db.operations.redaction import was_sealed
from db.operations.views import record_view
from db.operations.work import Work
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs, check_disclosure
from db.rules.findings import Refused, raise_hard
from db.rules.ids import new_id
from db.rules.text_fields import stripped
from db.storage.later import Later

_VIEW, _CLIENT_VIEW, _DISCLOSURE = "case view", "client view", "disclosure"
_ABOUT = {_VIEW: "case", _CLIENT_VIEW: "client"}


class Afterwards:
    """The records that wait for who is signed in."""

    def __init__(self, office: Office, folder: Path) -> None:
        name = f"{office.record.id.hex}-{office.user.id.hex}.later"
        self._office, self._later = office, Later(folder / name, office.identity)

    def takes(self, operation: Callable[..., Any]) -> bool:
        """Whether this can be done afterwards."""
        return operation in (record_case_view, record_view, record_disclosure)

    def keep(self, operation: Callable[..., Any], *about: Any) -> object:
        """Let it wait; gives what the operation would give.

        Raises `Refused`, also where it cannot be kept: then nothing may be looked at or leave.
        """
        kept: dict[str, object] = {"id": new_id().hex, "at": self._office.clock().isoformat()}
        if operation is record_disclosure:
            (form,) = about
            raise_hard(check_disclosure(form))
            kept |= {"kind": _DISCLOSURE, "form": _plain(stripped(form))}
        elif operation is record_view and about[0] == "client":
            kept |= {"kind": _CLIENT_VIEW, "client": about[1].hex}
        else:
            kept |= {"kind": _VIEW, "case": about[-1].hex}
        self._later.add(json.dumps(kept, ensure_ascii=False).encode())
        return about[0].id if operation is record_disclosure else True

    def settle(self) -> int:
        """Write what waits into the office; how many. Raises `Refused`; then all of it waits.

        What was damaged on this computer, or is no record of ours, is on record as lost.
        """
        waiting = self._later.lines()
        kept = [one for one in map(_read, map(self._later.opened, waiting)) if one is not None]
        for one in kept:
            self._office.write(_record, one, operation_id=UUID(one["id"]))
        if len(kept) < len(waiting):
            self._office.write(_lost, len(waiting) - len(kept))
        if waiting:
            self._later.drop(waiting)
        return len(kept)


def _read(content: bytes | None) -> dict[str, Any] | None:
    """What a line says; None for a damaged one, and for what this program did not write: it is
    sealed to a public key, so others could have."""
    try:
        kept: dict[str, Any] = json.loads(content or b"")
        UUID(kept["id"])
        if datetime.fromisoformat(kept["at"]).tzinfo is None:
            return None
        if kept["kind"] == _DISCLOSURE:
            _form(kept["form"])
        else:
            UUID(kept[_ABOUT[kept["kind"]]])
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return kept


def _record(work: Work, kept: dict[str, Any]) -> None:
    """Do it as at its own moment; what is not allowed any more was done all the same."""
    work.now = datetime.fromisoformat(kept["at"])
    if kept["kind"] == _CLIENT_VIEW:
        client_id = UUID(kept["client"])
        try:
            record_view(work, "client", client_id)
        except Refused:
            work.record("client.viewed", "client", client_id)
        return
    if kept["kind"] == _VIEW:
        case_id = UUID(kept["case"])
        try:
            record_case_view(work, case_id)
        except Refused:
            work.record("case.viewed", "case", case_id)
        return
    form = _form(kept["form"])
    try:
        record_disclosure(work, form)
    except Refused:
        work.record(f"document.{form.left_as.value}", "disclosure", form.id, **_told(work, form))


def _told(work: Work, form: DisclosureForm) -> dict[str, object]:
    """What the log says of it; nothing of what was sealed meanwhile, not even to whom it went."""
    about = {"case": form.case_id, "client": form.client_id}
    ids = {name: one for name, one in about.items() if one is not None}
    if was_sealed(work.session, ids.values()):
        return {}
    return {
        "document": form.document,
        "purpose": form.purpose.value,
        "recipient": form.recipient,
        "rows": form.rows,
        **{name: one.hex for name, one in ids.items()},
    }


def _lost(work: Work, count: int) -> None:
    work.record("office.records_lost", "office", None, count=count)


def _plain(form: DisclosureForm) -> dict[str, object]:
    return {
        name: value.hex if isinstance(value, UUID) else value
        for name, value in asdict(form).items()
    }


def _form(plain: dict[str, Any]) -> DisclosureForm:
    given = dict(plain)
    for name in ("id", "case_id", "client_id"):
        given[name] = UUID(given[name]) if given[name] else None
    given["left_as"] = LeftAs(given["left_as"])
    given["purpose"] = DisclosurePurpose(given["purpose"])
    return DisclosureForm(**given)
