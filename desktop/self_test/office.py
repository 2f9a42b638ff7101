"""The scratch office: made as the first-run wizard makes one, encrypted, and entered."""

from db.office import NewOffice, create_office, open_office
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.texts import language, t
from desktop.device import device_name
from desktop.self_test.bench import OFFICE, PASSWORD, PERSON, USER, ZONE, Bench
from desktop.self_test.running import Failed

_PLAIN = b"SQLite format 3"


def make(bench: Bench) -> str:
    """Make it, and look at its file: it must not be readable."""
    form = NewOffice(OFFICE, ZONE, USER, PERSON, PASSWORD, language=language())
    made = create_office(bench.place, form, device=device_name())
    try:
        cipher = made.office.read(_cipher)
        database = made.office.folder.database
    finally:
        made.office.close()
    content = database.read_bytes()
    if content.startswith(_PLAIN) or OFFICE.encode() in content or PERSON.encode() in content:
        raise Failed(t("The office's file is not encrypted."))
    return t(
        "A scratch office was made; its file is encrypted (SQLCipher {version}).", version=cipher
    )


def enter(bench: Bench) -> str:
    """Sign in with the password, and with no other."""
    try:
        open_office(bench.place, USER, f"{PASSWORD}!", device=device_name()).close()
    except Refused:
        pass
    else:
        raise Failed(t("A wrong password was taken."))
    bench.office = open_office(bench.place, USER, PASSWORD, device=device_name())
    return t("The password opens the office, and another one does not.")


def _cipher(reading: Reading) -> str:
    from sqlalchemy import text

    found = reading.session.scalar(text("PRAGMA cipher_version"))
    if not found:
        raise Failed(t("The database does not encrypt."))
    return str(found)
