"""The log's shape on the screen: counted, verified, and a report's state looked for."""

from datetime import date

import pytest

from db.queries.audit_log.record_state import record_state
from db.queries.audit_log.shape import CountedBy
from db.rules.safe_contact import Audience
from tests.ui.office.conftest import Front
from ui.pages.office import OfficePage
from ui.pages.office.shape import ShapePart
from ui.pages.reporting.days_of_report import days_of_report


def shape(page: OfficePage) -> ShapePart:
    page.show_part("shape")
    assert isinstance(page.part, ShapePart)
    return page.part


def cells(part: ShapePart) -> list[str]:
    model = part.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_it_counts_in_the_way_that_is_chosen(page: OfficePage) -> None:
    part = shape(page)
    assert "Office made" in cells(part)
    part.form.set_values({"by": CountedBy.ROLE})
    part.ask()
    assert cells(part) == ["Administrator"]
    part.form.set_values({"by": CountedBy.COMPUTER})
    part.ask()
    assert cells(part) == ["Computer 1"]
    (chain,) = part.chains.rows()
    assert chain.missing == 0


def test_a_log_that_is_whole_is_said_to_be_and_that_it_was_verified_is_recorded(
    page: OfficePage,
) -> None:
    part = shape(page)
    part.verify()
    assert "The log is whole" in part.banner.text()
    assert "Audit log verified" in cells(part)
    assert "whole" in part.verified.text() and "no backup" in part.verified.text()


@pytest.mark.parametrize("who", ["iris", "sam", "dana"])
def test_everybody_who_reads_the_log_sees_it_and_nobodys_name(sit_down: Front, who: str) -> None:
    part = shape(sit_down(who))
    assert "not been verified" in part.verified.text()
    for by in CountedBy:
        part.form.set_values({"by": by})
        part.ask()
        assert cells(part)
        shown = " ".join(cells(part)).casefold()
        assert not [name for name in ("dana", "iris", "whitfield") if name in shown]


@pytest.mark.parametrize("who", ["rita", "ana"])
def test_who_does_not_read_the_log_is_not_offered_it(sit_down: Front, who: str) -> None:
    assert "shape" not in sit_down(who).part_keys()


def test_it_becomes_a_report_of_the_same_days(page: OfficePage) -> None:
    part = shape(page)
    went: list[str] = []
    part.context.navigate = lambda kind, _=None: went.append(kind)  # type: ignore[method-assign]
    part.form.set_values({"first": None, "last": date(2026, 3, 5)})
    part.show_report()
    assert went == ["report.audit-shape"]
    days = days_of_report(part.context)
    assert days is not None and days[1] == date(2026, 3, 5)


def test_the_chains_leave_with_the_whole_of_their_hashes(page: OfficePage) -> None:
    part = shape(page)
    (chain,) = part.chains.rows()
    column = next(one for one in part.chains.columns if one.key == "head")
    assert column.exported is not None
    assert column.exported(chain, Audience.OUTSIDE) == chain.head and len(chain.head) == 64


def test_the_state_at_the_foot_of_a_report_is_found_again(page: OfficePage) -> None:
    part = shape(page)
    found: list[str] = []
    part.context.runner.read(record_state, then=found.append)
    part.state.set_value(found[0].lower())
    part.ask_state()
    assert "were in this state on" in part.banner.text()
    assert "Up to then the log is unchanged" in part.banner.text()
    part.state.set_value("0000-0000-0000-0000")
    part.ask_state()
    assert "not known to have been in this state" in part.banner.text()
