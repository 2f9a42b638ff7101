"""The office as it stands on a letterhead."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The agency's name and the lines under it; `paper` is "letter" or "a4".

    `logo` is the bytes of a PNG or JPEG picture; one that cannot be read is left out.
    """

    name: str
    lines: tuple[str, ...] = ()
    paper: str = "letter"
    logo: bytes | None = field(default=None, repr=False)
