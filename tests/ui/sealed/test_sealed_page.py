"""The section "Sealed files": what stands there, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.operations.changes import Changes
from db.rules.codes import Role
from db.rules.findings import Refused, Stale, hard
from db.rules.ids import new_id
from db.rules.sealed import (
    NewSealed,
    SealedFile,
    SealedFiles,
    SealedForm,
    SealedMatch,
    SealedPerson,
    Standing,
    Together,
)
from tests.drivers import sample
from ui.dialogs.seal_client import SealClientDialog
from ui.dialogs.sealed import SealedDialog
from ui.dialogs.shell import Dialog
from ui.office_acts import Acted
from ui.pages.sealed import SealedPage
from ui.widgets.buttons import Button
from ui.window_context import WindowContext

MARIA, OMAR, EVE = new_id(), new_id(), new_id()
PEOPLE = (
    SealedPerson(MARIA, "Maria", True, Standing.OPENS),
    SealedPerson(OMAR, "Omar", False, Standing.NEW_KEYS),
    SealedPerson(EVE, "Eve", False, Standing.LEFT),
)
FILE = SealedFile(new_id(), "Aldous", MARIA, "Maria", PEOPLE, False, True)


class PretendSealed:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        candidates = ((MARIA, "Maria"), (OMAR, "Omar"))
        self.known = SealedFiles((FILE,), 2, 0, False, candidates)
        self.made: list[NewSealed] = []
        self.changed: list[tuple[UUID, SealedForm]] = []
        self.chosen: list[bool] = []
        self.shown: list[UUID] = []
        self.refusal: Refused | None = None
        self.moved: list[tuple[UUID, UUID, str]] = []
        self.told: tuple[SealedMatch, ...] = ()

    def files(self) -> SealedFiles:
        return self.known

    def make(self, form: NewSealed) -> Acted:
        if self.refusal is not None:
            raise self.refusal
        self.made.append(form)
        return Acted(form.id, Changes({"sealed": frozenset()}))

    def change(self, sealed_id: UUID, form: SealedForm) -> Acted:
        self.changed.append((sealed_id, form))
        return Acted(None, Changes({"sealed": frozenset()}))

    def choose_recovery(self, opens: bool) -> Acted:
        self.chosen.append(opens)
        return Acted(None, Changes({"sealed": frozenset()}))

    def open(self, sealed_id: UUID) -> Any:
        if self.refusal is not None:
            raise self.refusal
        return sealed_id

    def show(self, opened: Any, file: SealedFile) -> None:
        assert opened == file.id
        self.shown.append(opened)

    def matches(self) -> tuple[SealedMatch, ...]:
        return self.told

    def mark_seen(self, match: SealedMatch) -> Acted:
        self.told = ()
        return Acted(None, Changes({"sealed": frozenset()}))

    def together(self, client_id: UUID) -> Together:
        return Together((("Ada Lovelace", "C-00001"),), ("2026-0001",), 3, 1, 2, "digest")

    def move(self, sealed_id: UUID, client_id: UUID, digest: str) -> Acted:
        if self.refusal is not None:
            raise self.refusal
        self.moved.append((sealed_id, client_id, digest))
        return Acted(None, Changes({"client": frozenset()}))

    def bring_forward(self, sealed_id: UUID) -> bool:
        return sealed_id in self.shown


Shown = Callable[[Role], SealedPage]


@pytest.fixture
def acts() -> PretendSealed:
    return PretendSealed()


@pytest.fixture
def show(tmp_path: Path, acts: PretendSealed, qtbot: QtBot) -> Shown:
    """The page in front of somebody with this role."""

    def shown(role: Role) -> SealedPage:
        known = sample.context(tmp_path)
        context = WindowContext(
            known.runner,
            replace(known.user, role=role),
            known.office,
            known.settings,
            known.drafts,
            lambda: sample.NOON,
            sealed=acts,
        )
        page = SealedPage(context)
        context.runner.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.refresh(None)
        page.show()
        page.list.table.go_to(0)
        return page

    return shown


def asked_by(page: SealedPage) -> SealedDialog:
    (found,) = [dialog for dialog in page.findChildren(SealedDialog) if dialog.isVisible()]
    return found


def titles(page: SealedPage) -> list[str]:
    return [entry.text() for entry in page.page_actions()]


def test_files_stand_with_officer_members_and_what_the_recovery_code_does(show: Shown) -> None:
    page = show(Role.CASEWORKER)
    cells = [page.model.index(0, column).data() for column in range(4)]
    assert cells == [
        "Aldous",
        "Maria",
        "Maria, Omar (has new keys, and cannot open it), Eve (has left)",
        "does not open it",
    ]
    assert page.others.text() == "There are 2 sealed files that you do not belong to."


def test_who_has_left_is_to_be_taken_off_by_those_who_can(show: Shown, acts: PretendSealed) -> None:
    assert "Eve has left the office" in show(Role.CASEWORKER).banner.text()
    acts.known = replace(acts.known, files=(replace(FILE, manages=False),))
    assert show(Role.CASEWORKER).banner.text() == ""


def test_enter_opens_a_file_and_a_second_time_only_brings_it_forward(
    show: Shown, acts: PretendSealed, qtbot: QtBot
) -> None:
    page = show(Role.CASEWORKER)
    for _ in range(2):
        QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert acts.shown == [FILE.id]


def test_a_refusal_stands_at_the_head_of_the_page(show: Shown, acts: PretendSealed) -> None:
    acts.refusal = Refused(hard("storage.seal_changed"))
    page = show(Role.CASEWORKER)
    page.open_file()
    assert "changed by hand" in page.banner.text() and not acts.shown


def test_a_caseworker_makes_none_and_a_supervisor_does(show: Shown) -> None:
    assert titles(show(Role.CASEWORKER)) == ["Members…", "Open the file"]
    assert titles(show(Role.SUPERVISOR)) == ["Seal a new file…", "Members…", "Open the file"]


def test_who_does_not_manage_a_file_cannot_change_its_members(
    show: Shown, acts: PretendSealed
) -> None:
    acts.known = replace(acts.known, files=(replace(FILE, manages=False),))
    page = show(Role.CASEWORKER)
    assert not page.page_actions()[0].isEnabled()


def test_making_one_asks_for_name_members_and_officer(show: Shown, acts: PretendSealed) -> None:
    page = show(Role.SUPERVISOR)
    page.new()
    asked = asked_by(page)
    assert "does not open this file" in asked.recovery.text()
    asked.save()
    assert not acts.made and asked.isVisible()
    asked.form.set_values({"label": "New", "members": (MARIA, OMAR), "officer": OMAR})
    asked.save()
    (made,) = acts.made
    assert (made.label, made.officer_id) == ("New", OMAR)
    assert made.member_ids == frozenset({MARIA, OMAR})
    assert made.id.version == 4  # a name that does not tell when the file was made


def test_what_stands_against_it_is_said_beside_its_field(show: Shown, acts: PretendSealed) -> None:
    acts.refusal = Refused(hard("sealed.officer_no_member", "officer"))
    page = show(Role.SUPERVISOR)
    page.new()
    asked = asked_by(page)
    asked.form.set_values({"label": "New", "members": (MARIA,), "officer": OMAR})
    asked.save()
    assert asked.isVisible()
    assert (
        "must be a member" in asked.form.field("officer").problem()
        or asked.form.field("officer").error.text()
    )


def test_changing_members_begins_with_those_there_are(show: Shown, acts: PretendSealed) -> None:
    page = show(Role.CASEWORKER)
    page.members()
    asked = asked_by(page)
    assert set(asked.form.value("members")) == {MARIA, OMAR, EVE}
    asked.form.set_values({"members": (MARIA,)}, clean=False)
    asked.save()
    assert acts.changed == [(FILE.id, SealedForm("Aldous", MARIA, frozenset({MARIA})))]


def test_sealing_what_is_there_shows_what_goes_along_and_asks_where(
    show: Shown, acts: PretendSealed
) -> None:
    page, client = show(Role.SUPERVISOR), new_id()
    asked = SealClientDialog(page.context, client, page)
    asked.open()
    words = " ".join(label.text() for label in asked.facts.findChildren(QLabel))
    assert "Ada Lovelace (C-00001)" in words and "3 notes, 1 attached file" in words
    acts.refusal = Stale("client")
    asked.seal()
    assert "changed meanwhile" in asked.banner.text() and not acts.moved
    acts.refusal = Refused(hard("work.stopped"))
    asked.button.click()
    acts.refusal = None
    asked.button.click()
    assert acts.moved == [(FILE.id, client, "digest")]


def test_without_a_sealed_file_one_must_be_made_first(show: Shown, acts: PretendSealed) -> None:
    acts.known = replace(acts.known, files=())
    page = show(Role.SUPERVISOR)
    asked = SealClientDialog(page.context, new_id(), page)
    asked.open()
    assert asked.make.isVisible() and not asked.form.isVisible()


def test_an_officer_is_told_until_it_is_marked_as_seen(show: Shown, acts: PretendSealed) -> None:
    acts.told = (
        SealedMatch(FILE.id, "Aldous", new_id(), "C-00043", True, "Rita Delgado", sample.NOON),
    )
    page = show(Role.CASEWORKER)
    (band,) = page.matches.bands
    assert band.text() == (
        "Client C-00043 of the office may be somebody in the sealed file “Aldous”. "
        "Rita Delgado entered them on 3/14/2026: talk to Rita Delgado."
    )
    assert band.button is not None
    band.button.click()
    assert not page.matches.bands


def test_the_administrator_chooses_what_the_recovery_code_opens(
    show: Shown, acts: PretendSealed
) -> None:
    assert show(Role.SUPERVISOR).change_recovery.isHidden()
    page = show(Role.ADMINISTRATOR)
    page.change_recovery.click()
    assert not acts.chosen  # it is asked first
    (asked,) = [d for d in page.findChildren(Dialog) if d.isVisible()]
    asked.findChildren(Button)[-1].click()
    assert acts.chosen == [True]
