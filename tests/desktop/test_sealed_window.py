"""A sealed file in a window of its own: locked with the office's, and never mixed up with it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models.audit import AuditEvent
from db.office import Office
from db.operations.clients.intake import add_client
from db.queries.calendar.range_view import range_appointments
from db.queries.drafts import my_drafts
from db.rules.clients.form import ClientForm
from db.rules.codes import NoteKind
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.rules.permissions import Action
from db.rules.sealed import SealedFile, SealedForm
from desktop.entered import Entered
from desktop.sealed import SealedWindow
from desktop.settings import Settings
from tests.db.office.desk import new_desk
from tests.db.office.sealed.cabinet import Cabinet
from tests.db.office.sealed.matter import appointment
from tests.db.office.sealed.test_calendar import TUESDAY
from tests.db.office.secrets_in import WORDS, enter
from tests.db.office.secrets_in import Entered as Matter
from ui.dialogs.notes.opening import write_note


@pytest.fixture
def cabinet(tmp_path: Path) -> Iterator[Cabinet]:
    made = Cabinet(new_desk(tmp_path / "Harbor House"))
    yield made
    made.close()


class Beside:
    """Maria's office window, and the window of a sealed file beside it."""

    def __init__(self, entered: Entered, window: SealedWindow, matter: Matter) -> None:
        self.entered, self.window, self.matter = entered, window, matter


def _file(office: Office) -> SealedFile:
    from db.office.sealed import sealed_files

    return sealed_files(office).files[0]


@pytest.fixture
def beside(cabinet: Cabinet, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Beside]:
    inside = cabinet.open(cabinet.seal(cabinet.omar))
    matter = enter(inside)
    file = _file(cabinet.maria)
    entered = Entered(cabinet.maria, Settings(tmp_path / "s.json"), lambda *_: None, qapp)
    acts = entered.sealed
    acts.show(acts.open(file.id), file)
    yield Beside(entered, acts.windows[file.id], matter)
    entered.close()


def test_its_window_says_so_and_names_nobody_in_its_title(beside: Beside) -> None:
    window = beside.window.window
    assert window.notice.isVisible()
    assert window.notice.text() == "Sealed: Aldous-label. Only Maria, Omar can read this."
    assert window.windowTitle() == "Sealed file — Caseroom"
    assert "office" not in {section.key for section in window.sections}


def test_its_window_says_as_well_that_the_office_is_gone_and_tells_nobody_what_is_edited(
    beside: Beside, qtbot: QtBot
) -> None:
    office, window = beside.entered.watch, beside.window.window
    office.update(reachable=False)
    assert "cannot be reached" in window.standing.label.text()
    window.context.watch.edit("client", beside.matter.client)
    assert office.edited == ()
    with qtbot.waitSignal(beside.window.jobs.changed):
        office.update(reachable=True)
    assert window.standing.isHidden()


def test_what_is_typed_in_it_is_kept_as_a_draft_there_and_nowhere_else(
    beside: Beside, qtbot: QtBot
) -> None:
    from ui.dialogs.notes.editor import NoteDialog

    inside, main = beside.window.inside, beside.entered
    write_note(
        beside.window.window.context,
        beside.matter.case,
        beside.window.window,
        kind=NoteKind.HOME_VISIT,
    )
    qtbot.waitUntil(lambda: any(_notes(NoteDialog)))
    (note,) = _notes(NoteDialog)
    note.fields.text.setPlainText(WORDS[2])
    before = inside.read(my_drafts)
    main.window.draft_keeper.keep()
    beside.window.window.draft_keeper.keep()
    qtbot.waitUntil(lambda: len(inside.read(my_drafts)) > len(before))
    assert main.office.read(my_drafts) == ()


def _notes(kind: type) -> list:  # type: ignore[type-arg]
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_locking_in_either_window_blanks_both(beside: Beside) -> None:
    window, main = beside.window.window, beside.entered.window
    for locks in (window, main):
        locks.lock()
        assert main.locking.is_locked and not window.isVisible()
        assert window.windowTitle() == "Caseroom — locked"
        assert not window.isAncestorOf(window.notice)
        main.locking.unlock()
        assert window.isVisible() and window.notice.isVisible()


def test_asked_for_again_it_comes_to_the_front(beside: Beside) -> None:
    acts = beside.entered.sealed
    assert acts.bring_forward(beside.window.inside.record.id)
    assert len(acts.windows) == 1


