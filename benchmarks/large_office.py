"""An office of any size for measuring: a real one, with invented clients written in bulk."""

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from db.models.client import Client, ContactPoint
from db.office import NewOffice, Office, create_office
from db.operations.work import Work
from db.rules.codes import ContactKind
from db.rules.ids import new_id
from db.rules.names import fold
from db.rules.partial_date import PartialDate
from db.rules.search_words import birth_words, name_words, number_words, phone_words, sound_words
from db.storage.keys.wrapping import Argon2
from desktop.sample.names import BOYS, GIRLS, LAST

USER, PASSWORD = "bench", "a long bench password"
CHEAP = Argon2(memory=64, time=1, lanes=1)  # deriving the key is not what is measured
_AT_ONCE = 5_000
_NOW = datetime(2026, 1, 5, 15, tzinfo=UTC)


def large_office(folder: Path, clients: int) -> Office:
    """A new office in an empty folder, with so many clients, each indexed as an intake does it."""
    form = NewOffice("Bench House", "America/New_York", USER, "Bea Bench", PASSWORD)
    office = create_office(folder, form, device="bench", cost=CHEAP).office
    dice = random.Random(7)
    for first in range(0, clients, _AT_ONCE):
        rows = [client_row(dice, n) for n in range(first, min(first + _AT_ONCE, clients))]
        office.write(_add, rows)
    office.write(_tidy)
    return office


def client_row(dice: random.Random, n: int) -> dict[str, Any]:
    """A client as a row to insert, with a phone number, which is none of its columns."""
    first, last = dice.choice(GIRLS + BOYS), dice.choice(LAST)
    if dice.random() < 0.3:
        last = f"{last}-{dice.choice(LAST)}"
    return {
        "id": new_id(),
        "number": f"C-{n + 1:06}",
        "first_name": first,
        "last_name": last,
        "sort_name": fold(f"{last} {first}"),
        "birth_date": PartialDate(
            dice.randint(1940, 2024), dice.randint(1, 12), dice.randint(1, 28)
        ),
        "phone": f"555-{dice.randint(1000, 9999)}-{dice.randint(1000, 9999)}",
        "version": 1,
        "created_at": _NOW,
        "changed_at": _NOW,
    }


def _add(work: Work, rows: list[dict[str, Any]]) -> None:
    phones = {row["id"]: row.pop("phone") for row in rows}
    work.session.execute(insert(Client), rows)
    points = [
        {"id": new_id(), "client_id": one, "kind": ContactKind.MOBILE, "value": phone,
         "matched": phone.replace("-", ""), "rules": []}
        for one, phone in phones.items()
    ]  # fmt: skip
    work.session.execute(insert(ContactPoint), points)
    _index(work.session, [(row, phones[row["id"]]) for row in rows])


def _index(session: Session, rows: list[tuple[dict[str, Any], str]]) -> None:
    next_row = (session.scalar(text("SELECT max(row) FROM search_entry")) or 0) + 1
    entries, words = [], []
    for number, (row, phone) in enumerate(rows, next_row):
        entries.append({"row": number, "id": row["id"].hex})
        words.append({"row": number, "words": " ".join(words_of(row, phone))})
    insert_entry = text(
        "INSERT INTO search_entry (row, kind, record_id) VALUES (:row, 'client', :id)"
    )
    session.execute(insert_entry, entries)
    session.execute(text("INSERT INTO search_name (rowid, words) VALUES (:row, :words)"), words)


def words_of(row: dict[str, Any], phone: str) -> tuple[str, ...]:
    """What a client is found by."""
    names = (row["first_name"], row["last_name"])
    return (
        *name_words(*names),
        *sound_words(*names),
        *number_words(row["number"]),
        *birth_words(row["birth_date"]),
        *phone_words(phone),
    )


def _tidy(work: Work) -> None:
    """What a busy office's database does by itself over the weeks."""
    work.session.execute(text("INSERT INTO search_name(search_name) VALUES ('optimize')"))
    work.session.execute(text("ANALYZE"))
