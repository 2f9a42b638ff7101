"""Phone messages."""

import pytest

from db.operations.messages import MessageForm, leave_message, mark_message_done
from db.queries.messages import messages_i_took, my_messages
from db.rules.codes import Role
from db.rules.findings import Refused
from db.rules.ids import new_id
from tests.db.bench import Bench
from tests.db.cases_on_file import case_on_file
from tests.db.people_on_file import on_file


def test_a_message_reaches_its_worker_with_the_clients_marks(bench: Bench) -> None:
    desk, mara = bench.as_role(Role.RECEPTIONIST), bench.as_role(Role.CASEWORKER, "mara")
    ada = on_file(bench, "Ada Lovelace", do_not_confirm=True)
    form = MessageForm(new_id(), mara.user.id, "Ada", "555-201-3344", "Call back", client_id=ada)
    desk.write(leave_message, form)
    desk.write(leave_message, form)
    (row,) = mara.read(my_messages)
    assert (row.taken_by, row.caller, row.client) == ("Receptionist", "Ada", "Ada Lovelace")
    assert [mark.code for mark in row.marks] == ["contact.do_not_confirm"]
    assert [one.id for one in desk.read(messages_i_took)] == [form.id]


def test_urgent_messages_come_first_then_the_newest(bench: Bench) -> None:
    for text, urgent in (("one", False), ("two", True), ("three", False)):
        bench.write(leave_message, MessageForm(new_id(), bench.user.id, text=text, urgent=urgent))
        bench.pass_time(minutes=1)
    assert [row.text for row in bench.read(my_messages)] == ["two", "three", "one"]


def test_a_message_is_ticked_off_and_the_tick_taken_back(bench: Bench) -> None:
    form = MessageForm(new_id(), bench.user.id, "Ada")
    bench.write(leave_message, form)
    bench.write(mark_message_done, form.id)
    bench.write(mark_message_done, form.id)
    assert bench.read(my_messages) == ()
    assert [row.id for row in bench.read(my_messages, done=True)] == [form.id]
    bench.write(mark_message_done, form.id, False)
    assert [row.id for row in bench.read(my_messages)] == [form.id]


def test_others_neither_see_nor_tick_off_a_message(bench: Bench) -> None:
    form = MessageForm(new_id(), bench.user.id, "Ada")
    bench.write(leave_message, form)
    otto = bench.as_role(Role.CASEWORKER, "otto")
    assert otto.read(my_messages) == ()
    with pytest.raises(Refused, match=r"message\.not_yours|record\.gone"):  # a server shows none
        otto.write(mark_message_done, form.id)


def test_a_message_needs_somebody_to_go_to_and_something_to_say(bench: Bench) -> None:
    for form, code in (
        (MessageForm(new_id(), None, "Ada"), r"message\.no_recipient"),
        (MessageForm(new_id(), new_id(), "Ada"), r"message\.no_recipient"),
        (MessageForm(new_id(), bench.user.id, " "), r"message\.empty"),
    ):
        with pytest.raises(Refused, match=code):
            bench.write(leave_message, form)


def test_a_client_who_was_restricted_since_is_not_named(bench: Bench) -> None:
    ada = on_file(bench)
    bench.write(leave_message, MessageForm(new_id(), bench.user.id, "A.", client_id=ada))
    case_on_file(bench, ada, restricted=True)
    (row,) = bench.read(my_messages)
    assert (row.client, row.client_id) == ("", None)
