"""Third-party notices: from a built program's file, else from what is installed."""

import gzip
import json
from pathlib import Path

from desktop.about import about_program, folders
from desktop.notices import FILE, read_notices


def _write(folder: Path, **changed: object) -> None:
    part = {
        "name": "SQLCipher",
        "version": "4.19.0",
        "licence": "BSD-3-Clause",
        "homepage": "https://example.org/",
        "what": "compiled into sqlcipher3",
        "texts": [1],
    }
    known = {"parts": [part], "texts": [{"name": "a", "words": "A"}, {"name": "b", "words": "B"}]}
    (folder / FILE).write_bytes(gzip.compress(json.dumps({**known, **changed}).encode("utf-8")))


def test_a_built_program_shows_what_was_shipped_with_it(tmp_path) -> None:
    _write(tmp_path)
    notices = read_notices(tmp_path)
    words = notices.words(notices.parts[0])
    assert words.startswith("SQLCipher 4.19.0\nBSD-3-Clause\n")
    assert words.endswith("b\n\nB")
    assert "compiled into sqlcipher3" in words


def test_a_damaged_file_of_notices_gives_none_and_no_error(tmp_path) -> None:
    for changed in ({"parts": [{"name": "x"}]}, {"texts": 7}, {"parts": None}):
        _write(tmp_path, **changed)
        assert read_notices(tmp_path).parts == ()
    whole = gzip.compress(b"{}")
    for damaged in (b"not packed", b"", whole[:-4], whole[:12] + b"?" * 9, gzip.compress(b"\xff")):
        (tmp_path / FILE).write_bytes(damaged)
        assert read_notices(tmp_path).parts == ()


def test_from_its_sources_it_names_what_is_installed_for_it(tmp_path) -> None:
    found = {part.name: part for part in read_notices(tmp_path).parts}
    assert {"SQLAlchemy", "argon2-cffi", "PySide6_Essentials"} <= found.keys()
    assert "pytest" not in found
    assert "caseroom" not in found
    assert all(part.licence for part in found.values() if part.name != "sqlcipher3")


def test_it_says_where_its_own_folders_are(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path))
    assert folders()["settings"] == tmp_path
    assert folders()["log"] == tmp_path / "logs"
    said = dict(about_program().folders)
    assert str(tmp_path) in said.values()
