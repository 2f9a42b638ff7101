"""Looks into an office behind the program's back, for scenes; run by the program's own Python.

    python -m tests.acceptance.look OFFICE USER WHAT     (the password in CASEROOM_PASSWORD)

Prints a list of records as JSON. WHAT is one of `LOOKS`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.models.appointment import Appointment
from db.models.audit import Disclosure
from db.models.client import Client
from db.models.note import ContactNote
from db.models.staff import PhoneMessage
from db.office import open_office
from db.queries.reading import Reading


def clients(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every client's names."""
    for client in reading.session.scalars(select(Client).order_by(Client.number)):
        yield {"number": client.number, "first": client.first_name, "last": client.last_name}


def notes(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every contact note with what was added to it."""
    for note in reading.session.scalars(select(ContactNote)):
        yield {
            "status": note.status.value,
            "text": note.text,
            "signed": note.signature is not None,
            "addenda": [addendum.text for addendum in note.addenda],
        }


def appointments(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every appointment, with the reason for which it was booked all the same."""
    for booked in reading.session.scalars(select(Appointment)):
        yield {
            "kind": booked.kind.value,
            "status": booked.status.value,
            "starts": _moment(reading, booked.starts_at),
            "ends": _moment(reading, booked.ends_at),
            "subject": booked.subject,
            "override": booked.override_reason,
        }


def messages(reading: Reading) -> Iterable[dict[str, Any]]:
    """Every phone message."""
    for message in reading.session.scalars(select(PhoneMessage)):
        yield {"caller": message.caller, "phone": message.phone, "text": message.text}


def disclosures(reading: Reading) -> Iterable[dict[str, Any]]:
    """All that left the office."""
    for left in reading.session.scalars(select(Disclosure)):
        yield {
            "document": left.document,
            "recipient": left.recipient,
            "purpose": left.purpose.value,
            "sha256": left.sha256,
        }


def _moment(reading: Reading, seconds: int) -> str:
    return datetime.fromtimestamp(seconds, reading.zone).isoformat()


LOOKS: dict[str, Callable[[Reading], Iterable[dict[str, Any]]]] = {
    look.__name__: look for look in (clients, notes, appointments, messages, disclosures)
}


def main(folder: str, user: str, what: str) -> None:
    """Print what there is."""
    office = open_office(Path(folder), user, os.environ["CASEROOM_PASSWORD"], device="look")
    try:
        print(json.dumps(office.read(lambda reading: list(LOOKS[what](reading)))))
    finally:
        office.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
