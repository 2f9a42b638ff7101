"""Whatever stands in `seal.json`, reading it gives the list or a refusal."""

import json
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.findings import Refused
from db.storage.keys.identity import Identity
from db.storage.problems import StorageProblem
from db.storage.seal import SealForm, SealMember, Secrets
from db.storage.seal_file import open_seal, signed_seal

OFFICE, SEALED, MARIA = UUID(int=1), UUID(int=2), UUID(int=3)
IDENTITY = Identity.generate()
FORM = SealForm(OFFICE, SEALED, "Aldous", MARIA, (SealMember(MARIA, IDENTITY.public, True),))
SECRETS = Secrets.new()
SEAL, CONTENT = signed_seal(FORM, SECRETS, MARIA, IDENTITY)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def opened(content: bytes) -> str:
    """The label; a refusal is as good. Anything else is a mistake."""
    try:
        seal, secrets = open_seal(content, IDENTITY, OFFICE, SEALED)
    except StorageProblem:
        return ""
    assert secrets == SECRETS
    return seal.label


def test_a_member_reads_what_was_signed() -> None:
    seal, secrets = open_seal(CONTENT, IDENTITY, OFFICE, SEALED)
    assert (seal, secrets) == (SEAL, SECRETS)
    assert len(json.loads(CONTENT)["slots"]) == 8


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    assert opened(content) == ""


@given(st.sampled_from(["format", "version", "cipher", "slots", "nonce", "list"]), JSON)
def test_any_value_in_any_field_is_refused(name: str, value: object) -> None:
    content = json.loads(CONTENT)
    if content[name] != value:
        content[name] = value
        assert opened(json.dumps(content).encode()) == ""


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_flipped_byte_never_gives_another_list(place: int, flip: int) -> None:
    content = bytearray(CONTENT)
    content[place] ^= flip
    assert opened(bytes(content)) in ("", "Aldous")


def test_the_seal_of_another_file_or_office_is_refused() -> None:
    for office, sealed in ((uuid4(), SEALED), (OFFICE, uuid4())):
        with pytest.raises(Refused, match="seal_not_yours"):
            open_seal(CONTENT, IDENTITY, office, sealed)


def test_a_later_version_asks_for_a_newer_program() -> None:
    content = json.loads(CONTENT)
    content["version"] = 2
    with pytest.raises(Refused, match="newer"):
        open_seal(json.dumps(content).encode(), IDENTITY, OFFICE, SEALED)


def test_secrets_make_different_keys_for_different_purposes() -> None:
    after = Secrets.new(SECRETS.current)
    keys = {SECRETS.database_key, SECRETS.list_key, SECRETS.current, after.database_key}
    assert len(keys) == 4
    assert SECRETS.previous_database_key is None
    assert after.previous_database_key == SECRETS.database_key
