"""A real office with one case before the court."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from db.operations.court.hearings import HearingForm, add_hearing
from db.rules.codes import HearingKind
from db.rules.ids import new_id
from tests.db.bench import Bench, make_bench
from tests.db.cases.made import a_case, a_client
from tests.ui.real_office import real_context
from ui.dialogs.shell import Dialog
from ui.widgets.buttons import Button
from ui.window_context import WindowContext


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = make_bench()
    yield bench
    bench.session.close()


@pytest.fixture
def case_id(bench: Bench) -> UUID:
    child = a_client(bench, "Noah", "Reyes")
    return a_case(
        bench,
        child,
        bench.user.id,
        date(2025, 12, 1),
        court="Juvenile Court",
        docket="26-CP-0117",
        in_the_matter_of="Noah R.",
    )


@pytest.fixture
def real(bench: Bench, tmp_path: Path) -> WindowContext:
    return real_context(bench, tmp_path)


def a_hearing(bench: Bench, case_id: UUID, days: float, **fields: Any) -> UUID:
    """A hearing so many days from now."""
    at = bench.now + timedelta(days=days)
    form = HearingForm(new_id(), case_id, HearingKind.REVIEW, at, **fields)
    bench.write(add_hearing, form)
    return form.id


def dialog_in_front(kind: type[Any]) -> Any:
    """The dialog of this kind that is open."""
    found = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    ]
    assert len(found) == 1, [type(one).__name__ for one in QApplication.topLevelWidgets()]
    return found[0]


def dialogs() -> list[Dialog]:
    """Every dialog that is open."""
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()
    ]


def press(words: str) -> None:
    """Press the button with these words in the dialog that was opened last."""
    found = {
        id(one): one
        for dialog in dialogs()
        for one in dialog.findChildren(Button)
        if one.text().replace("&", "") == words and one.isVisible()
    }
    (button,) = found.values()
    button.click()
