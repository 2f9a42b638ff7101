"""A locked window whose place goes in the moment in which the password is tried."""

import pytest

from db.office.unlocking import check_password
from tests.db.office.desk import OWN, PASSWORD, Desk
from tests.db.office.test_old_passwords import OLD, from_before, put_back, refused

pytestmark = pytest.mark.only_in_folder("a drive that is away; see on_server/test_gone.py")


def test_where_the_records_cannot_be_asked_what_was_known_at_the_sign_in_counts(
    desk: Desk,
) -> None:
    kept = from_before(desk)
    elsewhere = desk.sit("ana", OWN)
    for office in (desk.ana, elsewhere):
        office.engines.dispose()
    records = desk.folder / "office.db"
    away = records.rename(desk.folder / "away.db")
    check_password(elsewhere, OWN)
    put_back(desk, kept)
    assert refused(check_password, elsewhere, PASSWORD) == OLD
    away.rename(records)
