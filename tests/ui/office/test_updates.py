"""The part "Updates": everybody sees which version runs; who manages the office says where."""

from collections.abc import Callable
from datetime import date
from typing import Any

from db.queries.updates import updates_form
from db.rules.findings import Refused, hard
from db.rules.update_place import UpdatesForm
from tests.drivers.pretend_updates import PretendUpdates, newer
from tests.ui.office.driver import dialog
from ui.dialogs.look_for_update import LookForUpdate
from ui.dialogs.update import UpdateDialog
from ui.pages.office import OfficePage
from ui.pages.office.updates import UpdatesPart
from ui.pages.registry import section_for
from ui.window_commands import window_commands

Front = Callable[[str], OfficePage]
SHARE = "\\\\server\\share\\Caseroom"


def part(page: OfficePage) -> UpdatesPart:
    page.show_part("updates")
    assert isinstance(page.part, UpdatesPart)
    return page.part


def pretend(page: OfficePage) -> PretendUpdates:
    updates = page.context.updates
    assert isinstance(updates, PretendUpdates)
    return updates


def chosen(page: OfficePage) -> Any:
    return page.context.runner.office.read(updates_form).form  # type: ignore[attr-defined]


def choose(page: OfficePage, place: str) -> UpdatesPart:
    shown = part(page)
    shown.form.field("update_place").control.setText(place)
    shown.save(lambda: None)
    return shown


def test_an_administrator_says_where_and_from_which_day(page: OfficePage) -> None:
    shown = part(page)
    assert "Office › Updates" in shown.looking.text()
    shown.form.field("update_from").control.setText("2026-12-01")
    choose(page, SHARE)
    assert chosen(page) == UpdatesForm(SHARE, date(2026, 12, 1))
    assert pretend(page).looked_at == [SHARE]
    assert shown.looking.text() == "There is no newer version."


def test_a_wrong_place_is_said_beside_its_field(page: OfficePage) -> None:
    shown = choose(page, "http://updates.example")
    assert "https://" in shown.form.field("update_place").error.text()
    assert chosen(page) == UpdatesForm()


def test_what_is_found_leads_to_it(page: OfficePage) -> None:
    pretend(page).there = newer()
    shown = choose(page, SHARE)
    assert shown.looking.button is not None
    shown.looking.button.click()
    assert isinstance(dialog(UpdateDialog), UpdateDialog)
    dialog(UpdateDialog).reject()


def test_what_is_wrong_with_the_place_is_said_there(page: OfficePage) -> None:
    pretend(page).refusal = Refused(hard("update.bad_signature"))
    assert "changed after it was signed" in choose(page, SHARE).looking.text()


def test_what_is_typed_is_kept_as_a_draft_and_gone_on_with(page: OfficePage) -> None:
    shown = part(page)
    shown.form.field("update_place").control.setText(SHARE)
    shown.form.field("update_from").control.setText("2026-12-01")
    (draft,) = shown.drafts()
    shown.discard()
    assert not shown.unsaved()
    section = section_for(draft.kind)
    assert section is not None and section.key == "office"
    page.show_part("me")
    page.restore(draft)
    assert shown.unsaved()
    shown.save(lambda: None)
    assert chosen(page) == UpdatesForm(SHARE, date(2026, 12, 1))


def test_others_see_the_version_and_may_look_but_not_choose(sit_down: Front) -> None:
    choose(sit_down("dana"), SHARE)
    page = sit_down("iris")
    shown = part(page)
    assert not shown.part_actions() and not shown.form.isVisible()
    assert pretend(page).looked_at == [SHARE]
    shown.look_button.click()
    assert pretend(page).looked_at == [SHARE, SHARE]


def test_it_can_be_looked_for_from_anywhere(page: OfficePage) -> None:
    choose(page, SHARE)
    pretend(page).there = newer()
    titles = {command.title: command for command in window_commands(page.context, page)}
    titles["Look for a newer version"].run()
    looking = dialog(LookForUpdate).looking
    assert looking.text() == "There is a newer version of Caseroom: 0.2.0."
    looking.button.click()
    dialog(UpdateDialog).reject()
