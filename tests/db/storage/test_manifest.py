"""The signed list of members: edited, rolled back, forged or signed by the wrong person."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from db.rules.codes import Role
from db.rules.findings import Refused
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import RECOVERY
from db.storage.manifest import Anchor, Manifest, first_manifest
from db.storage.member import Member, MemberKind

OFFICE = UUID(int=1)
ANA, BEN, CODE = Identity.generate(), Identity.generate(), Identity.generate()
ANA_ID, BEN_ID, CODE_ID = UUID(int=2), UUID(int=3), UUID(int=4)
MEMBERS = (
    Member(ANA_ID, "ana", Role.ADMINISTRATOR, 1, ANA.public),
    Member(BEN_ID, "ben", Role.CASEWORKER, 1, BEN.public),
    Member(CODE_ID, RECOVERY, Role.AUDITOR, 1, CODE.public, MemberKind.RECOVERY),
)


@pytest.fixture
def first() -> Manifest:
    return first_manifest(OFFICE, MEMBERS, ANA_ID, ANA)


def code_of(call: object, *args: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding.code


def edited(manifest: Manifest, old: str, new: str) -> bytes:
    content = json.loads(manifest.to_json())
    assert old in content["payload"]
    content["payload"] = content["payload"].replace(old, new)
    return json.dumps(content).encode()


def test_it_is_read_as_it_was_written_and_trusted(first: Manifest) -> None:
    found = Manifest.from_json(first.to_json())
    assert found == first
    found.check_trusted(first.anchor)
    assert Anchor.from_text(first.anchor.to_text()) == first.anchor


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"role":"caseworker"', '"role":"administrator"'),
        ('"user":"ben"', '"user":"eve"'),
        ('"counter":1', '"counter":2'),
        ('"active":true', '"active":false'),
        ('"epoch":1', '"epoch":2'),
        ("caseworker", "emperor"),
    ],
)
def test_an_edit_by_hand_is_found(first: Manifest, old: str, new: str) -> None:
    assert code_of(Manifest.from_json, edited(first, old, new)) == "storage.manifest_changed"


def test_an_edit_signed_by_one_who_may_not_sign_is_found(first: Manifest) -> None:
    for signer_id, signer in ((BEN_ID, BEN), (UUID(int=9), Identity.generate())):
        forged = first.next(MEMBERS, signer_id, signer)
        assert code_of(Manifest.from_json, forged.to_json()) == "storage.manifest_changed"


def test_nobody_makes_himself_an_administrator_by_signing_it(first: Manifest) -> None:
    promoted = first.with_member(replace(MEMBERS[1], role=Role.ADMINISTRATOR))
    forged = first.next(promoted, BEN_ID, BEN)
    found = Manifest.from_json(forged.to_json())  # consistent in itself
    assert code_of(found.check_trusted, first.anchor) == "storage.manifest_changed"


def test_nobody_signs_in_an_administrators_name(first: Manifest) -> None:
    forged = Manifest.from_json(first.next(MEMBERS, ANA_ID, BEN).to_json())
    assert code_of(forged.check_trusted, first.anchor) == "storage.manifest_changed"


def test_one_step_ahead_is_trusted_and_two_are_not(first: Manifest) -> None:
    second = first.next(MEMBERS, ANA_ID, ANA)
    third = second.next(MEMBERS, ANA_ID, ANA)
    second.check_trusted(first.anchor)
    assert code_of(third.check_trusted, first.anchor) == "storage.manifest_changed"


def test_one_step_back_is_refused(first: Manifest) -> None:
    second = first.next(MEMBERS, ANA_ID, ANA)
    assert code_of(first.check_trusted, second.anchor) == "storage.manifest_old"


def test_another_step_of_the_same_number_is_refused(first: Manifest) -> None:
    one = first.next(MEMBERS, ANA_ID, ANA)
    other = first.next(first.with_member(replace(MEMBERS[1], active=False)), ANA_ID, ANA)
    assert code_of(other.check_trusted, one.anchor) == "storage.manifest_changed"
    after_other = other.next(MEMBERS, ANA_ID, ANA)
    assert code_of(after_other.check_trusted, one.anchor) == "storage.manifest_changed"


def test_the_recovery_code_signs_like_an_administrator(first: Manifest) -> None:
    found = Manifest.from_json(first.next(MEMBERS, CODE_ID, CODE).to_json())
    found.check_trusted(first.anchor)


def test_one_who_was_an_administrator_signs_no_more(first: Manifest) -> None:
    eva = Member(UUID(int=5), "eva", Role.ADMINISTRATOR, 1, BEN.public)
    second = first.next((*MEMBERS, eva), ANA_ID, ANA)
    demoted = second.with_member(replace(MEMBERS[0], role=Role.CASEWORKER))
    third = second.next(demoted, eva.user_id, BEN)
    third.check_trusted(second.anchor)
    fourth = third.next(MEMBERS, ANA_ID, ANA)
    assert code_of(fourth.check_trusted, third.anchor) == "storage.manifest_changed"


def test_the_last_administrator_stays_one(first: Manifest) -> None:
    for change in ({"role": Role.CASEWORKER}, {"active": False}):
        members = first.with_member(replace(MEMBERS[0], **change))  # type: ignore[arg-type]
        assert code_of(first.next, members, ANA_ID, ANA) == "storage.no_administrator"


@pytest.mark.parametrize(
    "twice",
    [
        Member(UUID(int=6), "ben", Role.AUDITOR, 1, CODE.public),
        Member(BEN_ID, "bob", Role.AUDITOR, 1, CODE.public),
    ],
)
def test_nobody_stands_in_it_twice(first: Manifest, twice: Member) -> None:
    doubled = first.next((*MEMBERS, twice), ANA_ID, ANA)
    assert code_of(Manifest.from_json, doubled.to_json()) == "storage.manifest_changed"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", "con", "manifest"])
def test_a_name_that_leads_out_of_the_folder_is_refused(first: Manifest, name: str) -> None:
    odd = replace(MEMBERS[1], user_name=name)
    made = first.next(first.with_member(odd), ANA_ID, ANA)
    assert code_of(Manifest.from_json, made.to_json()) == "storage.manifest_changed"


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\x00", b'{"format": 3}'])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    assert code_of(Manifest.from_json, content) == "storage.manifest_changed"


def test_one_of_a_later_version_says_so(first: Manifest) -> None:
    content = json.loads(first.to_json()) | {"version": 2}
    assert code_of(Manifest.from_json, json.dumps(content).encode()) == "storage.newer"
