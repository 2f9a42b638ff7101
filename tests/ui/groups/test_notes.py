"""One note for the group and one for each member, written in one form and signed together."""

from pytestqt.qtbot import QtBot

from db.models.note import ContactNote
from db.operations.groups.attendance import AttendedForm, save_attendance
from db.queries.groups.notes import group_notes
from db.queries.groups.session_view import session_view
from db.rules.codes import Attended, NoteStatus, Topic
from tests.db.bench import Bench
from tests.ui.court_office import dialog_in_front, dialogs, press
from tests.ui.groups_office import Parents
from ui.dialogs.groups.notes import GroupNotesDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.groups import GroupsPage

GROUP = "We spoke about hand-overs on Fridays."
OWN = "Came early and spoke of the new school."


def came(bench: Bench, parents: Parents) -> None:
    marks = [AttendedForm(parents.people[name], Attended.PRESENT) for name in ("Ada", "Noah")]
    version = bench.read(session_view, parents.session).version
    bench.write(save_attendance, parents.session, marks, version)


def opened(page: GroupsPage, parents: Parents) -> GroupNotesDialog:
    page.refresh(None)
    page.file.sessions.list.select(parents.session)
    page.file.sessions.notes()
    dialog: GroupNotesDialog = dialog_in_front(GroupNotesDialog)
    return dialog


def own(parents: Parents, name: str) -> str:
    return f"own.{parents.people[name]}"


def test_all_are_signed_together_and_each_file_has_its_own_words_alone(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    came(bench, parents)
    dialog = opened(page, parents)
    dialog.form.set_values(
        {"text": GROUP, "topic": next(iter(Topic)), own(parents, "Ada"): OWN}, clean=False
    )
    dialog.sign()
    press("Sign notes")
    assert not dialogs()
    texts = [note.text for note in bench.session.query(ContactNote)]
    assert len(texts) == 2 and all(GROUP in text for text in texts)
    assert sum(OWN in text for text in texts) == 1
    assert bench.read(group_notes, parents.session).status is NoteStatus.SIGNED
    notes = page.file.notes
    assert notes is not None and notes.words.text() == GROUP
    assert "2 members’ files" in notes.files.text()
    again = opened(page, parents)
    assert again.over and not again.form.field("text").isEnabled()


def test_a_members_name_in_the_groups_text_is_said_and_signing_wants_a_reason(
    qtbot: QtBot, page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    came(bench, parents)
    dialog = opened(page, parents)
    dialog.form.set_values(
        {"text": "Noah told of the school.", "topic": next(iter(Topic))}, clean=False
    )
    dialog.form.edited.emit()
    qtbot.waitUntil(lambda: bool(dialog.warning.text()))
    dialog.sign()
    press("Sign notes")
    reason = dialog_in_front(ReasonDialog)
    reason.reason.setText("Noah is the trainer's name.")
    reason._give()
    assert not dialogs()
    assert bench.read(group_notes, parents.session).status is NoteStatus.SIGNED


def test_what_was_typed_survives_a_crash(page: GroupsPage, bench: Bench, parents: Parents) -> None:
    came(bench, parents)
    dialog = opened(page, parents)
    dialog.form.set_values({"text": GROUP, own(parents, "Ada"): OWN}, clean=False)
    (draft,) = dialog.drafts()
    assert draft.kind == "group_note" and "Ada" not in draft.title
    dialog._closing = True
    dialog.hide()
    page.restore(draft)
    again = dialog_in_front(GroupNotesDialog)
    assert again.form.value("text") == GROUP
    assert again.form.value(own(parents, "Ada")) == OWN
    again._save_for_now()
    assert not dialogs()
    notes = bench.read(group_notes, parents.session)
    assert (notes.text, notes.status) == (GROUP, NoteStatus.DRAFT)
    assert {one.name: one.text for one in notes.members}["Ada Lovelace"] == OWN


def test_a_save_of_another_window_is_compared_field_by_field(
    page: GroupsPage, bench: Bench, parents: Parents
) -> None:
    from ui.dialogs.stale import StaleDialog

    came(bench, parents)
    mine = opened(page, parents)
    mine.form.set_values({"text": GROUP}, clean=False)
    mine.put_aside()
    other = opened(page, parents)
    other.form.set_values({"text": "Something else.", own(parents, "Noah"): OWN}, clean=False)
    other._save_for_now()
    mine.come_back()
    mine._save_for_now()
    stale = dialog_in_front(StaleDialog)
    assert {one.label for one in stale._differences} == {"For the group", "Noah Reyes"}
    stale._save()
    assert not dialogs()
    assert bench.read(group_notes, parents.session).text == GROUP
