"""What is asked when client data leaves the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from db.rules.codes import DisclosurePurpose
from db.rules.findings import Finding, hard
from db.rules.text_fields import too_long

_LONGEST = {"document": 60, "recipient": 200, "remark": 500}


class LeftAs(StrEnum):
    """How it left."""

    PRINTED = "printed"
    SAVED = "saved"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class DisclosureForm:
    """A print, a saved file or an export. `document` is a key of `printing.catalog`.

    `case_id` and `client_id` name whom it is about, where it is about one; `rows` counts the
    people or lines in it, `sha256` is of the file that left.
    """

    id: UUID
    document: str
    left_as: LeftAs
    purpose: DisclosurePurpose
    recipient: str = ""
    remark: str = ""
    case_id: UUID | None = None
    client_id: UUID | None = None
    rows: int = 0
    sha256: str = ""


def check_disclosure(form: DisclosureForm) -> tuple[Finding, ...]:
    """Everything that stands against recording it, each with the field it belongs to.

    What stays inside needs no recipient; the purpose "other" wants a word of explanation.
    """
    return tuple(_findings(form))


def _findings(form: DisclosureForm) -> Iterator[Finding]:
    yield from too_long(form, _LONGEST)
    if form.purpose is not DisclosurePurpose.INTERNAL and not form.recipient.strip():
        yield hard("disclosure.no_recipient", "recipient")
    if form.purpose is DisclosurePurpose.OTHER and not form.remark.strip():
        yield hard("disclosure.no_reason", "remark")
