"""When a worker is busy by another calendar stands in their days, and not with what."""

from db.operations.staff.outside_busy import keep_outside_busy
from db.rules.codes import Role
from db.rules.scheduling.free_busy import Hold
from tests.db.bench import Bench
from tests.db.calendar.made import at, booked
from tests.ui.calendar.desk import Desk, fill
from ui.dialogs.appointment import Prefill
from ui.pages.calendar.shown import Span

BUSY = "Busy (other calendar)"


def at_the_dentist(bench: Bench) -> Bench:
    """Mara, whose Outlook says that she is busy on Tuesday from 9 to 10."""
    mara = bench.as_role(Role.CASEWORKER, "mara")
    span = (int(at(bench, "9:00").timestamp()), int(at(bench, "10:00").timestamp()))
    mara.write(keep_outside_busy, (span,))
    return mara


def test_the_day_and_the_week_show_a_block_that_is_said_when_the_keys_come_there(
    desk: Desk,
) -> None:
    mara = at_the_dentist(desk.bench)
    page = desk.page()
    (column,) = [one for one in page.model.columns if one.resource_id == mara.user.id]
    (band,) = column.bands
    assert (band.starts, band.ends, band.words, band.elsewhere) == (540, 600, BUSY, True)
    assert BUSY not in column.subtitle  # above the column stands what holds all day
    page.show_day(at(desk.bench, "9:00").date(), mara.user.id)
    page.choose_span(Span.WEEK)
    assert [len(one.bands) for one in page.model.columns].count(1) == 1


def test_what_was_booked_before_it_was_known_says_so(desk: Desk) -> None:
    mara = desk.bench.as_role(Role.CASEWORKER, "mara").user.id
    met = booked(desk.bench, "9:30", "10:30", workers=(mara,))
    beside = booked(desk.bench, "11:00", "12:00", workers=(mara,))
    at_the_dentist(desk.bench)
    clash = {one.id: one.clash for one in desk.page().model.entries()}
    assert clash == {met: BUSY, beside: ""}


def test_the_form_asks_why_and_its_strip_shows_the_block(desk: Desk) -> None:
    mara = at_the_dentist(desk.bench)
    dialog = desk.new(Prefill(worker_id=mara.user.id))
    fill(dialog, day="3/3", starts_at="9")
    assert any("another calendar" in one for one in dialog.findings.sentences())
    (block,) = [one for one in dialog.days.strip.held.entries() if one.hold is Hold.ELSEWHERE]
    assert block.word == BUSY and block.name.startswith("Mara: busy (other calendar), 9:00")
    assert not dialog.days.strip.is_free()
