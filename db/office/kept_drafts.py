"""Drafts that the office has not got yet, on the computer where they are typed.

Every draft is kept here first, and forgotten here when the office has it: so neither a drive that
is gone, nor one that hangs, nor a program that is killed then takes what was typed. That a draft
was thrown away is kept in the same way, until the office knows it.

The computer's clock is believed little: one that was put back, or stood on a day long ago, must
neither let an older version win nor make one seem too old to be kept.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from db.storage.local_store import LocalLog

KEPT = timedelta(days=90)
_STILL_KEPT = timedelta(days=30)  # from when a draft was first found to be so old


@dataclass(frozen=True)
class LocalDraft:
    """One draft as it was at the aware moment `at`; `body` is None where it was thrown away.

    `stamp` names this version of it; of those of one run of the program later ones have higher
    stamps. `old_at` is when it was first found to be older than is kept.
    """

    stamp: UUID
    form: str
    record_id: UUID
    body: Mapping[str, Any] | None
    at: datetime
    old_at: datetime | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, UUID]:
        """Which editor it belongs to."""
        return self.form, self.record_id


class LocalDrafts:
    """The drafts of one person in one office on this computer. Everything raises `Refused`."""

    def __init__(self, log: LocalLog) -> None:
        self._log = log
        self._newest: dict[tuple[str, UUID], UUID] = {}

    def put(self, draft: LocalDraft) -> None:
        """Keep this version in place of older ones: of this run's by their stamps; what an earlier
        run kept is older, whatever its clock said."""

        def changed(kept: Sequence[LocalDraft]) -> list[LocalDraft]:
            others = (_aged(one, draft.at) for one in kept if one.key != draft.key)
            return [*(one for one in others if one is not None), draft]

        newest = self._newest.get(draft.key)
        if newest is None or newest < draft.stamp:
            self._change(changed)
            self._newest[draft.key] = draft.stamp

    def forget(self, stamps: Sequence[UUID]) -> None:
        """The office has these versions; newer ones of the same draft stay."""
        self._change(lambda kept: [one for one in kept if one.stamp not in stamps])

    def all(self) -> tuple[LocalDraft, ...]:
        """What waits, in the order in which it was kept."""
        found = map(_read, self._log.read().contents)
        return tuple(one for one in found if one is not None)

    def _change(self, changed: Callable[[Sequence[LocalDraft]], Sequence[LocalDraft]]) -> None:
        def contents(before: Sequence[bytes]) -> list[bytes]:
            read = [(content, _read(content)) for content in before]
            known = [one for _, one in read if one is not None]
            # What a newer version of the program kept waits for that one.
            others = [content for content, one in read if one is None]
            return [*others, *(_written(one) for one in changed(known))]

        self._log.change(contents)


def _aged(draft: LocalDraft, now: datetime) -> LocalDraft | None:
    """A draft as it waits on; None once it is old, and has been for a while by two looks."""
    if now - draft.at <= KEPT:
        return draft if draft.old_at is None else replace(draft, old_at=None)
    if draft.old_at is None or now < draft.old_at:
        return replace(draft, old_at=now)
    return draft if now - draft.old_at <= _STILL_KEPT else None


def _written(draft: LocalDraft) -> bytes:
    kept = {
        "stamp": draft.stamp.hex,
        "form": draft.form,
        "record": draft.record_id.hex,
        "body": draft.body if draft.body is None else dict(draft.body),
        "at": draft.at.isoformat(),
    }
    if draft.old_at is not None:
        kept["old_at"] = draft.old_at.isoformat()
    words = json.dumps(kept, ensure_ascii=False)
    return words.encode("utf-8", "surrogatepass")  # half a letter, as some clipboards hand over


def _read(content: bytes) -> LocalDraft | None:
    """None for what this version of the program did not write."""
    try:
        kept = json.loads(content)
        at, body = datetime.fromisoformat(kept["at"]), kept["body"]
        old_at = datetime.fromisoformat(kept["old_at"]) if "old_at" in kept else None
        if at.tzinfo is None or (old_at is not None and old_at.tzinfo is None):
            return None
        if not isinstance(kept["form"], str):
            return None
        if body is not None and not isinstance(body, dict):
            return None
        return LocalDraft(UUID(kept["stamp"]), kept["form"], UUID(kept["record"]), body, at, old_at)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
