"""The office's totals on the screen, and on their way to paper."""

from datetime import date

import pytest

from tests.ui.office.conftest import Front
from ui.pages.office import OfficePage
from ui.pages.office.totals import TotalsPart


def totals(page: OfficePage) -> TotalsPart:
    page.show_part("totals")
    assert isinstance(page.part, TotalsPart)
    return page.part


def words(part: TotalsPart) -> list[str]:
    return [
        " ".join(str(part.model.index(row, column).data()) for column in range(3))
        for row in range(part.model.rowCount())
    ]


@pytest.mark.parametrize("who", ["iris", "sam", "dana"])
def test_they_count_the_days_that_are_chosen(sit_down: Front, who: str) -> None:
    part = totals(sit_down(who))
    assert "Clients On file on the last day 0" in words(part)
    part.form.set_values({"first_day": date(2026, 3, 1), "last_day": date(2026, 2, 1)})
    part.ask()
    assert part.model.rowCount() == 0
    assert part.form.field("last_day").error.text()


@pytest.mark.parametrize("who", ["rita", "ana"])
def test_who_may_not_hand_in_numbers_is_not_offered_them(sit_down: Front, who: str) -> None:
    assert "totals" not in sit_down(who).part_keys()
