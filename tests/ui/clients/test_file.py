"""A client's file: what stays in sight, with whom they live, what others may not see."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.models.case_file import Task
from db.operations.clients.households import make_household
from db.queries.clients.client_file import client_file
from db.rules.codes import ContactRule, Relation, Role, TaskKind
from db.rules.household import HouseholdForm, MemberForm
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import home, mobile, on_file
from tests.ui.clients.made import dialog, page_of, press, words_in
from tests.ui.real_office import real_context
from ui.dialogs.appointment import AppointmentDialog
from ui.dialogs.client.household import HouseholdDialog
from ui.dialogs.client.members import MemberDialog, MemberRelationDialog, MovedOutDialog
from ui.dialogs.client.open_case import OpenCaseDialog
from ui.dialogs.client.relatives import RelationEndedDialog, RelativeDialog
from ui.pages.clients.client_file import ClientFilePane
from ui.theme.look import apply
from ui.widgets.pill import Pill
from ui.widgets.text import Text


def test_the_rules_of_a_contact_stand_beside_it(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    ada = on_file(
        bench,
        contact_points=(
            mobile("(413) 555-0101", ContactRule.NO_VOICEMAIL, ContactRule.ASK_CODE_WORD),
            home("12 Elm St\nMillbrook", ContactRule.NO_MAIL),
        ),
        code_word="heron",
        do_not_confirm=True,
        safety_alert="Dog bites",
    )
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    header = page.client.header
    assert header.alert.text() == "Safety alert: Dog bites"
    assert "Do not confirm that this person is known here" in header.marks.text()
    assert "Code word: heron" in header.marks.text()
    assert header.reach.text() == "Mobile phone: (413) 555-0101"
    assert header.reach_marks.text() == "No voicemail · Ask for the code word"
    overview = page.client.overview
    phone = next(one for one in overview.findChildren(Text) if one.text() == "(413) 555-0101")
    mark = next(one for one in overview.findChildren(Pill) if one.text() == "No voicemail")
    QApplication.processEvents()
    below = mark.mapTo(overview, QPoint()).y() - phone.mapTo(overview, QPoint()).y()
    assert 0 < below < 40
    page.client.show_tab("appointments")
    assert header.alert.isVisible() and header.marks.isVisible() and header.reach.isVisible()


def test_a_restricted_file_tells_a_stranger_nothing(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    case_on_file(bench, ada, restricted=True)
    page = page_of(bench.as_role(Role.CASEWORKER, "ben"), tmp_path, qtbot)
    page.open_record("client", ada)
    assert page.client.file is None
    assert "Lovelace" not in words_in(page.client)
    assert page.client.nothing.isVisible()


def test_a_household_is_recorded_somebody_moves_in_and_out(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada, ben = on_file(bench), on_file(bench, "Ben Lovelace", "2015-06-01")
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.client.show_tab("household")
    tab = page.client.household
    press(tab, "Record a household")
    made = dialog(HouseholdDialog)
    made.form.set_values({"yearly_income": "24,000"}, clean=False)
    made.save()
    press(tab, "Add member…")
    adding = dialog(MemberDialog)
    adding.client.set_value(ben)
    adding.form.set_values({"relation": Relation.CHILD, "joined_on": date(2026, 1, 2)}, clean=False)
    adding.save()
    assert [row.name for row in tab.members.rows()] == ["Ada Lovelace", "Ben Lovelace"]
    assert "$24,000.00 a year" in tab.facts.text()
    tab.member_list.table.go_to(1)
    press(tab, "Relation…")
    changing = dialog(MemberRelationDialog)
    changing.form.set_values({"relation": Relation.HEAD}, clean=False)
    changing.save()
    assert "has a head already" in changing.form.field("relation").error.text()
    changing.form.set_values({"relation": Relation.STEPCHILD}, clean=False)
    changing.save()
    assert tab.members.rows()[1].relation is Relation.STEPCHILD
    press(tab, "Moved out…")
    dialog(MovedOutDialog).save()
    household = bench.read(client_file, ada).household
    assert household is not None and household.size == 1
    assert [member.client_id for member in household.members] == [ada, ben]


def test_somebody_who_lives_elsewhere_is_refused_beside_the_field(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada, ben = on_file(bench), on_file(bench, "Ben Lovelace")
    for client in (ada, ben):
        home = HouseholdForm(id=new_id())
        bench.write(make_household, home, MemberForm(new_id(), home.id, client, Relation.HEAD))
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.client.household._add()
    adding = dialog(MemberDialog)
    adding.client.set_value(ben)
    adding.form.set_values({"relation": Relation.CHILD}, clean=False)
    adding.save()
    assert "another household" in adding.form.field("client_id").error.text()
    assert adding.isVisible()


def test_a_mother_is_recorded_as_what_she_is_of_the_client(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ben, ada = on_file(bench, "Ben Lovelace"), on_file(bench)
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ben)
    page.client.household._relate()
    relating = dialog(RelativeDialog)
    relating.relative.line.setText("ada")
    relating.relative.line.search_now()
    relating.form.set_values({"relation": Relation.MOTHER}, clean=False)
    relating.save()
    tab = page.client.household
    assert [(row.relation, row.client_id) for row in tab.relatives.rows()] == [
        (Relation.MOTHER, ada)
    ]
    page.client.show_tab("household")
    tab.relative_list.table.go_to(0)
    press(tab, "Ended…")
    dialog(RelationEndedDialog).save()
    assert [row.ended_on for row in tab.relatives.rows()] == [date(2026, 3, 2)]


def test_a_case_is_opened_from_the_file(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    ada = on_file(bench)
    program = bench.program()
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.open_case()
    opening = dialog(OpenCaseDialog)
    opening.form.set_values({"programs": (program.id,)}, clean=False)
    opening.save()
    cases = bench.read(client_file, ada).cases
    assert [(case.worker, case.id) for case in cases] == [("Ana", page.case.case_id)]
    assert page.place() == ("case", cases[0].id)


def test_links_lead_to_the_file_in_which_a_record_stands(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    case_id = case_on_file(bench, ada)
    task = bench.add(Task(case_id=case_id, kind=TaskKind.OTHER, title="Call the school"))
    household = HouseholdForm(id=new_id())
    head = MemberForm(new_id(), household.id, ada, Relation.HEAD)
    bench.write(make_household, household, head)
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("household", household.id)
    assert page.place() == ("client", ada)
    assert page.client.household.isVisible()
    page.open_record("task", task.id)
    assert page.place() == ("case", case_id)


def test_booking_for_the_client_in_front_names_them(
    bench: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    ada = on_file(bench)
    page = page_of(bench, tmp_path, qtbot)
    page.open_record("client", ada)
    page.client.show_tab("appointments")
    press(page.client.appointments, "Book an appointment…")
    booking = dialog(AppointmentDialog)
    assert booking.fields.value("client") == ada


def test_a_client_s_file_fits_a_small_screen_at_large_text(
    bench: Bench, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    apply(qapp, "light", 150)
    pane = ClientFilePane(real_context(bench, tmp_path))
    qtbot.addWidget(pane)
    pane.show()
    assert pane.minimumSizeHint().height() < 450
