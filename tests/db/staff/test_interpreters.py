"""The office's interpreters."""

from dataclasses import replace

import pytest

from db.operations.office_settings.interpreters import save_interpreter
from db.queries.interpreters import interpreters
from db.rules.codes import Role
from db.rules.findings import Refused, Stale
from db.rules.ids import new_id
from db.rules.interpreters import InterpreterForm
from tests.db.bench import Bench


def rosa() -> InterpreterForm:
    return InterpreterForm(new_id(), "Rosa Vega", ("es", "pt"), "(413) 555-0100")


def test_an_interpreter_is_added_changed_and_retired(bench: Bench) -> None:
    form = rosa()
    assert bench.write(save_interpreter, form) == 1
    assert bench.write(save_interpreter, form) == 1  # sent twice, added once
    more = replace(form, languages=("es", "pt", "ht"), phone="")
    bench.write(save_interpreter, more, 1)
    assert [one.form for one in bench.read(interpreters)] == [more]
    with pytest.raises(Stale):
        bench.write(save_interpreter, form, 1)
    bench.write(save_interpreter, replace(more, active=False), 2)
    assert bench.read(interpreters) == ()
    assert [one.form.name for one in bench.read(interpreters, former=True)] == ["Rosa Vega"]


def test_a_name_and_a_language_are_asked_for_and_names_are_not_given_twice(bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        bench.write(save_interpreter, InterpreterForm(new_id(), " "))
    assert {one.field for one in refused.value.findings} == {"name", "languages"}
    bench.write(save_interpreter, rosa())
    with pytest.raises(Refused, match=r"interpreter\.name_taken"):
        bench.write(save_interpreter, replace(rosa(), name="rosa vega"))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RECEPTIONIST, Role.AUDITOR])
def test_only_who_manages_the_office_keeps_the_list(bench: Bench, role: Role) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(role).write(save_interpreter, rosa())
