"""The program's picture on its windows, and what Windows groups them by."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from desktop import appearance
from installers.contents import ICONS, ROOT


def test_the_picture_is_there_in_each_size_that_was_drawn(qapp) -> None:
    sizes = {size.width() for size in appearance.own_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def test_a_built_program_finds_its_picture_at_the_root_of_what_was_bundled(
    qapp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(ICONS / "caseroom-32.png", tmp_path)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert appearance.own_icon().availableSizes() == [QSize(32, 32)]


def test_windows_are_grouped_by_the_name_that_the_setup_gives_its_shortcut() -> None:
    script = (ROOT / "installers" / "windows" / "caseroom.nsi").read_text(encoding="utf-8")
    assert f'!define APP_ID "{appearance._OF_SHORTCUT}"' in script
