"""Only what a release key has signed is believed, and everything else is refused in a sentence."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.findings import Refused
from db.texts import explain
from desktop.updates.keys import key_id, release_keys
from desktop.updates.notice import Notice, genuine_notice
from tests.desktop.updates.release import Signer, enveloped, signed, told

SIGNER = Signer()
GOOD = signed(SIGNER)


def code_of(content: bytes, keys: dict[str, bytes] | None = None) -> str:
    with pytest.raises(Refused) as refused:
        genuine_notice(content, SIGNER.keys if keys is None else keys)
    assert not explain(refused.value).startswith("That is not possible")
    return refused.value.findings[0].code.removeprefix("update.")


def said(content: bytes) -> Notice:
    return genuine_notice(content, SIGNER.keys)


def test_a_good_notice_says_all_that_it_holds() -> None:
    notice = said(GOOD)
    assert (notice.version, notice.numbers, notice.day.isoformat()) == (
        "0.2.0",
        (0, 2, 0),
        "2026-11-20",
    )
    windows = notice.installer_for("windows")
    assert windows is not None and windows.name == "Caseroom-Setup-0.2.0.exe"
    assert notice.news["es"] == "Los grupos tienen imagen."
    assert notice.installer_for("macos") is None


def test_a_copy_without_a_release_key_trusts_nobody() -> None:
    assert code_of(GOOD, {}) == "no_key"
    assert release_keys() == {}  # none stands in the tree


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "not_json"),
        (b"\xff\xfe{}", "not_json"),
        (b"[1, 2]", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"notice": ' + b"9" * 5000 + b"}", "not_json"),
        (b'{"notice": NaN, "signatures": []}', "not_json"),
        (b'{"notice": "a", "notice": "b", "signatures": []}', "not_json"),
        (b" " * 300_000, "too_large"),
        (b"{}", "wrong_shape"),
        (b'{"notice": "x", "signatures": []}', "wrong_shape"),
        (b'{"notice": "x", "signatures": [1]}', "wrong_shape"),
        (b'{"notice": 1, "signatures": [{"key": "a", "signature": "b"}]}', "wrong_shape"),
        (
            b'{"notice": "\\ud800", "signatures": [{"key": "a", "signature": "YQ=="}]}',
            "wrong_shape",
        ),
    ],
)
def test_what_is_no_notice_file_is_refused_in_a_sentence(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_signature_of_somebody_else_is_none() -> None:
    stranger = Signer()
    assert code_of(signed(stranger)) == "unknown_key"
    as_ours = json.loads(signed(stranger))
    as_ours["signatures"][0]["key"] = SIGNER.id
    assert code_of(json.dumps(as_ours).encode()) == "bad_signature"


def test_a_signature_of_another_text_is_none() -> None:
    other = json.loads(signed(SIGNER, version="0.3.0"))
    good = json.loads(GOOD)
    mixed = {"notice": good["notice"], "signatures": other["signatures"]}
    assert code_of(json.dumps(mixed).encode()) == "bad_signature"


def test_what_the_key_has_signed_for_something_else_is_no_notice() -> None:
    text = json.dumps(told())
    bare = base64.b64encode(SIGNER.private.sign(text.encode())).decode()
    content = {"notice": text, "signatures": [{"key": SIGNER.id, "signature": bare}]}
    assert code_of(json.dumps(content).encode()) == "bad_signature"


def test_a_key_is_replaced_by_signing_with_both() -> None:
    new = Signer()
    both = enveloped(json.dumps(told()), SIGNER, new)
    for keys in (SIGNER.keys, new.keys, SIGNER.keys | new.keys):
        assert genuine_notice(both, keys).version == "0.2.0"
    spoiled = json.loads(both)
    spoiled["signatures"][1]["signature"] = spoiled["signatures"][0]["signature"]
    content = json.dumps(spoiled).encode()
    assert genuine_notice(content, SIGNER.keys).version == "0.2.0"
    assert code_of(content, SIGNER.keys | new.keys) == "bad_signature"
    twice = json.loads(enveloped(json.dumps(told()), SIGNER, SIGNER))
    assert code_of(json.dumps(twice).encode()) == "wrong_shape"


def test_a_key_cannot_take_the_name_of_another(tmp_path: Any) -> None:
    stranger = Signer()
    file = tmp_path / "release-keys.json"

    def listed(name: str, public: bytes) -> dict[str, bytes]:
        one = {"id": name, "public": base64.b64encode(public).decode()}
        file.write_text(json.dumps({"keys": [one]}), "utf-8")
        return release_keys(file)

    assert listed(SIGNER.id, SIGNER.public) == SIGNER.keys
    assert listed(SIGNER.id, stranger.public) == {}
    assert listed(key_id(b"short"), b"short") == {}
    file.write_text("[]", "utf-8")
    assert release_keys(file) == {} == release_keys(tmp_path / "none")


FILE = told()["files"][0]


@pytest.mark.parametrize(
    "other",
    [
        {"version": "0.2"},
        {"version": "0.2.0-rc1"},
        {"version": "0.2.00"},
        {"version": "0.2.٣"},
        {"version": "999999.0.0"},
        {"version": 2},
        {"version": None},
        {"date": "20261120"},
        {"date": "2026-13-01"},
        {"date": 20261120},
        {"schema": "../0010"},
        {"schema": 10},
        {"format": 0},
        {"format": True},
        {"format": "1"},
        {"more": 1},
        {"news": {"en": "only"}},
        {"news": {"en": 1, "es": "dos"}},
        {"news": {"en": "x" * 20_001, "es": ""}},
        {"files": []},
        {"files": [FILE, FILE]},
        {"files": [FILE | {"system": "beos"}]},
        {"files": [FILE | {"name": "..\\..\\evil.exe"}]},
        {"files": [FILE | {"name": "../evil.exe"}]},
        {"files": [FILE | {"name": "/evil.exe"}]},
        {"files": [FILE | {"name": "a..exe"}]},
        {"files": [FILE | {"name": "C:evil.exe"}]},
        {"files": [FILE | {"name": "evil.exe\n"}]},
        {"files": [FILE | {"name": "evil.deb"}]},
        {"files": [FILE | {"name": ".exe"}]},
        {"files": [FILE | {"name": "evil .exe"}]},
        {"files": [FILE | {"size": 0}]},
        {"files": [FILE | {"size": True}]},
        {"files": [FILE | {"size": 1.5}]},
        {"files": [FILE | {"size": 10**30}]},
        {"files": [FILE | {"sha256": FILE["sha256"].upper()}]},
        {"files": [FILE | {"sha256": "00"}]},
        {"files": [FILE | {"more": 1}]},
        {"files": [["system"]]},
    ],
    ids=lambda other: json.dumps(other)[:60],
)
def test_even_a_signed_notice_must_be_written_as_one(other: dict[str, Any]) -> None:
    assert code_of(signed(SIGNER, **other)) == "wrong_shape"


def test_a_notice_in_a_newer_format_says_so_whatever_else_it_holds() -> None:
    text = json.dumps({"format": 2, "whatever": []})
    assert code_of(enveloped(text, SIGNER)) == "newer_format"
    assert code_of(enveloped(text, Signer())) == "unknown_key"  # not before it is believed


@given(st.data())
def test_no_byte_of_a_notice_can_be_another(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    byte = data.draw(st.integers(0, 255))
    changed = GOOD[:at] + bytes([byte]) + GOOD[at + 1 :]
    try:
        assert said(changed) == said(GOOD)  # a space in the place of another, in the envelope
        assert json.loads(changed) == json.loads(GOOD)
    except Refused:
        assert changed != GOOD


@given(st.data())
def test_no_byte_of_the_signed_text_can_be_another(data: st.DataObject) -> None:
    envelope = json.loads(GOOD)
    text = envelope["notice"]
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda sign: sign != text[at]))
    envelope["notice"] = text[:at] + other + text[at + 1 :]
    assert code_of(json.dumps(envelope).encode()) == "bad_signature"


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_refused_in_a_sentence(content: bytes) -> None:
    assert code_of(content) in ("not_json", "wrong_shape")
