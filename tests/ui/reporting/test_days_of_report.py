"""What another page shows of some days is shown on paper for the same days."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.rules.codes import Role
from tests.db.bench import Bench
from tests.ui.real_office import real_context
from ui.main_window import MainWindow
from ui.pages.office import OfficePage
from ui.pages.reports import ReportsPage


@pytest.fixture
def window(bench: Bench, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    context = real_context(bench.as_role(Role.AUDITOR, "iris"), tmp_path)
    context.settings.remember("office.part", "totals")
    made = MainWindow(context)
    qtbot.addWidget(made, before_close_func=MainWindow.shut)
    made.show()
    return made


def test_the_totals_of_the_days_that_were_chosen_are_shown_as_a_report(window: MainWindow) -> None:
    window.navigate("section.office")
    assert isinstance(window.page, OfficePage)
    window.page.show_part("totals")
    part = window.page.part
    part.form.set_values({"first_day": date(2026, 1, 5), "last_day": date(2026, 2, 6)})
    part.show_report()
    page = window.page
    assert isinstance(page, ReportsPage)
    assert page.side.heading.text() == "Totals of a period"
    assert page._gathered is not None and page._built is not None
    data = page._gathered.data
    assert (data.first_day, data.last_day) == (date(2026, 1, 5), date(2026, 2, 6))
    leaving = page.leaving()
    assert leaving is not None and leaving._file_name == "totals 2026-01-05 2026-02-06"


def test_the_report_that_is_opened_later_has_its_usual_days(window: MainWindow) -> None:
    test_the_totals_of_the_days_that_were_chosen_are_shown_as_a_report(window)
    window.navigate("report.totals")
    assert isinstance(window.page, ReportsPage)
    assert window.page._gathered is None
    form = window.page.side.asking._form
    assert form is not None and form.value("first") == date(2026, 2, 1)
