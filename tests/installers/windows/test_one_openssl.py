"""Two OpenSSLs become one, or the build stops: nothing is bound to what it does not hold."""

from pathlib import Path

import pytest

from installers.windows import one_openssl
from installers.windows.one_openssl import TwoOpenSSLs, share_openssl, with_names

_CRYPTO, _SSL = "libcrypto-3-x64-00ff.dll", "libssl-3-x64-11ee.dll"
_LIBPQ = "psycopg_binary.libs/libpq-22dd.dll"
_ASKS = {
    "_ssl.pyd": {"libcrypto-3.dll": {"digest"}, "libssl-3.dll": {"connect"}},
    "_hashlib.pyd": {"libcrypto-3.dll": {"digest"}, "kernel32.dll": {"anything"}},
    "libpq-22dd.dll": {_CRYPTO: {"digest"}, _SSL: {"connect"}},
    _SSL: {_CRYPTO: {"digest"}},
}


@pytest.fixture
def files(tmp_path, monkeypatch):
    has = {_CRYPTO: {"digest", "more"}, _SSL: {"connect"}}
    monkeypatch.setattr(one_openssl, "_exported", lambda file: has[Path(file).name])
    monkeypatch.setattr(one_openssl, "_imported", lambda file: _ASKS[Path(file).name])
    content = {
        "libcrypto-3.dll": b"Python's",
        "libssl-3.dll": b"Python's",
        "_ssl.pyd": b"as it was signed",
        "_hashlib.pyd": b"as it was signed",
        f"psycopg_binary.libs\\{_CRYPTO}": b"the driver's",
        f"psycopg_binary.libs\\{_SSL}": b"loads " + _CRYPTO.encode() + b"\0!",
        _LIBPQ.replace("/", "\\"): b"loads " + _SSL.encode() + b"\0" + _CRYPTO.encode() + b"\0!",
    }
    found = []
    for name, words in content.items():
        source = tmp_path / name.replace("\\", "/").rpartition("/")[2]
        source.write_bytes(words)
        found.append((name, str(source), "BINARY"))
    return found


def test_the_drivers_takes_the_names_and_the_place_of_pythons(files, tmp_path) -> None:
    shared = {
        place: Path(source) for place, source, _ in share_openssl(files, tmp_path / "w").files
    }

    assert shared.keys() == {
        "libcrypto-3.dll", "libssl-3.dll", "_ssl.pyd", "_hashlib.pyd", _LIBPQ,
    }  # fmt: skip
    assert shared["libcrypto-3.dll"].read_bytes() == b"the driver's"
    assert shared["_ssl.pyd"].read_bytes() == b"as it was signed"
    libpq, original = shared[_LIBPQ].read_bytes(), (tmp_path / "libpq-22dd.dll").read_bytes()
    assert libpq.split(b"\0")[0] == b"loads libssl-3.dll"
    assert b"libcrypto-3.dll\0" in libpq and b"00ff" not in libpq
    assert len(libpq) == len(original) and libpq.endswith(b"\0!")
    assert b"loads libcrypto-3.dll\0" in shared["libssl-3.dll"].read_bytes()


def test_the_bill_names_the_one_that_is_shipped(files, tmp_path) -> None:
    brought = {place: source for place, source, _ in share_openssl(files, tmp_path / "w").brought}

    assert Path(brought["libcrypto-3.dll"]).name == _CRYPTO
    assert Path(brought["libssl-3.dll"]).name == _SSL


def test_a_function_that_the_other_lacks_stops_the_build(files, tmp_path, monkeypatch) -> None:
    asks = {**_ASKS, "_ssl.pyd": {"libssl-3.dll": {"connect", "of_python_only"}}}
    monkeypatch.setattr(one_openssl, "_imported", lambda file: asks[Path(file).name])

    with pytest.raises(TwoOpenSSLs, match=r"_ssl\.pyd asks libssl-3\.dll .*of_python_only"):
        share_openssl(files, tmp_path / "w")


@pytest.mark.parametrize("gone", ["libssl-3.dll", "_hashlib.pyd", _LIBPQ])
def test_other_files_than_were_looked_at_stop_the_build(files, tmp_path, gone) -> None:
    with pytest.raises(TwoOpenSSLs, match=r"one_openssl"):
        share_openssl([one for one in files if one[0].replace("\\", "/") != gone], tmp_path)


def test_a_longer_name_has_no_room() -> None:
    with pytest.raises(TwoOpenSSLs, match="longer"):
        with_names(b"a.dll\0", {"a.dll": "longer.dll"})
