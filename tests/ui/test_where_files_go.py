"""A dialog that asks for a file begins among the person's own files, then where they were last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.dialogs.where import begin_at_documents


def test_it_begins_in_a_folder_of_the_persons_own(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    dialog = QFileDialog(None, "Save as", QDir.currentPath())
    qtbot.addWidget(dialog)
    begin_at_documents(dialog)
    assert Path(dialog.directory().absolutePath()).is_relative_to(tmp_path)


def test_it_goes_on_where_somebody_chose_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "Save as", str(tmp_path))
    qtbot.addWidget(dialog)
    begin_at_documents(dialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
