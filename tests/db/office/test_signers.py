"""Only the keys of members count in the audit log, whatever a script puts beside them."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.models.audit import AuditEvent, AuditHead, AuditKey
from db.office.keeping import check
from db.office.members import change_role, deactivate, renew_recovery_code, reset_password
from db.office.signers import accepted_signers
from db.operations import audit
from db.operations.work import Work
from db.rules.codes import Role
from db.rules.ids import new_id
from db.storage.keys.identity import Identity
from db.storage.manifest import Manifest, read_manifest, write_manifest
from tests.db.office.desk import CHEAP, OWN, PASSWORD, Desk, People


def codes(desk: People) -> list[str]:
    return [finding.code for finding in check(desk.ana)]


class Forger:
    """Signs with a key of its own, as whoever it likes."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def forge(desk: People, act: Callable[[Work], None]) -> None:
    """What somebody with the data key and a script can do: write as Ana, under another key."""
    office, forger = desk.ana, Forger()
    with desk.unguarded() as session:
        work = Work(
            session, office.user, desk.clock[0], office.record.zone, new_id(), forger, "desk-9"
        )
        act(work)
        session.flush()
        audit.append(work)


def test_a_key_that_a_script_put_into_the_log_signs_for_nobody(desk: People) -> None:
    assert codes(desk) == []
    forge(desk, lambda work: work.record("client.viewed", "client", new_id()))
    assert codes(desk)[:2] == ["audit.key_foreign", "audit.head_signature"]


def test_a_chain_rewritten_under_a_forged_key_is_found(desk: People) -> None:
    office, forger = desk.ana, Forger()

    def rewrite(work: Work) -> None:
        session = work.session
        session.add(AuditKey(user_id=office.user.id, public_key=forger.public_key, since=work.now))
        head = session.get_one(AuditHead, "desk-1")
        previous = bytes(32)
        events = session.query(AuditEvent).filter_by(device="desk-1").order_by(AuditEvent.n)
        for event in events:
            event.details = json.dumps({"nothing": "happened"})
            event.hash = audit.event_hash(event, previous)
            event.signature = forger.sign(audit.EVENT + event.hash)
            previous = event.hash
        head.hash, head.signature = previous, b""
        head.signature = forger.sign(audit.head_message(head))

    with desk.unguarded() as session:
        rewrite(
            Work(session, office.user, desk.clock[0], office.record.zone, new_id(), forger, "x")
        )
    assert codes(desk)[:2] == ["audit.key_foreign", "audit.head_signature"]


def test_what_was_signed_with_keys_of_before_still_counts(desk: People) -> None:
    ben = desk.hire_and_settle("ben")
    assert codes(desk) == [], "keys of one's own, which the list does not have yet"
    given = reset_password(desk.ana, ben.user.id, cost=CHEAP)
    again = desk.sit("ben", given)
    assert again.must_change_password
    assert codes(desk) == []
    change_role(desk.ana, ben.user.id, Role.SUPERVISOR)
    renew_recovery_code(desk.ana, cost=CHEAP)
    deactivate(desk.ana, ben.user.id)
    assert codes(desk) == []
    member = next(m for m in desk.ana.manifest.members if m.user_id == ben.user.id)
    assert member.former is not None
    assert len(member.former) == 2


def test_a_list_that_the_records_do_not_know_makes_nobodys_key_count(desk: People) -> None:
    forger, ana = Identity.generate(), desk.ana.manifest.members[0]
    known = accepted_signers(desk.ana)
    assert known is not None and known[ana.user_id] == {ana.keys.signing}
    listed = desk.ana.manifest.with_member(replace(ana, former=(forger.public.signing,)))
    for signer in (forger, desk.ana.identity):
        first = desk.ana.manifest.next(listed, ana.user_id, signer)
        write_manifest(desk.shelf, first.next(listed, ana.user_id, signer))
        assert accepted_signers(desk.ana) == known


def test_an_administrator_who_came_back_by_the_recovery_code_keeps_what_was_signed(
    desk: People,
) -> None:
    assert [finding.code for finding in check(desk.recover(OWN))] == []


def test_a_list_of_before_is_believed_until_the_next_one_takes_its_keys_over(desk: People) -> None:
    _make_old(desk)
    assert codes(desk) == []
    forge(desk, lambda work: work.record("client.viewed", "client", new_id()))
    assert codes(desk) == [], "nothing says better"
    _, _ = desk.hire("ben")
    assert all(member.former is not None for member in read_manifest(desk.shelf).members)
    assert codes(desk) == []
    forge(desk, lambda work: work.record("client.viewed", "client", new_id()))
    assert "audit.key_foreign" in codes(desk)


def _make_old(desk: People) -> None:
    """The list as it was signed before it kept former keys."""
    old = [replace(member, former=None) for member in desk.ana.manifest.members]
    manifest: Manifest = desk.ana.manifest.next(old, desk.ana.user.id, desk.ana.identity)
    write_manifest(desk.shelf, manifest)
    desk.ana.close()
    desk.ana = desk.sit("ana", PASSWORD, device="desk-1")


@pytest.mark.only_in_folder("a file that another program writes into")
def test_nothing_of_the_drivers_is_needed_to_see_it(desk: Desk) -> None:
    """The rows are read as they stand: a plain connection with the key writes them too."""
    connection = driver.connect(str(desk.folder / "office.db"))
    connection.execute(f"PRAGMA key = \"x'{desk.ana.data_key.hex()}'\"")
    connection.execute(
        "INSERT INTO audit_key (user_id, public_key, since) VALUES (?, ?, ?)",
        (desk.ana.user.id.hex, bytes(32), "2026-03-02 15:00:00"),
    )
    connection.commit()
    connection.close()
    assert codes(desk) == ["audit.key_foreign"]
