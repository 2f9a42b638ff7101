"""Dates that are known only in part: a year, a year and month, perhaps only approximately."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_STORED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of birth as people know it.

    `month` and `day` may be missing (a day needs its month); `approximate` says that what is
    given is somebody's estimate. Impossible dates raise ValueError. Sorts as the stored texts
    do: the less exact before the more exact, an estimate after both.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_stored(cls, text: str) -> "PartialDate":
        """Read the stored text: "1980", "1980-03", "1980-03-14", each perhaps with "~".

        Anything else raises ValueError.
        """
        found = _STORED.fullmatch(text)
        if found is None:
            raise ValueError("not a partial date")
        year, month, day, mark = found.groups()
        return cls(
            int(year),
            int(month) if month else None,
            int(day) if day else None,
            mark == "~",
        )

    @classmethod
    def of(cls, day: date, *, approximate: bool = False) -> "PartialDate":
        """The partial date that is a whole date."""
        return cls(day.year, day.month, day.day, approximate)

    def stored(self) -> str:
        """The text that is kept, at most 11 characters; it sorts as the dates do."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text + ("~" if self.approximate else "")

    @property
    def exact(self) -> date | None:
        """The date, if it is whole and no estimate."""
        if self.month is None or self.day is None or self.approximate:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """The first day that the known parts allow (an estimate is taken at its word)."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that the known parts allow (an estimate is taken at its word)."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def ages_on(self, day: date) -> tuple[int, int] | None:
        """Lowest and highest possible age in whole years on `day`; the same number if exact.

        None if the person cannot have been born by then. Who was born on 29 February comes of
        age on 1 March in a common year.
        """
        if self.earliest > day:
            return None
        return age_between(min(self.latest, day), day), age_between(self.earliest, day)

    def __lt__(self, other: "PartialDate") -> bool:
        return self.stored() < other.stored()

    def __le__(self, other: "PartialDate") -> bool:
        return self.stored() <= other.stored()

    def __gt__(self, other: "PartialDate") -> bool:
        return self.stored() > other.stored()

    def __ge__(self, other: "PartialDate") -> bool:
        return self.stored() >= other.stored()


def age_between(birth: date, day: date) -> int:
    """Whole years from `birth` to `day` (not before it)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
