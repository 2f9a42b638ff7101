"""Every widget of the kit on one page, for looking at: python -m tests.drivers.gallery FOLDER."""

import os
import sys
from datetime import time
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.settings import Settings
from ui.item_models.columns import Column
from ui.item_models.table import TableModel
from ui.item_models.timeline import TimelineEntry, TimelineModel
from ui.theme.look import apply
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.choice import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.form import Form
from ui.widgets.inputs import PhoneInput, TextInput, Tick
from ui.widgets.list_pane import ListPane
from ui.widgets.multi_select import MultiSelect
from ui.widgets.note_editor import NoteEditor
from ui.widgets.pill import Pill
from ui.widgets.search_field import SearchField
from ui.widgets.time_fields import DurationField, TimeField
from ui.widgets.timeline import Timeline

STATUS = {"Open": Tone.OK, "Intake": Tone.INFORMATION, "On hold": Tone.WARNING}


def rows(count: int = 40) -> list[SimpleNamespace]:
    """Invented people."""
    names = ["Ada Lovelace", "Tomás Núñez", "Bao Nguyễn", "Li <b>Wei</b>", "Renée O’Hara"]
    states = ["Open", "Intake", "On hold", "Closed"]
    return [
        SimpleNamespace(
            id=UUID(int=n), name=names[n % 5], number=f"26-{n:04d}", state=states[n % 4], visits=n
        )
        for n in range(count)
    ]


def columns() -> list[Column[SimpleNamespace]]:
    """Their columns."""
    return [
        Column("name", "Name", lambda row: row.name, 180),
        Column("number", "Case", lambda row: row.number, 90),
        Column(
            "state",
            "Status",
            lambda row: row.state,
            110,
            tone=lambda row: STATUS.get(row.state, Tone.NEUTRAL),
        ),
        Column("visits", "Visits", lambda row: str(row.visits), 70, numeric=True),
    ]


def entries(count: int = 30) -> list[TimelineEntry]:
    """An invented file."""
    long = (
        "Visited the home at the agreed time. Both children were present and well. "
        "The mother showed the new bedroom and the letter from the school. "
    )
    return [
        TimelineEntry(
            UUID(int=n),
            "note",
            f"11/{28 - n % 28}/2026",
            ["Home visit", "Phone call with the school", "Review hearing"][n % 3],
            "Ana Ruiz, caseworker · 45 min · Placement, School",
            long * (1 + n % 5),
            group="November 2026" if n < 6 else "October 2026",
            icon=["home", "phone", "court"][n % 3],
            pill=["Signed", "Draft", ""][n % 3],
            tone=[Tone.OK, Tone.WARNING, Tone.NEUTRAL][n % 3],
            struck=n == 4,
            footnotes=("Addendum 11/29/2026: the letter is attached.",) if n % 4 == 0 else (),
        )
        for n in range(count)
    ]


def form() -> Form:
    """One of each control, two of them wrong."""
    made = Form(columns=2)
    made.section("Person")
    made.add("first", "First name", TextInput(), required=True).set_value("Ada")
    made.add("last", "Last name", TextInput(), required=True)
    made.add("phone", "Phone", PhoneInput(), hint="No voicemail")
    made.add(
        "language", "Language", Choice([("en", "English"), ("es", "Spanish")], blank="Not known")
    )
    made.add("start", "Starts", TimeField()).set_value(time(9, 30))
    made.add("length", "Length", DurationField()).set_value(45)
    made.add("wrong", "Ends", TimeField())
    made.field("wrong").control.setText("25:99")
    made.add("many", "Worker", Choice([(n, f"Worker number {n}") for n in range(40)]))
    made.add("race", "Race or ethnicity", MultiSelect([(n, f"Option {n}") for n in range(5)]))
    made.add("note", "Note", NoteEditor(rows=4))
    made.add("interpreter", "", Tick("Needs an interpreter")).set_value(True)
    made.add("off", "", Tick("Does not apply")).setEnabled(False)
    made.validate()
    return made


def gallery(folder: Path) -> QWidget:
    """The page."""
    settings = Settings(folder / "settings.json")
    page = QWidget()
    left, right = QVBoxLayout(), QVBoxLayout()
    across = QHBoxLayout(page)
    across.setSpacing(16)
    across.setContentsMargins(16, 16, 16, 16)
    across.addLayout(left, 5)
    across.addLayout(right, 6)
    card = Card("New client", Button("Save and new"), Button("Save client", kind="primary"))
    card.body.addWidget(form())
    left.addWidget(card)
    line = QHBoxLayout()
    for kind, text in (
        ("", "Ordinary"),
        ("danger", "Remove"),
        ("link", "More"),
        ("quiet", "Quiet"),
    ):
        line.addWidget(Button(text, kind=kind, icon="edit" if not kind else ""))
    disabled = Button("Disabled")
    disabled.setEnabled(False)
    line.addWidget(disabled)
    line.addWidget(IconButton("settings", "Settings"))
    left.addLayout(line)
    pills = QHBoxLayout()
    for tone in Tone:
        pills.addWidget(Pill(tone.value.title(), tone))
    pills.addStretch()
    left.addLayout(pills)
    left.addWidget(SearchField("Search clients"))
    left.addStretch()
    for tone in (Tone.WARNING, Tone.DANGER, Tone.INFORMATION, Tone.OK):
        right.addWidget(Banner(f"Do not confirm that she is known here. ({tone})", tone))
    tabs = QTabWidget()
    pane = ListPane("gallery", settings, TableModel(columns(), rows()), title="Clients")
    pane.set_chips([Chip("a", "Status: open"), Chip("b", "Mine")])
    pane.table.selectRow(2)
    model = TimelineModel()
    model.set_entries(entries())
    timeline = Timeline("Timeline", model)
    timeline.select(UUID(int=1))
    tabs.addTab(timeline, "Timeline")
    tabs.addTab(pane, "Clients")
    tabs.addTab(EmptyState("No visits yet", "Visits appear here.", icon="home"), "Empty")
    right.addWidget(tabs, 1)
    page.tabs = tabs  # type: ignore[attr-defined]
    return page


def main(folder: Path) -> None:
    """Save a picture for each scheme and size."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication(["gallery"])
    assert isinstance(application, QApplication)
    for scheme, percent in (("light", 100), ("dark", 100), ("light", 150), ("contrast", 100)):
        apply(application, scheme, percent)
        page = gallery(folder)
        page.setObjectName("sections")
        page.resize(1280 * max(100, percent) // 120, 900 * max(100, percent) // 110)
        page.show()
        for number in range(3 if percent == 100 and scheme != "contrast" else 2):
            page.tabs.setCurrentIndex(number)  # type: ignore[attr-defined]
            application.processEvents()
            page.grab().save(str(folder / f"gallery-{scheme}-{percent}-{number}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
