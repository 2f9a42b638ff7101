"""Taking a client in: what is noticed while typing, and that nothing typed is lost."""

import dataclasses
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models.client import Client
from db.operations.clients.intake import change_client
from db.queries.clients.forms import client_form
from db.queries.clients.households import household_of
from db.queries.drafts import my_drafts
from db.rules.codes import ContactKind, ContactRule, Race, Relation, Role
from db.rules.partial_date import PartialDate
from tests.db.bench import Bench
from tests.db.cases_on_file import assigned, case_on_file
from tests.db.people_on_file import on_file
from tests.ui.clients.made import dialog, intake, page_of, press, type_in, words_in
from tests.ui.real_office import real_context
from tests.ui.tabbing import tab_stops
from ui.dialogs.client import ClientDialog
from ui.dialogs.client.open_case import OpenCaseDialog
from ui.dialogs.shell import Dialog
from ui.dialogs.stale import StaleDialog
from ui.drafts import Draft
from ui.main_window import MainWindow
from ui.pages.clients import ClientsPage
from ui.widgets.buttons import Button


def only_client(bench: Bench) -> Client:
    return bench.session.query(Client).one()


def editing(page: ClientsPage, client_id: UUID) -> ClientDialog:
    page.open_record("client", client_id)
    page.edit_client()
    return dialog(ClientDialog)