def test_closing_it_closes_the_file_and_leaves_the_office(beside: Beside, qtbot: QtBot) -> None:
    inside = beside.window.inside
    beside.window.window.sign_out()
    qtbot.waitUntil(lambda: not beside.entered.sealed.windows)
    assert not any(inside.secrets.current)
    assert beside.entered.window.isVisible()


def test_leaving_the_office_closes_it(cabinet: Cabinet, qapp: QApplication, tmp_path: Path) -> None:
    cabinet.seal()
    file = _file(cabinet.maria)
    entered = Entered(cabinet.maria, Settings(tmp_path / "s.json"), lambda *_: None, qapp)
    acts = entered.sealed
    acts.show(acts.open(file.id), file)
    entered.close()
    assert not acts.windows


def test_what_is_booked_in_it_shows_at_once_in_the_offices_calendar(
    beside: Beside, qtbot: QtBot
) -> None:
    from db.operations.calendar.book import book

    inside, main = beside.window.inside, beside.entered
    with qtbot.waitSignal(main.jobs.changed) as told:
        beside.window.jobs.write(book, appointment(inside, beside.matter))
    assert told.args is not None and told.args[0].touches("appointment")
    assert [item.hidden for item in main.office.read(range_appointments, TUESDAY)] == [True]


def test_who_is_no_member_opens_none(cabinet: Cabinet, qapp: QApplication, tmp_path: Path) -> None:
    sealed_id = cabinet.seal()
    entered = Entered(cabinet.omar, Settings(tmp_path / "s.json"), lambda *_: None, qapp)
    try:
        with pytest.raises(Refused, match="seal_not_yours"):
            entered.sealed.open(sealed_id)
        assert entered.sealed.files().others == 1
    finally:
        entered.close()


def test_the_officer_sees_a_band_when_somebody_known_was_entered(
    beside: Beside, cabinet: Cabinet, qtbot: QtBot
) -> None:
    from desktop.sealed_telling import SealedTelling

    form = ClientForm(new_id(), first_name=WORDS[0], last_name=WORDS[1])
    cabinet.omar.write(add_client, form)
    main = beside.entered
    telling = SealedTelling(main.sealed, main.jobs, main.window)
    telling.ask()
    qtbot.waitUntil(lambda: "Aldous-label" in main.window.banner.text())
    assert WORDS[0] not in main.window.banner.text()
    main.window.banner.say("")
    with qtbot.waitSignal(main.jobs.ended):
        telling.ask()  # once is enough; the page keeps it until it is seen to
    assert main.window.banner.text() == ""


def test_its_band_follows_when_the_members_change(
    beside: Beside, cabinet: Cabinet, qtbot: QtBot
) -> None:
    acts, sealed_id = beside.entered.sealed, beside.window.inside.record.id
    alone = frozenset({cabinet.maria.user.id})
    acts.change(sealed_id, SealedForm("Renamed", cabinet.maria.user.id, alone))
    notice = beside.window.window.notice
    qtbot.waitUntil(lambda: notice.text() == "Sealed: Renamed. Only Maria can read this.")
    assert beside.window.inside.read(my_drafts) is not None  # and goes on under the new key


def test_who_takes_themselves_off_the_list_sees_the_window_close(
    beside: Beside, cabinet: Cabinet, qtbot: QtBot
) -> None:
    acts, sealed_id = beside.entered.sealed, beside.window.inside.record.id
    others = frozenset({cabinet.omar.user.id})
    acts.change(sealed_id, SealedForm("Theirs", cabinet.omar.user.id, others))
    qtbot.waitUntil(lambda: not acts.windows)


def test_what_is_refused_in_it_stands_in_its_own_log_and_nowhere_else(
    beside: Beside, cabinet: Cabinet
) -> None:
    inside, file = beside.window.inside, _file(cabinet.maria)
    with pytest.raises(Refused):
        inside.require(Action.MANAGE_OFFICE, range_appointments)
    beside.window.close()
    again = cabinet.open(file.id)
    assert _refusals(again) == ["range_appointments"]
    assert _refusals(cabinet.maria) == []


def _refusals(office: Office) -> list[str]:
    asked = select(AuditEvent.details).where(AuditEvent.action == "access.refused")
    return office.read(
        lambda reading: [json.loads(details)["asked"] for details in reading.session.scalars(asked)]
    )
