"""What the surroundings can do to us, as refusals with a code.

A database driver's message may quote values, so it is never passed on: only the code is.
"""

from db.rules.findings import Finding, Refused


class StorageProblem(Refused):
    """The place where the office lives does not do what is asked of it."""

    def __init__(self, code: str, *also: Finding, **params: object) -> None:
        super().__init__(Finding(f"storage.{code}", params=params), *also)


_BY_MESSAGE = (
    ("file is not a database", "wrong_key_or_damaged"),
    ("file is encrypted", "wrong_key_or_damaged"),
    ("malformed", "damaged"),
    ("database or disk is full", "full"),
    ("readonly database", "readonly"),
    ("read-only", "readonly"),
    ("database is locked", "locked"),
    ("database table is locked", "locked"),
    ("unable to open database file", "gone"),
    ("disk i/o error", "input_output"),
)


def problem_of(error: BaseException) -> StorageProblem | None:
    """The refusal for a driver's error, or None if it is not the surroundings' fault."""
    words = str(error).lower()
    for part, code in _BY_MESSAGE:
        if part in words:
            return StorageProblem(code)
    return None


def is_busy(error: BaseException) -> bool:
    """Whether somebody else holds the lock, so that trying again makes sense."""
    words = str(error).lower()
    return "database is locked" in words or "database table is locked" in words