def test_what_is_typed_is_kept_with_a_birth_date_known_in_part(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    page = page_of(bench, tmp_path, qtbot)
    form = intake(page)
    type_in(form, first_name="Ada", last_name="Lovelace", aliases="Byron; Augusta King")
    type_in(form, birth_date="about 1990", code_word="heron")
    form.form.field("races").control.set_value((Race.WHITE, Race.ASIAN))
    row = form.form.contacts.rows()[0]
    row._reach.line.setText("413 555 0101")
    row.rules[ContactRule.NO_VOICEMAIL].setChecked(True)
    row.rules[ContactRule.ASK_CODE_WORD].setChecked(True)
    press(form, "Save client")
    client = only_client(bench)
    kept = bench.read(client_form, client.id).form
    assert kept.birth_date == PartialDate(1990, approximate=True)
    assert kept.aliases == ("Byron", "Augusta King")
    assert kept.races == {Race.WHITE, Race.ASIAN}
    assert kept.contact_points[0].rules == {ContactRule.NO_VOICEMAIL, ContactRule.ASK_CODE_WORD}
    assert page.place() == ("client", client.id)


def test_a_possible_duplicate_is_shown_while_typing_and_opened_instead(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench, "Ada Lovelace", "1980-03-14", do_not_confirm=True)
    page = page_of(bench, tmp_path, qtbot)
    form = intake(page)
    type_in(form, first_name="Ada", last_name="Lovelace")
    qtbot.waitUntil(lambda: bool(form.duplicates.found()))
    type_in(form, birth_date="3/14/1980")
    qtbot.waitUntil(lambda: "Same birth date" in words_in(form.duplicates))
    said = words_in(form.duplicates)
    assert "Very likely the same" in said and "C-00001" in said
    assert "Do not confirm that this person is known here" in said
    press(form, "Open this client instead")
    assert page.place() == ("client", ada)
    assert only_client(bench).id == ada


def test_who_looks_at_once_is_not_answered_a_second_time_a_moment_later(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    on_file(bench, "Ada Lovelace", "1980-03-14")
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ada", last_name="Lovelace")
    assert form._look.isActive()
    form.look_for_duplicates()
    assert not form._look.isActive()


def test_of_a_restricted_client_only_whom_to_ask_is_said(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench, "Ada Lovelace", "1980-03-14")
    worker = bench.worker("mara")
    assigned(bench, case_on_file(bench, ada, restricted=True), worker.id)
    page = page_of(bench.as_role(Role.RECEPTIONIST), tmp_path, qtbot)
    form = intake(page)
    type_in(form, first_name="Ada", last_name="Lovelace", birth_date="3/14/1980")
    form.look_for_duplicates()
    said = words_in(form.duplicates)
    assert "ask Mara" in said
    assert "Lovelace" not in said and "C-0" not in said and "1980" not in said


def test_taking_in_somebody_who_is_very_likely_on_file_is_asked_about_first(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    on_file(bench, "Ada Lovelace", "1980-03-14")
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ada", last_name="Lovelace", birth_date="3/14/1980")
    form.look_for_duplicates()
    press(form, "Save client")
    assert bench.session.query(Client).count() == 1
    press(dialog(Dialog), "Take in as new")
    assert bench.session.query(Client).count() == 2


def test_errors_stand_beside_their_contact_and_empty_rows_are_left_out(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ada")
    row = form.form.contacts.add()
    row._kind.setCurrentIndex(row._kind.values().index(ContactKind.EMAIL))
    row._reach.line.setText("not an address")
    press(form, "Save client")
    assert row.value_field.error.text() == "This is not an email address."
    assert form.form.contacts.rows()[0].value_field.error.text() == ""
    assert bench.session.query(Client).count() == 0
    row._reach.line.setText("ada@example.org")
    press(form, "Save client")
    kept = bench.read(client_form, only_client(bench).id).form
    assert [point.value for point in kept.contact_points] == ["ada@example.org"]


def test_save_and_new_begins_again_and_save_and_open_a_case_goes_on(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    page = page_of(bench, tmp_path, qtbot)
    form = intake(page)
    type_in(form, first_name="Ada", last_name="Lovelace")
    press(form, "Save and new")
    assert form.isVisible() and not form.form.dirty()
    type_in(form, first_name="Grace", last_name="Hopper")
    press(form, "Save and open a case")
    assert bench.session.query(Client).count() == 2
    assert dialog(OpenCaseDialog).isVisible()
    grace = bench.session.query(Client).filter_by(last_name="Hopper").one()
    assert page.place() == ("client", grace.id)


def test_a_stale_save_keeps_what_each_changed_and_asks_for_the_rest(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench, "Ada Lovelace", pronouns="she/her")
    form = editing(page_of(bench, tmp_path, qtbot), ada)

    opened = bench.read(client_form, ada)
    theirs = dataclasses.replace(opened.form, school="Elm School", gender="theirs")
    bench.as_role(Role.SUPERVISOR, "sue").write(change_client, theirs, opened.version)
    type_in(form, pronouns="they/them", gender="mine")
    press(form, "Save client")
    asking = dialog(StaleDialog)
    assert "Gender, in their own words" in words_in(asking)
    assert "School" not in words_in(asking) and "Pronouns" not in words_in(asking)
    press(asking, "Save these")
    kept = bench.read(client_form, ada).form
    assert (kept.school, kept.pronouns, kept.gender) == ("Elm School", "they/them", "mine")


def test_a_stale_save_without_a_conflict_needs_no_question(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench, "Ada Lovelace")
    form = editing(page_of(bench, tmp_path, qtbot), ada)

    opened = bench.read(client_form, ada)
    bench.write(change_client, dataclasses.replace(opened.form, school="Elm"), opened.version)
    type_in(form, pronouns="they/them")
    press(form, "Save client")
    kept = bench.read(client_form, ada).form
    assert (kept.school, kept.pronouns) == ("Elm", "they/them")


def test_what_is_typed_stays_kept_while_the_window_is_locked_for_long(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(real_context(bench, tmp_path))
    qtbot.addWidget(window, before_close_func=MainWindow.shut)
    window.show()
    window.navigate("section.clients")
    assert isinstance(window.page, ClientsPage)
    type_in(intake(window.page), first_name="Ada")
    window.lock()
    window.draft_keeper.keep()  # every ten seconds, also while it is locked
    (kept,) = bench.read(my_drafts)
    assert kept.form == "client"
    window.locking.unlock()
    dialog(ClientDialog)._discard()
    window.draft_keeper.keep()
    assert not bench.read(my_drafts)


def test_a_draft_is_restored_as_it_was_typed(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ada", birth_date="3/19")  # not to be understood yet
    form.form.contacts.rows()[0]._reach.line.setText("413 555")
    (draft,) = form.drafts()
    form._discard()
    page = page_of(bench, tmp_path, qtbot)
    page.restore(Draft(draft.kind, draft.record_id, draft.data, draft.title))
    again = dialog(ClientDialog)
    assert again.form.field("first_name").control.text() == "Ada"
    assert again.form.field("birth_date").control.text() == "3/19"
    assert again.form.contacts.rows()[0]._reach.value() == "413 555"
    assert again.drafts()[0].record_id == draft.record_id
    assert "Ada" not in draft.title


def test_leaving_something_typed_asks_first(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ada")
    form.reject()
    assert form.isVisible()
    press(dialog(Dialog), "Save changes")
    assert only_client(bench).first_name == "Ada"


def test_tab_goes_through_the_form_as_one_reads_it(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    on_file(bench, "Ada Lovelace", "1980-03-14")
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ada", last_name="Lovelace", birth_date="3/14/1980")
    row = form.form.contacts.add()
    form.look_for_duplicates()
    QApplication.processEvents()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.form.field("first_name").control.setFocus()
    # By its letter one is there from anywhere in the form.
    qtbot.waitUntil(lambda: "&" in form.duplicates.buttons[0].text())
    order = tab_stops(form)
    gender, code_word = form.form.field("gender").control, form.form.field("code_word").control
    stops = [
        order.index(stop)
        for stop in (
            form.form.field("first_name").control,
            form.form.field("last_name").control,
            gender,
            form.form.contacts.rows()[0].controls()[0],
            row.controls()[0],
            form.form.contacts.add_button,
            code_word,
            form.form.field("ssn_quality").control,
            form.duplicates.buttons[0],
        )
    ]
    assert stops == sorted(stops)
    after = order[stops[-1] + 1]
    assert isinstance(after, Button) and after.text().replace("&", "") == "Cancel"


def test_a_child_is_taken_in_into_the_household_of_somebody_on_file(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench, "Ada Lovelace")
    form = intake(page_of(bench, tmp_path, qtbot))
    type_in(form, first_name="Ben", last_name="Byron")
    lives = form.form.lives_with
    assert lives is not None
    lives.client.setText("lovel")
    lives.client.search_now()
    qtbot.keyClick(lives.client, Qt.Key.Key_Return)
    press(form, "Save client")
    assert lives.how.error.text() == "Choose the relation."
    lives.relation.set_value(Relation.CHILD)
    press(form, "Save client")
    household = bench.read(household_of, ada)
    assert household is not None
    assert [one.name for one in household.members] == ["Ada Lovelace", "Ben Byron"]


def test_a_restored_draft_of_a_record_that_changed_since_asks_field_by_field(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench, "Ada Lovelace")
    form = editing(page_of(bench, tmp_path, qtbot), ada)
    type_in(form, pronouns="they/them")
    (draft,) = form.drafts()
    form._discard()
    opened = bench.read(client_form, ada)
    bench.write(change_client, dataclasses.replace(opened.form, pronouns="she"), opened.version)
    page_of(bench, tmp_path, qtbot).restore(draft)
    press(dialog(ClientDialog), "Save client")
    asking = dialog(StaleDialog)
    assert "Pronouns" in words_in(asking)
    press(asking, "Save these")
    assert bench.read(client_form, ada).form.pronouns == "they/them"
