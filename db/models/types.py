"""Column types of our own: moments in UTC, partial dates, money, and codes."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from db.rules.findings import Refused, hard
from db.rules.partial_date import PartialDate

_CENT = Decimal("0.01")
E = TypeVar("E", bound=StrEnum)


class Utc(TypeDecorator[datetime]):
    """A moment. Naive values are refused with ValueError; what comes back is aware and in UTC."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Timestamps with a time zone where the database has them."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class PartialDateText(TypeDecorator[PartialDate]):
    """A date that may be known only in part; stored as the text of `PartialDate`."""

    impl = String(11)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, dialect: Dialect) -> str | None:
        """Store its text, which sorts by date."""
        return None if value is None else value.stored()

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        """Read the text again."""
        return None if value is None else PartialDate.from_stored(value)


class Cents(TypeDecorator[Decimal]):
    """Money, stored as a whole number of cents. Fractions of a cent are refused (ValueError)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Turn dollars into cents."""
        if value is None:
            return None
        if value != value.quantize(_CENT):
            raise ValueError("money has whole cents")
        return int(value * 100)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Turn cents into dollars."""
        return None if value is None else (Decimal(value) / 100).quantize(_CENT)


def code_of(kind: type[E], value: str) -> E:
    """The code that is stored as this value.

    Raises `Refused` with "record.unknown_code" for one that this program does not know: its rules
    could not say what such a record takes, so nobody goes on as if it were not there.
    """
    try:
        return kind(value)
    except ValueError:
        raise Refused(hard("record.unknown_code")) from None


class Code(TypeDecorator[E]):
    """A code of `db.rules.codes`, stored as its value.

    A plain string column, not a database enum. A new code needs a migration that is not additive,
    which may do nothing else: `tests/structure/test_codes.py` says why and how.
    """

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Store the value; anything that is not one of the codes is refused (ValueError)."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Give back the code. Raises `Refused` as `code_of` does."""
        return None if value is None else code_of(self.kind, value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], E | None]:
        """The same, looked up: nearly every row that is read has a code."""
        return _Codes(self.kind).__getitem__


class _Codes(dict[str | None, E | None]):
    """The codes by their values, and None; of any other value what `code_of` says."""

    def __init__(self, kind: type[E]) -> None:
        super().__init__((one.value, one) for one in kind)
        self._kind = kind

    def __missing__(self, value: str | None) -> E | None:
        return None if value is None else code_of(self._kind, value)


class Seconds(TypeDecorator[int]):
    """A moment of the calendar in whole seconds since 1970, UTC."""

    impl = BigInteger().with_variant(Integer, "sqlite")
    cache_ok = True
