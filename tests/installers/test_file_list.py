"""The list of a built folder's files, and its sizes."""

import json

import pytest

from installers import bundle, file_list, sizes
from installers.file_list import Listed


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "Caseroom"
    (folder / "_internal" / "PySide6" / "plugins").mkdir(parents=True)
    (folder / "caseroom").write_bytes(b"program")
    (folder / "_internal" / "PySide6" / "plugins" / "x.so").write_bytes(b"12345")
    (folder / "_internal" / "b.txt").write_bytes(b"")
    return folder


def test_the_list_is_sorted_and_says_size_and_hash(folder) -> None:
    found = file_list.listed(folder)
    assert [one.path for one in found] == sorted(one.path for one in found)
    by_path = {one.path: one for one in found}
    assert by_path["_internal/PySide6/plugins/x.so"].size == 5
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert by_path["_internal/b.txt"].sha256 == empty


def test_a_link_is_listed_as_one_and_takes_no_room(folder) -> None:
    try:
        (folder / "caseroom-cli").symlink_to("caseroom")
    except OSError:
        pytest.skip("this system lets only administrators make links")
    [link] = [one for one in file_list.listed(folder) if one.link]
    assert (link.path, link.link, link.size) == ("caseroom-cli", "caseroom", 0)


def test_the_same_files_give_the_same_list(folder, tmp_path) -> None:
    lists = [tmp_path / "one.json", tmp_path / "two.json"]
    for target in lists:
        file_list.write_list(file_list.listed(folder), target)
    assert lists[0].read_bytes() == lists[1].read_bytes()
    assert file_list.read_list(lists[0]) == file_list.listed(folder)
    assert json.loads(lists[0].read_text())["files"][0]["path"]


def test_what_differs_between_two_lists_is_named(folder) -> None:
    before = file_list.listed(folder)
    (folder / "caseroom").write_bytes(b"changed")
    (folder / "new").write_bytes(b"")
    after = file_list.listed(folder)
    assert file_list.differences(before, after) == ["caseroom", "new"]
    assert file_list.differences(after, after) == []


def test_parts_are_packages_of_libraries() -> None:
    files = [
        Listed("_internal/PySide6/plugins/a.dll", 5, ""),
        Listed("_internal/PySide6/plugins/b.dll", 6, ""),
        Listed("_internal/PySide6/Qt6Gui.dll", 9, ""),
        Listed("Caseroom.exe", 20, ""),
    ]
    assert sizes.total(files) == 40
    assert sizes.largest_parts(files, 2) == [("Caseroom.exe", 20), ("PySide6/plugins", 11)]
    assert "PySide6/Qt6Gui.dll" in sizes.told(files)


def test_an_office_pc_is_not_asked_for_more_room_than_was_promised() -> None:
    assert sizes.most_bytes("win32") == 110_000_000


def test_what_is_too_large_is_made_and_the_build_fails_all_the_same(
    folder, tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(bundle, "build", lambda out, work, release: folder)
    file_list.write_list(file_list.listed(folder), folder.with_name(bundle.LIST))
    asked = ["--out", str(tmp_path), "--work", str(tmp_path)]
    assert bundle.main(asked) == 0

    monkeypatch.setattr(sizes, "most_bytes", lambda: 1)
    assert bundle.main(asked) == bundle.TOO_LARGE != 0
    told = capsys.readouterr()
    assert str(folder) in told.out and "The program has" in told.err


def test_nothing_of_a_build_depends_on_who_builds() -> None:
    known = bundle.variables()
    assert known["PYTHONHASHSEED"] == "0"
    assert int(known["SOURCE_DATE_EPOCH"]) > 0


def test_without_compiled_translations_nothing_is_built(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "db" / "texts" / "locale" / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "caseroom.po").write_text("")
    monkeypatch.setattr(bundle, "ROOT", tmp_path)
    with pytest.raises(bundle.NotBuilt, match="not compiled"):
        bundle.require_texts()
