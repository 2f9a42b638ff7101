"""What the sample office tells must make sense to who reads it."""

from datetime import date

from db.rules.codes import Relation
from desktop.sample.casework import names_in_notes
from desktop.sample.plan import FamilyPlan, plan_office

TODAY = date(2026, 11, 26)


def _families() -> list[FamilyPlan]:
    return plan_office(600, 7, TODAY).families


def test_the_child_of_a_note_is_never_the_parent_too() -> None:
    for family in _families():
        if family.case is not None:
            child, parent = names_in_notes(family, family.case)
            assert child != parent
            assert bool(child) == any(m.relation is Relation.CHILD for m in family.members)


def test_no_note_about_somebody_without_children_speaks_of_a_child() -> None:
    told = [
        note.text
        for family in _families()
        if family.case is not None and not names_in_notes(family, family.case)[0]
        for note in family.case.notes
    ]
    assert told
    assert not [text for text in told if "child" in text or "  " in text or text[0] == " "]


def test_nobody_without_children_goes_to_court_about_a_child() -> None:
    for family in _families():
        if family.case is not None and family.case.court:
            assert names_in_notes(family, family.case)[0]
