"""A client's sheet: who they are and how they are reached, on one page."""

from dataclasses import dataclass

from db.queries.report_data.office import Letterhead


@dataclass(frozen=True, slots=True)
class SheetContact:
    """A way to reach the client, with what must not be done with it, in words."""

    kind: str
    value: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMember:
    """Somebody in the household."""

    name: str
    relation: str
    born: str = ""


@dataclass(frozen=True, slots=True)
class SheetCase:
    """A case of the client."""

    number: str
    status: str
    worker: str
    opened: str


@dataclass(frozen=True, slots=True)
class ClientSheetData:
    """`for_staff` says that it stays inside; what goes outside holds nothing of other people, no
    warning and no contact with a rule. `marks` stand beside the name.
    """

    letterhead: Letterhead
    for_staff: bool
    name: str
    number: str
    facts: tuple[tuple[str, str], ...]
    contacts: tuple[SheetContact, ...]
    safety_alert: str = ""
    marks: tuple[str, ...] = ()
    household: tuple[SheetMember, ...] = ()
    cases: tuple[SheetCase, ...] = ()
