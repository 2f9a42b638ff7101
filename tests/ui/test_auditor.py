"""An auditor sees totals and the shape of the audit log, and no person, wherever one looks."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import db.queries
from db.models.client import Client
from db.models.staff import Staff
from db.operations.cases.counted_run import record_counted_run
from db.operations.cases.emergency import open_in_emergency
from db.operations.cases.restrict import restrict_case
from db.operations.cases.view import record_case_view
from db.operations.clients.indexing import index_client
from db.operations.disclosures import record_disclosure
from db.operations.messages import MessageForm, leave_message
from db.operations.tasks import TaskForm, add_task
from db.operations.views import record_view
from db.queries.audit_log.shape import CountedBy
from db.queries.cases.served import counts_of_period
from db.queries.reading import Reading
from db.queries.report_data.gather import ReportRequest, gather
from db.rules.codes import DisclosurePurpose, Role, TaskKind
from db.rules.counts import Period
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.emergency import EmergencyForm
from db.rules.findings import Refused
from db.rules.ids import new_id
from db.texts.sentences import sentences
from printing.catalog import exports, reports
from tests.db.bench import Bench
from tests.db.cases.made import a_case, a_client, a_signed_note, the_case
from tests.ui.real_office import real_context
from ui.main_window import MainWindow

FIRST, LAST, WORDS = "Zephyrine", "Quackenbush", "platypodine"
STAFF = "Theodosia"
# The ids behind a funder's numbers are kept in the office, so that a difference can be explained.
_COUNTS = {"db.queries.funder.funder_data"}


@pytest.fixture
def told(bench: Bench) -> tuple[str, ...]:
    """Everything in the office by which somebody could tell a client."""
    mara, sam = bench.as_role(Role.CASEWORKER, "mara"), bench.as_role(Role.SUPERVISOR, "sam")
    noor = bench.as_role(Role.CASEWORKER, "noor")
    client = a_client(bench, FIRST, LAST)
    client_id, number = client.id, client.number
    bench.write(lambda work: index_client(work, work.session.get_one(Client, client_id)))
    case_id = a_case(mara, client, worker_id=mara.user.id)
    a_signed_note(mara, case_id, text=f"A {WORDS} remark about {FIRST}.", place=WORDS)
    form = TaskForm(new_id(), TaskKind.FOLLOW_UP, WORDS, case_id=case_id, due_on=date(2026, 3, 1))
    mara.write(add_task, form)
    mara.write(record_view, "client", client_id)
    mara.write(record_case_view, case_id)
    message = MessageForm(
        id=new_id(), for_staff_id=mara.user.id, text=WORDS, caller=f"{FIRST} {LAST}",
        client_id=client_id,
    )  # fmt: skip
    bench.write(leave_message, message)
    left = DisclosureForm(
        id=new_id(), document="court", left_as=LeftAs.PRINTED, recipient=WORDS,
        purpose=DisclosurePurpose.COURT, case_id=case_id, rows=1, sha256="0" * 64,
    )  # fmt: skip
    mara.write(record_disclosure, left)
    case = the_case(bench, case_id)
    case_number = case.number
    sam.write(restrict_case, case_id, case.version, frozenset({sam.user.id}))
    noor.write(open_in_emergency, EmergencyForm(new_id(), f"{WORDS} emergency", case_id=case_id))
    return (FIRST, LAST, WORDS, number, case_number, client_id.hex, case_id.hex,
            str(client_id), str(case_id))  # fmt: skip


@pytest.fixture
def iris(bench: Bench) -> Bench:
    return bench.as_role(Role.AUDITOR, "iris")


def found_in(text: str, told: tuple[str, ...]) -> list[str]:
    return [word for word in told if word.casefold() in text.casefold()]


def queries() -> Iterator[Callable[..., Any]]:
    """Every public query, whatever else it must be told."""
    for module in pkgutil.walk_packages(db.queries.__path__, "db.queries."):
        loaded = importlib.import_module(module.name)
        for name, function in vars(loaded).items():
            if name.startswith("_") or not inspect.isfunction(function):
                continue
            if function.__module__ != module.name:
                continue
            first = next(iter(inspect.signature(function).parameters), "")
            if first == "reading":
                yield function


ALL = sorted({query.__module__ + "." + query.__name__: query for query in queries()}.items())


def arguments(query: Callable[..., Any], bench: Bench) -> Iterator[list[Any]]:
    """What it may be asked: every record of the office by its id, words, days."""
    session = bench.session
    (client,) = session.query(Client.id).all()
    from db.models.case_file import CaseFile, Task
    from db.models.note import ContactNote

    ids = [client[0], *(row[0] for row in session.query(CaseFile.id)),
           *(row[0] for row in session.query(Task.id)),
           *(row[0] for row in session.query(ContactNote.id))]  # fmt: skip
    session.rollback()
    try:
        hints = get_type_hints(query)
    except NameError:  # of a module that is imported for types only
        return
    parameters = list(inspect.signature(query).parameters.values())[1:]
    needed = [one for one in parameters if one.default is inspect.Parameter.empty
              and one.kind is not inspect.Parameter.KEYWORD_ONLY]  # fmt: skip
    today = date(2026, 3, 2)
    plain: dict[Any, Any] = {str: LAST, date: today, int: 20, bool: True}
    for record_id in ids:
        made: list[Any] = []
        for one in needed:
            hint = hints.get(one.name)
            words = str(hint)
            if hint is UUID or hint == UUID | None:
                made.append(record_id)
            elif "Sequence[uuid.UUID]" in words or "Iterable[uuid.UUID]" in words:
                made.append(tuple(ids))
            elif hint in plain:
                made.append(today - timedelta(days=60) if one.name.startswith("first")
                            else plain[hint])  # fmt: skip
            else:
                return
        yield made
        if UUID not in [hints.get(one.name) for one in needed]:
            return


def test_no_query_tells_an_auditor_of_a_client(
    bench: Bench, iris: Bench, told: tuple[str, ...]
) -> None:
    answered, leaks = 0, []
    for name, query in ALL:
        for asked in arguments(query, bench):
            try:
                answer = iris.read(_written_out, query, asked)
                answered += 1
            except Refused as refused:
                answer = sentences(refused.findings)
            except ValueError:  # it was asked for a kind that there is not
                continue
            known = " ".join(map(str, asked))
            words = told[:5] if name in _COUNTS else told
            leaks += [(name, word) for word in found_in(answer, words) if word not in known]
    assert leaks == []
    assert answered > 20  # some of them have an answer for everybody


def test_nor_of_anybody_who_works_there(bench: Bench, iris: Bench, told: tuple[str, ...]) -> None:
    period = Period(date(2026, 1, 1), date(2026, 3, 31), date(2026, 3, 31))
    counts = bench.read(counts_of_period, period)
    bench.write(record_counted_run, new_id(), "funder", counts)
    for someone in bench.session.query(Staff).filter(Staff.user_name != "iris"):
        someone.display_name = someone.user_name = f"{STAFF} {someone.user_name}"
    bench.session.commit()
    leaks = []
    for name, query in ALL:
        for asked in arguments(query, bench):
            with suppress(Refused, ValueError):
                answer = iris.read(_written_out, query, asked)
                leaks += [name] if STAFF in answer else []
    assert leaks == []


def _written_out(reading: Reading, query: Callable[..., Any], asked: list[Any]) -> str:
    answer = query(reading, *asked)
    return repr(list(answer) if inspect.isgenerator(answer) else answer)


@pytest.mark.parametrize("key", [one.key for one in (*reports(), *exports())])
def test_no_report_and_no_export_does(
    bench: Bench, iris: Bench, told: tuple[str, ...], key: str
) -> None:
    chosen = next(one for one in (*reports(), *exports()) if one.key == key)
    asked = ReportRequest(
        case=told[4], client=told[3], worker="mara", day=date(2026, 3, 2),
        first=date(2026, 1, 1), last=date(2026, 3, 31),
    )  # fmt: skip
    if key == "funder":
        data = iris.read(gather, chosen.data, asked).data
        assert found_in(repr(data.counts), (FIRST, LAST, WORDS, told[3], told[4])) == []
        return
    if not chosen.leaves:  # totals: whatever can be written of them names nobody
        data = iris.read(gather, chosen.data, asked).data
        for suffix in chosen.suffixes:
            out = BytesIO()
            chosen.build(data, out, suffix)
            assert found_in(written(out, suffix), (*told, "Mara", "Noor", "Sam")) == []
        return
    with pytest.raises(Refused) as refused:
        iris.read(gather, chosen.data, asked)
    words = sentences(refused.value.findings)
    assert found_in(words, (FIRST, LAST, WORDS)) == []


def written(out: BytesIO, suffix: str) -> str:
    """All words of a document, in whatever way it was written."""
    if suffix == ".pdf":
        reader = PdfReader(out)
        return " ".join([*(page.extract_text() for page in reader.pages), repr(reader.metadata)])
    if suffix == ".csv":
        return out.getvalue().decode()
    book = load_workbook(out)
    return repr([list(sheet.values) for sheet in book])


def texts(widget: QWidget) -> Iterator[str]:
    """Everything that a window shows, and says to a screen reader."""
    for one in (widget, *widget.findChildren(QWidget)):
        yield one.accessibleName()
        yield one.toolTip()
        yield one.windowTitle()
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        if isinstance(one, QPlainTextEdit):
            yield one.toPlainText()
        if isinstance(one, QComboBox):
            yield from (one.itemText(place) for place in range(one.count()))
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            yield from cells(one.model())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                yield str(model.data(model.index(row, column), role) or "")


@pytest.mark.parametrize("name", ["caseload_data", "day_sheet_data", "week_sheet_data"])
def test_nor_whether_somebody_works_there(iris: Bench, name: str) -> None:
    for worker in ("ana", "nobody"):
        with pytest.raises(Refused, match=r"permission\.denied"):
            iris.read(gather, name, ReportRequest(worker=worker))


def test_no_page_does(iris: Bench, told: tuple[str, ...], tmp_path: Path, qtbot: QtBot) -> None:
    from ui.pages.office import OfficePage

    context = real_context(iris, tmp_path)
    context.settings.remember("office.part", "audit")
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=MainWindow.shut)
    window.show()
    window.emergencies.begin()
    seen = []
    for section in window.sections:
        window.navigate(f"section.{section.key}")
        seen += list(texts(window))
        if isinstance(window.page, OfficePage):
            # "me": their own password and look
            assert window.page.part_keys() == ["me", "audit", "shape", "totals"]
            window.page.show_part("shape")
            for way in CountedBy:
                window.page.part.form.set_values({"by": way})
                window.page.part.ask()
                seen += list(texts(window))
            window.page.show_part("totals")
            seen += list(texts(window))
    for kind in ("client", "case", "note", "task", "appointment", "hearing", "emergency"):
        for record_id in (UUID(told[5]), UUID(told[6])):
            window.navigate(kind, record_id)
            seen += list(texts(window))
    shown = "\n".join(seen)
    assert found_in(shown, told) == []
    for name in ("Mara", "Noor", "Sam"):  # nor of the people who did what the log tells
        assert name not in shown
    assert "Case file opened" in shown  # the log's shape was there to be read
    offered = [command.title for command in window.commands()]
    assert not any("mergency" in title or "client" in title.lower() for title in offered)


def test_the_state_of_a_report_is_looked_up_from_wherever_one_is(
    iris: Bench, tmp_path: Path, qtbot: QtBot
) -> None:
    from ui.pages.office import OfficePage
    from ui.pages.office.shape import ShapePart

    context = real_context(iris, tmp_path)
    context.settings.remember("office.part", "audit")
    window = MainWindow(context)
    qtbot.addWidget(window, before_close_func=MainWindow.shut)
    window.show()
    (command,) = [one for one in window.commands() if "report’s foot" in one.title]
    command.run()
    assert isinstance(window.page, OfficePage)
    part = window.page.part
    assert isinstance(part, ShapePart) and window.focusWidget() is part.state


def test_nor_does_what_the_auditor_types_into_the_search(
    iris: Bench, told: tuple[str, ...]
) -> None:
    from db.queries.search.find import find

    for typed in (FIRST, LAST, LAST[:4], told[3], told[4]):
        assert iris.read(find, typed) == ()
