"""Key files: what stands in them opens with the password and in no other way."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from db.rules.findings import Refused
from db.storage.keys.device_file import DeviceFile, bind_to_device
from db.storage.keys.encoding import Fields
from db.storage.keys.identity import Identity
from db.storage.keys.key_file import KeyFile, new_key_file, read_key_file, write_key_file
from db.storage.keys.recovery_code import clean_recovery_code, new_recovery_code
from db.storage.keys.sealing import seal, unseal
from db.storage.keys.user_names import clean_user_name
from db.storage.keys.wrapping import Argon2
from db.storage.problems import StorageProblem
from db.storage.shelf import FolderShelf

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "copper meadow harbor 19"
DATA_KEY = bytes(range(32))
OFFICE, USER, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)


def made(user_name: str = "ana", user_id: UUID = USER) -> tuple[KeyFile, Identity]:
    return new_key_file(
        user_name=user_name,
        user_id=user_id,
        office_id=OFFICE,
        password=PASSWORD,
        data_key=DATA_KEY,
        cost=CHEAP,
    )


def code_of(call: object, *args: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args)  # type: ignore[operator]
    (finding,) = caught.value.findings
    return finding.code


def test_a_key_file_is_written_and_read_and_opened(tmp_path: Path) -> None:
    key_file, identity = made()
    write_key_file(FolderShelf(tmp_path), key_file)
    found = read_key_file(FolderShelf(tmp_path), "ana")
    assert found == key_file
    opened, data_key = found.open(PASSWORD)
    assert data_key == DATA_KEY
    assert opened.to_bytes() == identity.to_bytes()


def test_another_password_opens_nothing() -> None:
    key_file, _ = made()
    assert code_of(key_file.open, PASSWORD + " ") == "storage.wrong_password"


def test_nothing_in_a_key_file_is_a_secret() -> None:
    key_file, identity = made()
    content = key_file.to_json()
    for secret in (DATA_KEY, identity.to_bytes()[:32], identity.to_bytes()[32:]):
        assert secret not in content
        assert secret.hex().encode() not in content


def test_every_key_file_is_made_of_new_random_keys() -> None:
    one, two = made()[0], made()[0]
    assert one.public != two.public
    assert one.private.salt != two.private.salt
    assert one.data_key != two.data_key


@pytest.mark.parametrize(
    "path",
    [
        ("private", "box"),
        ("private", "salt"),
        ("private", "nonce"),
        ("data_key", "box"),
        ("data_key", "ephemeral"),
        ("public", "x25519"),
    ],
)
def test_a_changed_byte_is_found(path: tuple[str, str]) -> None:
    content = json.loads(made()[0].to_json())
    part, field = path
    text = content[part][field]
    content[part][field] = ("B" if text[0] != "B" else "C") + text[1:]
    changed = KeyFile.from_json(json.dumps(content).encode())
    assert code_of(changed.open, PASSWORD) in {
        "storage.wrong_password",
        "storage.key_file_changed",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [("user_id", str(OTHER)), ("office", str(OTHER)), ("epoch", 2)],
)
def test_a_box_cannot_be_passed_off_as_another_persons(field: str, value: object) -> None:
    content = json.loads(made()[0].to_json())
    content[field] = value
    changed = KeyFile.from_json(json.dumps(content).encode())
    assert code_of(changed.open, PASSWORD) == "storage.wrong_password"


def test_a_key_file_under_another_name_is_not_that_persons(tmp_path: Path) -> None:
    (tmp_path / "ben.json").write_bytes(made("ana")[0].to_json())
    assert code_of(read_key_file, FolderShelf(tmp_path), "ben") == "storage.key_file_changed"
    assert code_of(read_key_file, FolderShelf(tmp_path), "mei") == "storage.unknown_user"
    assert code_of(read_key_file, FolderShelf(tmp_path / "gone"), "mei") == "storage.gone"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": "caseroom-key"}',
        b'{"format": "caseroom-key", "format": "caseroom-key", "version": 1}',
        b'{"format": "something-else", "version": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_key_file_is_refused(content: bytes) -> None:
    assert code_of(KeyFile.from_json, content) == "storage.key_file_changed"


def test_a_key_file_of_a_later_version_says_so() -> None:
    content = json.loads(made()[0].to_json()) | {"version": 3}
    assert code_of(KeyFile.from_json, json.dumps(content).encode()) == "storage.newer"


def test_a_key_file_cannot_make_a_computer_run_out_of_memory() -> None:
    content = json.loads(made()[0].to_json())
    content["private"]["memory_kib"] = 2**40
    changed = KeyFile.from_json(json.dumps(content).encode())
    assert code_of(changed.open, PASSWORD) == "storage.key_file_changed"


def test_another_password_keeps_the_keys() -> None:
    key_file, identity = made()
    changed = key_file.with_password(identity, "granite willow teapot 82", CHEAP)
    assert changed.public == key_file.public
    assert code_of(changed.open, PASSWORD) == "storage.wrong_password"
    assert changed.open("granite willow teapot 82")[1] == DATA_KEY


def test_own_keys_follow_those_that_were_handed_over_and_no_others() -> None:
    key_file, identity = made()
    own, own_identity = key_file.with_own_keys(identity, "granite willow teapot 82", CHEAP)
    assert own.open("granite willow teapot 82")[1] == DATA_KEY
    assert own_identity.public == own.public != key_file.public
    assert own.follows(key_file.epoch, key_file.public)
    assert own.follows(own.epoch, own.public)
    stranger, _ = made()
    assert not stranger.follows(key_file.epoch, key_file.public)
    assert not own.follows(stranger.epoch, stranger.public)
    assert not own.follows(key_file.epoch - 1, key_file.public)
    again = KeyFile.from_json(own.to_json())
    assert again == own


def test_a_succession_counts_for_its_own_keys_alone() -> None:
    key_file, identity = made()
    own, _ = key_file.with_own_keys(identity, "granite willow teapot 82", CHEAP)
    stranger, _ = made()
    assert not replace(own, public=stranger.public).follows(1, key_file.public)
    assert not replace(own, user_id=OTHER).follows(1, key_file.public)
    assert not replace(own, office_id=OTHER).follows(1, key_file.public)
    assert not replace(own, epoch=3).follows(2, key_file.public)
    assert not replace(own, succeeds=None).follows(1, key_file.public)


def test_a_sealed_secret_opens_for_its_owner_and_its_purpose_alone() -> None:
    owner, stranger = Identity.generate(), Identity.generate()
    sealed = seal(b"secret", owner.public.sealing, b"for the owner")
    assert unseal(sealed, owner, b"for the owner") == b"secret"
    assert code_of(unseal, sealed, stranger, b"for the owner") == "storage.key_file_changed"
    assert code_of(unseal, sealed, owner, b"for another") == "storage.key_file_changed"


def test_a_signature_counts_for_its_message_alone() -> None:
    identity = Identity.generate()
    signature = identity.sign(b"yes")
    assert identity.public.signed(signature, b"yes")
    assert not identity.public.signed(signature, b"no")
    assert not identity.public.signed(b"", b"yes")
    assert not Identity.generate().public.signed(signature, b"yes")


def test_a_device_file_opens_with_this_computers_key_alone() -> None:
    key_file, identity = made()
    key = bytes(32)
    bound = bind_to_device(key_file, identity, key)
    read = DeviceFile.from_json(bound.to_json())
    assert read.open(key).to_bytes() == identity.to_bytes()
    assert code_of(read.open, b"\1" * 32) == "storage.quick_unlock_void"
    assert code_of(read.open, b"short") == "storage.quick_unlock_void"
    assert code_of(replace(read, epoch=2).open, key) == "storage.quick_unlock_void"


def test_a_device_file_gives_the_password_for_its_own_server_alone() -> None:
    key_file, identity = made()
    key, derived = bytes(32), "x" * 43
    bound = bind_to_device(key_file, identity, key, "postgresql://db/harbor", derived)
    assert derived.encode() not in bound.to_json()
    read = DeviceFile.from_json(bound.to_json())
    assert (read.open(key).to_bytes(), read.server_password(key)) == (identity.to_bytes(), derived)
    for server in ("postgresql://elsewhere/harbor", ""):
        other = replace(read, server=server)
        assert code_of(other.server_password, key) == "storage.quick_unlock_void"
    assert bind_to_device(key_file, identity, key).server_password(key) == ""


def test_a_recovery_code_is_read_in_any_spelling_and_its_typing_errors_are_found() -> None:
    code = new_recovery_code()
    assert clean_recovery_code(code.lower().replace("-", "")) == code
    assert clean_recovery_code(f"  {code.replace('0', 'O').replace('1', 'i')} ") == code
    swapped = code[1] + code[0] + code[2:]
    for wrong in ("", code[:-1], code + "A", "no code", *([swapped] if swapped != code else [])):
        assert code_of(clean_recovery_code, wrong) == "storage.recovery_code"


def test_two_recovery_codes_are_never_the_same() -> None:
    assert len({new_recovery_code() for _ in range(100)}) == 100


@pytest.mark.parametrize("name", ["ana", "a.b-c_9", "x" * 40, " Ana "])
def test_a_user_name_is_kept_in_small_letters(name: str) -> None:
    assert clean_user_name(name) == name.strip().lower()


@pytest.mark.parametrize(
    "name", ["", "a", "x" * 41, "ana maria", "-ana", "ana.", "../x", "con", "lpt1.json", "josé"]
)
def test_a_user_name_that_is_no_file_name_everywhere_is_refused(name: str) -> None:
    assert code_of(clean_user_name, name) == "storage.user_name"


def test_fields_are_asked_for_by_type() -> None:
    fields = Fields({"n": True, "text": 3, "big": 2**63, "raw": "AA=", "sur": "\ud800"})
    for ask in (
        lambda: fields.whole("n"),
        lambda: fields.text("text"),
        lambda: fields.whole("big"),
        lambda: fields.raw("raw"),
        lambda: fields.text("sur"),
        lambda: fields.yes("text"),
        lambda: fields.part("text"),
        lambda: fields.parts("text"),
        lambda: fields.text("missing"),
    ):
        with pytest.raises(StorageProblem):
            ask()
