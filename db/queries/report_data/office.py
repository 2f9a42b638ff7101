"""The office as it stands on a letterhead."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The agency's name and the lines under it; `paper` is "letter" or "a4".

    `record_state` is a short digest of the heads of the audit log at the moment of printing: with
    it paper can be held against the log. `logo` is the bytes of a PNG or JPEG picture; one that
    cannot be read is left out.
    """

    name: str
    lines: tuple[str, ...] = ()
    paper: str = "letter"
    record_state: str = ""
    logo: bytes | None = field(default=None, repr=False)
