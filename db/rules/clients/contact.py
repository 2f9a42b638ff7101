"""Ways to reach somebody: the form, what may stand in it, and how it is compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from db.rules.codes import ContactKind, ContactRule
from db.rules.findings import Finding, hard
from db.rules.names import fold
from db.rules.phones import email_key, phone_key
from db.rules.safe_contact import PHONES
from db.rules.text_fields import too_long

_LONGEST = {"value": 500, "label": 80}
_POSTAL_CODE = re.compile(r"(?<!\d)(\d{5})(?:-\d{4})?(?!\d)")


@dataclass(frozen=True, slots=True)
class ContactForm:
    """A way to reach a person. `value` is kept as typed; an address may have several lines."""

    id: UUID
    kind: ContactKind
    value: str
    label: str = ""
    rules: frozenset[ContactRule] = frozenset()
    preferred: bool = False


def check_contacts(contacts: tuple[ContactForm, ...]) -> Iterator[Finding]:
    """What is wrong with them; a field is named like "contact_points.0.value"."""
    for place, contact in enumerate(contacts):
        prefix = f"contact_points.{place}."
        yield from too_long(contact, _LONGEST, prefix)
        if not contact.value.strip():
            yield hard("contact.empty", prefix + "value")
        elif contact.kind in PHONES and not phone_key(contact.value):
            yield hard("contact.phone_incomplete", prefix + "value")
        elif contact.kind is ContactKind.EMAIL and not email_key(contact.value):
            yield hard("contact.email_invalid", prefix + "value")


def matched_form(kind: ContactKind, value: str) -> str:
    """The form in which two values are compared: digits, an address in lower case, words."""
    if kind in PHONES:
        return phone_key(value)
    if kind is ContactKind.EMAIL:
        return email_key(value)
    return fold(value)


def street_of(address: str) -> str:
    """The first line of an address, or what stands before its first comma."""
    lines = address.strip().splitlines()
    return lines[0].split(",")[0].strip() if lines else ""


def postal_code_of(address: str) -> str:
    """The last group of five digits that is not the house number; empty if there is none."""
    found = [one for one in _POSTAL_CODE.finditer(address) if one.start() > 0]
    return found[-1].group(1) if found else ""
