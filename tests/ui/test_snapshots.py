"""Drafts of forms: what was typed comes back as it was typed."""

import json
from datetime import date

from pytestqt.qtbot import QtBot

from db.rules.codes import NoteKind, Topic
from ui.widgets.choice import Choice
from ui.widgets.date_fields import DateField
from ui.widgets.form import Form
from ui.widgets.inputs import PasswordInput, TextInput, Tick
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor
from ui.widgets.snapshots import resume, snapshot


def a_form(qtbot: QtBot) -> Form:
    form = Form()
    form.add("name", "Name", TextInput())
    form.add("day", "Day", DateField(lambda: date(2026, 3, 14)))
    form.add("kind", "Kind", Choice([(kind, kind.name) for kind in NoteKind], blank="Choose"))
    form.add("topics", "Topics", MultiSelect([(topic, topic.name) for topic in Topic]))
    form.add("text", "Text", NoteEditor())
    form.add("alone", "", Tick("Seen alone"))
    form.add("password", "Password", PasswordInput())
    qtbot.addWidget(form)
    return form


def test_a_form_comes_back_as_it_was_typed(qtbot: QtBot) -> None:
    first = a_form(qtbot)
    first.field("name").control.setText("Ada")
    first.field("day").control.setText("31 ju")
    first.field("kind").set_value(NoteKind.PHONE)
    first.field("topics").set_value([Topic.HEALTH, Topic.SCHOOL])
    first.field("text").set_value("She said\nthat")
    first.field("alone").set_value(True)
    first.field("password").control.setText("secret")
    kept = json.loads(json.dumps(snapshot(first)))
    assert "secret" not in str(kept)
    second = a_form(qtbot)
    resume(second, kept)
    assert second.field("day").control.text() == "31 ju"
    assert second.value("kind") is NoteKind.PHONE
    assert set(second.value("topics")) == {Topic.HEALTH, Topic.SCHOOL}
    assert (second.value("name"), second.value("text")) == ("Ada", "She said\nthat")
    assert second.value("alone") is True
    assert second.dirty()


def test_a_field_that_is_no_longer_there_is_left_out(qtbot: QtBot) -> None:
    form = a_form(qtbot)
    resume(form, {"gone": "x", "name": "Ada"})
    assert form.value("name") == "Ada"
