"""The list of clients: who is in it, in which order, and what a row says."""

import pytest

from db.queries.clients.client_filter import ClientFilter, ClientSort
from db.queries.clients.client_list import client_list, client_rows
from db.queries.id_list import IdList
from db.rules.codes import CaseStatus, ContactRule, Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file, enrolled
from tests.db.people_on_file import home, mobile, on_file


def _names(bench: Bench, asked: ClientFilter, sort: ClientSort = ClientSort.NAME) -> list[str]:
    ids = bench.read(client_list, asked, sort)
    return [row.name.last for row in bench.read(client_rows, ids)]


def test_clients_stand_by_folded_last_name(bench: Bench) -> None:
    for name in ("Zoe Ångström", "Ada Lovelace", "Bo Zimmer", "Al Angel"):
        on_file(bench, name)
    assert _names(bench, ClientFilter()) == ["Angel", "Ångström", "Lovelace", "Zimmer"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (ClientSort.NAME, ["Alt", "Mitte", "Neu"]),
        (ClientSort.NUMBER, ["Mitte", "Neu", "Alt"]),
        (ClientSort.BIRTH_DATE, ["Neu", "Alt", "Mitte"]),
        (ClientSort.ADDED, ["Mitte", "Neu", "Alt"]),
    ],
)
def test_the_order_can_be_chosen_and_unknown_birth_dates_come_last(
    bench: Bench, sort: ClientSort, names: list[str]
) -> None:
    for name, born in (("Mitte", ""), ("Neu", "1950-02"), ("Alt", "1980-01-01")):
        on_file(bench, f"A {name}", born)
        bench.pass_time(minutes=1)
    assert _names(bench, ClientFilter(), sort) == names


def test_the_list_filters_by_text_language_and_interpreter(bench: Bench) -> None:
    on_file(bench, "Ada Lovelace", language="es", interpreter=True)
    on_file(bench, "Grace Hopper", language="en")
    assert _names(bench, ClientFilter(text="lov")) == ["Lovelace"]
    assert _names(bench, ClientFilter(text="?!")) == []
    assert _names(bench, ClientFilter(language="en")) == ["Hopper"]
    assert _names(bench, ClientFilter(needs_interpreter=True)) == ["Lovelace"]


def test_the_list_filters_by_worker_program_and_case_status(bench: Bench) -> None:
    mara, program = bench.worker("mara"), bench.program()
    ada, grace = on_file(bench, "Ada Lovelace"), on_file(bench, "Grace Hopper")
    case = case_on_file(bench, ada, worker=mara.id)
    case_on_file(bench, grace, "2026-0008", status=CaseStatus.CLOSED)
    enrolled(bench, ada, program, case)
    as_mara = bench.as_role(Role.CASEWORKER, "mara")
    assert _names(as_mara, ClientFilter(mine=True)) == ["Lovelace"]
    assert _names(bench, ClientFilter(mine=True)) == []
    assert _names(bench, ClientFilter(worker_id=mara.id)) == ["Lovelace"]
    assert _names(bench, ClientFilter(program_id=program.id)) == ["Lovelace"]
    closed = ClientFilter(case_status=frozenset({CaseStatus.CLOSED}))
    assert _names(bench, closed) == ["Hopper"]


def test_restricted_clients_and_what_is_filtered_by_their_cases_stay_hidden(bench: Bench) -> None:
    mara, program = bench.worker("mara"), bench.program()
    ada = on_file(bench, "Ada Lovelace")
    case = case_on_file(bench, ada, worker=mara.id, restricted=True)
    enrolled(bench, ada, program, case)
    for asked in (
        ClientFilter(),
        ClientFilter(text="ada"),
        ClientFilter(worker_id=mara.id),
        ClientFilter(program_id=program.id),
    ):
        assert _names(bench, asked) == [], asked
        assert _names(bench.as_role(Role.CASEWORKER, "mara"), asked) == ["Lovelace"], asked
    assert bench.read(client_rows, [ada]) == ()


def test_a_receptionist_may_not_filter_by_program_or_case(bench: Bench) -> None:
    desk = bench.as_role(Role.RECEPTIONIST)
    for asked in (
        ClientFilter(program_id=new_id()),
        ClientFilter(case_status=frozenset({CaseStatus.OPEN})),
    ):
        with pytest.raises(Refused, match=r"permission\.denied"):
            desk.read(client_list, asked)


def test_an_auditor_gets_no_list(bench: Bench) -> None:
    with pytest.raises(Refused, match=r"permission\.denied"):
        bench.as_role(Role.AUDITOR).read(client_list)


def test_a_row_shows_the_number_to_call_with_its_marks(bench: Bench) -> None:
    ada = on_file(
        bench,
        contact_points=(
            mobile("555-201-0001", ContactRule.NO_CALL),
            mobile("555-201-0002", ContactRule.NO_VOICEMAIL),
            home("1 Elm St"),
        ),
    )
    (row,) = bench.read(client_rows, [ada])
    assert row.phone is not None
    assert (row.phone.value, row.phone.rules) == ("555-201-0002", {ContactRule.NO_VOICEMAIL})


def test_reception_sees_the_worker_but_neither_cases_nor_programs(bench: Bench) -> None:
    mara, program = bench.worker("mara"), bench.program()
    ada = on_file(bench, contact_points=(mobile("555-201-0001", ContactRule.PROTECTED),))
    enrolled(bench, ada, program, case_on_file(bench, ada, worker=mara.id))
    (row,) = bench.read(client_rows, [ada])
    assert (row.worker, row.open_cases, row.programs) == ("Mara", 1, ("FS",))
    assert row.phone is not None
    (row,) = bench.as_role(Role.RECEPTIONIST).read(client_rows, [ada])
    assert (row.worker, row.open_cases, row.programs, row.phone) == ("Mara", 0, (), None)


def test_rows_come_in_the_order_of_the_ids(bench: Bench) -> None:
    ids = [on_file(bench, f"A {name}") for name in ("C", "A", "B")]
    assert [row.id for row in bench.read(client_rows, ids[::-1])] == ids[::-1]


def test_an_id_list_behaves_like_a_sequence() -> None:
    ids = [new_id() for _ in range(5)]
    packed = IdList(ids)
    assert list(packed) == ids
    assert (packed[0], packed[-1], packed[1:3]) == (ids[0], ids[4], ids[1:3])
    assert [packed.index(one) for one in ids] == [0, 1, 2, 3, 4]
    assert ids[2] in packed
    assert new_id() not in packed
    assert packed == IdList.from_hex("".join(one.hex for one in ids))
    with pytest.raises(IndexError):
        packed[5]
    with pytest.raises(ValueError, match="not in the list"):
        packed.index(new_id())
