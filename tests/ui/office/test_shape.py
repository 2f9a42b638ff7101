"""The log's shape on the screen: counted, verified, and a report's state looked for."""

from db.queries.audit_log.record_state import record_state
from db.queries.audit_log.shape import CountedBy
from ui.pages.office import OfficePage
from ui.pages.office.shape import ShapePart


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


def test_the_state_at_the_foot_of_a_report_is_found_again(page: OfficePage) -> None:
    part = shape(page)
    found: list[str] = []
    part.context.runner.read(record_state, then=found.append)
    part.state.set_value(found[0].lower())
    part.ask_state()
    assert "were in this state on" in part.banner.text()
    part.state.set_value("0000-0000-0000-0000")
    part.ask_state()
    assert "never in this state" in part.banner.text()
