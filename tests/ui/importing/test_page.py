"""The import page: what was looked at is what comes in, and what went wrong is said there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list
from db.rules.findings import Refused, hard
from db.rules.importing.fields import ImportKind
from tests.db.bench import Bench
from tests.ui.real_office import real_context
from ui.pages.importing import page as module
from ui.pages.importing.page import ImportPage

CSV = """First name,Last name,Birth date
José,Núñez,1980-01-02
Zoë,Müller,1981-02-30
=Ada,Lovelace,3/4/1985
"""


@pytest.fixture
def page(qtbot: QtBot, bench: Bench, tmp_path: Path) -> ImportPage:
    """The page with a file of three rows read, one of them bad."""
    made = ImportPage(real_context(bench, tmp_path))
    qtbot.addWidget(made)
    file = tmp_path / "clients.csv"
    file.write_text(CSV, encoding="utf-8")
    made.show()
    read(made, file)
    return made


def read(page: ImportPage, file: Path) -> None:
    page.source.set_values({**page.source.values(), "path": str(file)})
    page.read_button.click()


def choose(page: ImportPage, kind: ImportKind) -> None:
    control = page.source.field("kind").control
    control.setCurrentIndex(control.values().index(kind))


def can_import(page: ImportPage) -> bool:
    return page.page_actions()[0].isEnabled()


def import_rows(page: ImportPage) -> None:
    page.page_actions()[0].trigger()


def clients(bench: Bench) -> int:
    return len(bench.read(client_list, ClientFilter(), ClientSort.NAME))


def test_every_row_is_shown_before_anything_is_saved(page: ImportPage, bench: Bench) -> None:
    assert page.outcomes.rows.rowCount() == 3
    assert "1 rejected" in page.summary.text()
    assert clients(bench) == 0
    import_rows(page)
    assert clients(bench) == 2


def test_rejected_rows_are_mended_and_come_in_as_they_were(
    page: ImportPage, bench: Bench, tmp_path: Path
) -> None:
    import_rows(page)
    mended = tmp_path / "mend.csv"
    page._save_rejected(str(mended))
    mended.write_text(mended.read_text("utf-8-sig").replace("1981-02-30", "1981-02-03"), "utf-8")
    read(page, mended)
    assert "presenting_need" not in page.mapping.columns()
    import_rows(page)
    assert clients(bench) == 3
    read(page, mended)
    assert "1 already there" in page.summary.text()
    assert not can_import(page)


def test_another_kind_of_record_asks_for_its_own_columns(page: ImportPage) -> None:
    assert can_import(page)
    choose(page, ImportKind.NOTES)
    assert not can_import(page)
    assert "Case number" in page.banner.text()
    choose(page, ImportKind.CLIENTS)
    assert can_import(page)


def test_a_tick_that_changes_what_rows_say_asks_for_another_look(page: ImportPage) -> None:
    page.source.field("day_first").control.click()
    assert not can_import(page)
    page.preview_button.click()
    assert can_import(page)


def test_a_file_that_cannot_be_read_leaves_the_one_before(page: ImportPage, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b'First name,Last name\n"never closed,1\nAda,Lovelace\n')
    read(page, bad)
    assert "Line 2" in page.banner.text()
    assert page.outcomes.rows.rowCount() == 3


def test_a_full_disk_is_said_where_rejected_rows_are_saved(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    kept = tmp_path / "mend.csv"
    kept.write_text("older", "utf-8")
    monkeypatch.setattr("db.sheets.rejected.os.fsync", full)
    page._save_rejected(str(kept))
    assert "disk is full" in page.banner.text()
    assert kept.read_text("utf-8") == "older"
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["clients.csv", "mend.csv"]


def test_an_import_that_stops_can_be_done_again(
    page: ImportPage, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise Refused(hard("work.stopped"))

    with monkeypatch.context() as patch:
        patch.setattr(module, "import_table", stopped)
        import_rows(page)
    assert "before anything was saved" in page.banner.text()
    assert can_import(page)
    import_rows(page)
    assert clients(bench) == 2


def test_what_is_changed_while_rows_are_looked_at_asks_for_another_look(
    page: ImportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner: Any = page.context.runner
    write, asked = runner.write, list[Callable[[], object]]()
    monkeypatch.setattr(runner, "write", lambda *a, **more: asked.append(lambda: write(*a, **more)))
    page.preview_button.click()
    page.source.field("day_first").control.click()
    asked.pop()()
    assert not can_import(page)
    page.preview_button.click()
    asked.pop()()
    assert can_import(page)


def test_rejected_rows_are_those_of_the_file_that_came_in_though_another_is_read_meanwhile(
    page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner: Any = page.context.runner
    write, asked = runner.write, list[Callable[[], object]]()
    monkeypatch.setattr(runner, "write", lambda *a, **more: asked.append(lambda: write(*a, **more)))
    import_rows(page)
    other = tmp_path / "others.csv"
    other.write_text("First name,Last name\nGrace,Hopper\nMary,Jackson\n", encoding="utf-8")
    read(page, other)
    asked.pop(0)()
    page._save_rejected(str(tmp_path / "mend.csv"))
    kept = (tmp_path / "mend.csv").read_text("utf-8-sig")
    assert "Müller" in kept and "Hopper" not in kept and "Jackson" not in kept
