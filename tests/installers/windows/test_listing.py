"""The list by which the setup removes a version again."""

import pytest

from development.console import Trouble
from installers.windows.listing import NAME, files_in, listing


def test_files_come_before_folders_and_inner_folders_before_outer_ones() -> None:
    lines = listing(["base/a.dll", "base/deep/er/b.dll", "c.txt"]).split("\r\n")

    assert lines == [
        "F base\\a.dll",
        "F base\\deep\\er\\b.dll",
        "F c.txt",
        "D base\\deep\\er",
        "D base\\deep",
        "D base",
        "",
    ]


@pytest.mark.parametrize("name", ["año.txt", "../outside.txt", "/etc/passwd", "two\nlines"])
def test_a_name_that_the_setup_would_read_otherwise_is_refused(name: str) -> None:
    with pytest.raises(Trouble, match="name"):
        listing(["fine.txt", name])


def test_a_folder_is_listed_with_all_that_is_in_it(tmp_path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")

    assert files_in(tmp_path) == ["a.txt", "inner/b.txt"]


def test_the_setup_looks_for_the_list_by_its_name() -> None:
    from installers.windows.setup import SCRIPT

    removing = SCRIPT.with_name("removing.nsh").read_text(encoding="utf-8")

    assert f'!define LIST_NAME "{NAME}"' in removing
