"""One save as the journal keeps it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from db.office.saves.plain import NotKeepable, from_json, name_of, operation_named, to_json
from db.office.watching import Done
from db.rules.findings import Finding, Refused, hard

_LARGEST = 2 * 1024 * 1024  # characters; a larger save (an import) can be reported, and no more


@dataclass(frozen=True)
class Saved:
    """A save that was acknowledged: under which id, when (aware), and how to do it again.

    `place` is the folder of the office: a backup that was put elsewhere is not this office.
    `action`, `kind` and `record_id` are those of its first line in the audit log. `given` is None
    where it cannot be done again. `why` says why it was not, once it was missed. `history` is the
    office's `history_mark`, None where an earlier version of the program kept none.
    """

    operation_id: UUID
    at: datetime
    place: str
    operation: str
    action: str
    kind: str
    record_id: UUID | None
    given: str | None
    why: tuple[Finding, ...] = ()
    history: str | None = None

    @classmethod
    def of(cls, done: Done, place: str, history: str | None = None) -> "Saved":
        """What is kept of a write that was committed and recorded."""
        name, given = done.operation.__name__, None
        try:
            name = name_of(done.operation)
            given = to_json((done.args, dict(done.kwargs)))
        except NotKeepable:
            pass
        if given is not None and len(given) > _LARGEST:
            given = None
        first = done.recorded[0]
        return cls(
            done.operation_id,
            done.at,
            place,
            name,
            first.action,
            first.kind,
            first.record_id,
            given,
            history=history,
        )

    def again(self) -> tuple[Any, tuple[Any, ...], Mapping[str, Any]]:
        """Operation, arguments and named ones. Raises `Refused` with "saves.cannot_repeat"."""
        try:
            if self.given is None:
                raise NotKeepable(self.operation)
            args, named = from_json(self.given)
            return operation_named(self.operation), args, named
        except NotKeepable:
            raise Refused(hard("saves.cannot_repeat")) from None

    def refused(self, why: Iterable[Finding]) -> "Saved":
        """The same, once it is known that it was lost and cannot be saved again."""
        return replace(self, why=tuple(why))

    def to_bytes(self) -> bytes:
        """As the log keeps it."""
        kept = {
            "id": self.operation_id.hex,
            "at": self.at.isoformat(),
            "place": self.place,
            "operation": self.operation,
            "recorded": [self.action, self.kind, self.record_id.hex if self.record_id else None],
            "given": self.given,
            "history": self.history,
            "why": [[one.code, _params(one)] for one in self.why],
        }
        words = json.dumps(kept, ensure_ascii=False)
        return words.encode("utf-8", "surrogatepass")  # half a letter, as some clipboards hand over

    @classmethod
    def from_bytes(cls, content: bytes) -> "Saved":
        """Read again what `to_bytes` made. Raises `NotKeepable` for what this version of the
        program did not write.
        """
        try:
            kept = json.loads(content)
            action, kind, record = kept["recorded"]
            at = datetime.fromisoformat(kept["at"])
            if at.tzinfo is None:
                raise NotKeepable("at")
            texts = (kept["place"], kept["operation"], action, kind)
            if not all(isinstance(text, str) for text in texts):
                raise NotKeepable("text")
            history = kept.get("history")
            if history is not None and not isinstance(history, str):
                raise NotKeepable("history")
            return cls(
                UUID(kept["id"]),
                at,
                *texts,
                UUID(record) if record else None,
                kept["given"],
                tuple(hard(code, **from_json(params)) for code, params in kept["why"]),
                history,
            )
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise NotKeepable(type(error).__name__) from None


def _params(finding: Finding) -> str:
    """What fills the sentence; a value of another kind as its words."""
    try:
        return to_json(dict(finding.params))
    except NotKeepable:
        return to_json({name: str(value) for name, value in finding.params.items()})
