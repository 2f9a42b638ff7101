"""No form of the program saves over what somebody else saved meanwhile.

Whoever writes a new form finds it here: it reads the record again after a stale save and compares
field by field, or it stands in one of the lists below with the reason why it need not.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import ui
from development.environment import ROOT
from ui.dialogs.editing import EditingDialog
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.saving import SavingDialog

ADDS = {  # what they save is new: there is nothing to save over
    "AddMemberDialog",
    "AddPartyDialog",
    "AddStaff",
    "AssignDialog",
    "EmergencyDialog",
    "MemberDialog",
    "OpenCaseDialog",
    "RelativeDialog",
}
ENDS = {  # the operation refuses an end that somebody else has entered on another day
    "EndAssignmentDialog",
    "MovedOutDialog",
    "RelationEndedDialog",
}
OWN = {  # of one person
    "SnippetsDialog",
}
NAMES_NOBODY = {
    "SealedDialog",  # who belongs to a sealed file is in no log of the office
}
ADDS_BY_FUNCTION = {  # `FormDialog(…)` without a class, by module and function
    ("ui.pages.office.emergencies", "review"),  # refuses what is reviewed already
    ("ui.pages.office.holidays", "__init__"),
    ("ui.pages.office.recovery_card", "_try"),  # asks for a code, and changes nothing
}
FORMS_OF_THEIR_OWN = {  # modules with a `Form` that is no `SavingDialog`, and what it does
    "ui.dialogs.appointment.cancel": "version",  # the mark carries the version
    "ui.dialogs.appointment.panels": "merges",
    "ui.dialogs.appointment.repeat_form": "asks",
    "ui.dialogs.appointment.series_panel": "adds",
    "ui.dialogs.appointment.wishes": "asks",
    "ui.dialogs.client.sheet": "asks",
    "ui.dialogs.disclosure": "adds",
    "ui.dialogs.events_file.dialog": "adds",
    "ui.dialogs.forgotten_password": "asks",
    "ui.dialogs.groups.attendance_file": "asks",
    "ui.dialogs.message": "adds",
    "ui.dialogs.notes.addendum": "adds",
    "ui.dialogs.notes.fields": "merges",
    "ui.dialogs.notes.wrong": "version",
    "ui.dialogs.plan.dialog": "version",  # each step carries that of its appointment
    "ui.dialogs.reason": "asks",
    "ui.dialogs.saving": "merges",
    "ui.dialogs.seal_client": "version",
    "ui.dialogs.walk_in": "adds",
    "ui.dialogs.withdrawing": "version",
    "ui.first_run.office_step": "adds",
    "ui.first_run.open_step": "asks",
    "ui.first_run.people_steps": "adds",
    "ui.first_run.sample_steps": "adds",
    "ui.first_run.server_step": "adds",
    "ui.pages.importing.mapping": "asks",
    "ui.pages.importing.page": "asks",
    "ui.pages.office.audit": "asks",
    "ui.pages.office.disclosed": "asks",
    "ui.pages.office.form_part": "merges",
    "ui.pages.office.mine": "own",
    "ui.pages.office.shape": "asks",
    "ui.pages.office.totals": "asks",
    "ui.pages.reporting.asking": "asks",
}
MERGES = {
    "ui.dialogs.appointment.panels": "ui.dialogs.appointment.merging",
    "ui.dialogs.notes.fields": "ui.dialogs.notes.reconciling",
    "ui.dialogs.saving": "ui.dialogs.saving",
    "ui.pages.office.form_part": "ui.pages.office.form_part",
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        yield importlib.import_module(found.name)


def subclasses(of: type) -> Iterator[type]:
    one: type
    for one in of.__subclasses__():
        if one.__module__.startswith("ui."):
            yield one
        yield from subclasses(one)


def form_dialogs() -> list[type]:
    list(modules())
    shared = {EditingDialog, FormDialog}
    found = {one for one in subclasses(SavingDialog) if one not in shared}
    return sorted((one for one in found if not one.__name__.startswith("_")), key=str)


def reads_again(dialog: type) -> bool:
    """Whether it says what stands there now, by a method or by `again=`."""
    for one in dialog.__mro__:
        if one in (SavingDialog, EditingDialog, FormDialog):
            break
        if "read_again" in vars(one):
            return True
    return issubclass(dialog, FormDialog) and "again=" in inspect.getsource(dialog)


@pytest.mark.parametrize("dialog", form_dialogs(), ids=lambda one: one.__name__)
def test_each_dialog_compares_after_a_stale_save_or_has_nothing_to_save_over(
    dialog: type,
) -> None:
    excused = dialog.__name__ in ADDS | ENDS | OWN
    assert reads_again(dialog) or excused, (
        f"{dialog.__name__} saves a record that somebody else may have saved meanwhile: "
        "give it `read_again` (or `again=`), and let its operation take the version"
    )
    assert not (reads_again(dialog) and excused), f"{dialog.__name__} needs no excuse any more"


@pytest.mark.parametrize("dialog", form_dialogs(), ids=lambda one: one.__name__)
def test_each_dialog_that_compares_can_say_whose_save_it_was(dialog: type) -> None:
    source = inspect.getsource(dialog)
    can = issubclass(dialog, EditingDialog) or "announce(" in source or "keep_draft(" in source
    assert can or not reads_again(dialog) or dialog.__name__ in NAMES_NOBODY, dialog.__name__


def test_the_lists_name_dialogs_that_there_are() -> None:
    assert {one.__name__ for one in form_dialogs()} >= ADDS | ENDS | OWN


def _calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call):
                    yield node.name, inner


def test_each_form_without_a_class_compares_as_well() -> None:
    bare = set()
    for file in (ROOT / "ui").rglob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for function, call in _calls(file):
            named = getattr(call.func, "id", "") == "FormDialog"
            if named and not any(keyword.arg == "again" for keyword in call.keywords):
                bare.add((module, function))
    assert bare == ADDS_BY_FUNCTION


def test_every_other_form_is_known_and_says_what_it_does() -> None:
    found = set()
    for file in (ROOT / "ui").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        makes = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        if any(getattr(call.func, "id", "") == "Form" for call in makes):
            found.add(".".join(file.relative_to(ROOT).with_suffix("").parts))
    assert found == set(FORMS_OF_THEIR_OWN)
    merging = {name for name, does in FORMS_OF_THEIR_OWN.items() if does == "merges"}
    assert merging == set(MERGES)
    for name in MERGES.values():
        source = inspect.getsource(importlib.import_module(name))
        assert "StaleDialog" in source or "merge(" in source, name
