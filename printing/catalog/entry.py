"""What an entry of the catalogue says of a report or export, and what it must be told."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO

from db.rules.findings import Refused, hard
from db.texts import t
from printing.builders import Made


class DocumentKind(StrEnum):
    """Paper or spreadsheet."""

    REPORT = "report"
    EXPORT = "export"


class ParameterKind(StrEnum):
    """What kind of thing a parameter names."""

    CASE = "case"  # a case's number
    CLIENT = "client"  # a client's number
    HEARING = "hearing"  # the day of one of the case's hearings
    WORKER = "worker"  # a user name
    ROOM = "room"  # a room's or car's name
    DAY = "day"
    TEAM = "team"  # a team's name
    COLUMNS = "columns"  # workers, teams, rooms, cars or interpreters


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a report or export is told. `name` is that of the request's field.

    Of the parameters that share a `choice`, one must be given.
    """

    name: str
    kind: ParameterKind
    title: str
    required: bool = False
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report or export.

    `data` names its query. `leaves` says that client data leaves with it, so recipient and
    purpose are asked for and recorded. `suffixes` are the kinds of file it can be written as, the
    usual one first.
    """

    key: str
    kind: DocumentKind
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    data: str
    leaves: bool
    suffixes: tuple[str, ...]
    builder: Callable[[Any, BinaryIO, str], Made]

    def build(self, data: Any, out: BinaryIO, suffix: str = "") -> Made:
        """Write the data. Raises `Refused` for what must not print, and a wrong suffix."""
        suffix = suffix.lower() or self.suffixes[0]
        if suffix not in self.suffixes:
            raise Refused(hard("report.file_kind", "out", suffix=" / ".join(self.suffixes)))
        return self.builder(data, out, suffix)


def period() -> tuple[Parameter, ...]:
    """The days that a report or export is about, both included."""
    return (
        Parameter("first", ParameterKind.DAY, t("First day"), required=True),
        Parameter("last", ParameterKind.DAY, t("Last day"), required=True),
    )
