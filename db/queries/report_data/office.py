"""The office as it stands on a letterhead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The agency's name and the lines under it; `paper` is "letter" or "a4"."""

    name: str
    lines: tuple[str, ...] = ()
    paper: str = "letter"
