"""What is typed in any form is kept as a draft.

Whoever writes a new form finds it here: it keeps what is typed (`draft_kind`, or `keep_draft`), or
it stands below with the reason why nothing would be lost.
"""

import ast
import inspect

import pytest

from development.environment import ROOT
from tests.ui.test_every_form import ADDS_BY_FUNCTION, form_dialogs
from ui.dialogs.editing import EditingDialog

ONE_ANSWER = {  # a day or a choice, and nothing typed
    "AssignDialog",
    "ChangeRole",
    "CloseCaseDialog",
    "EndAssignmentDialog",
    "MemberRelationDialog",
    "MovedOutDialog",
    "RelationEndedDialog",
    "ReopenCaseDialog",
    "RestrictCaseDialog",
}
NOT_KEPT = {
    "EmergencyDialog",  # an emergency of an hour ago is none: it is asked for anew
    "SealedDialog",  # what it names must not stand in the office, were it encrypted
}
FUNCTIONS_NOT_KEPT = {  # `FormDialog(…)` without a class, by module and function
    ("ui.pages.office.holidays", "__init__"),  # ticks
    ("ui.pages.office.recovery_card", "_try"),  # a secret
}


@pytest.mark.parametrize("dialog", form_dialogs(), ids=lambda one: one.__name__)
def test_each_form_keeps_what_is_typed_or_has_nothing_to_lose(dialog: type) -> None:
    by_kind = issubclass(dialog, EditingDialog) and bool(dialog.draft_kind)
    source = inspect.getsource(dialog)
    keeps = by_kind or "keep_draft(" in source or "begun=" in source
    excused = dialog.__name__ in ONE_ANSWER | NOT_KEPT
    assert keeps != excused, dialog.__name__


def test_each_form_without_a_class_keeps_it_too() -> None:
    bare = set()
    for file in (ROOT / "ui").rglob("*.py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                source = ast.unparse(node)
                if "FormDialog(" in source and "keep_draft(" not in source:
                    bare.add((module, node.name))
    assert bare == FUNCTIONS_NOT_KEPT
    assert FUNCTIONS_NOT_KEPT <= ADDS_BY_FUNCTION
