"""The runner: off the screen's thread, back on it, in order, and calm when something breaks."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.operations.changes import Changes
from db.rules.findings import Refused, hard
from desktop.jobs import Jobs
from tests.drivers.sample import PretendOffice
from ui.office_acts import Acted
from ui.runner import Then


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs(PretendOffice())
    yield made
    made.close()


def test_work_is_done_elsewhere_and_the_answer_arrives_here(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    here: list[tuple[int, str]] = []

    def query(reading: None, word: str) -> str:
        threads.append(threading.get_ident())
        return word.upper()

    jobs.read(query, "ada", then=lambda answer: here.append((threading.get_ident(), answer)))
    qtbot.waitUntil(lambda: bool(here))
    assert here == [(threading.get_ident(), "ADA")]
    assert threads != [threading.get_ident()]


def test_a_report_does_not_stand_before_a_search(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def report(reading: None) -> str:
        gate.wait(10)
        return "report"

    jobs.read(report, then=answers.append, slow=True)
    jobs.read(lambda reading: "search", then=answers.append)
    qtbot.waitUntil(lambda: answers == ["search"])
    gate.set()
    qtbot.waitUntil(lambda: answers == ["search", "report"])


def test_the_answer_to_an_older_search_is_dropped(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[str] = []

    def search(reading: None, text: str) -> str:
        gate.wait(10)
        return text

    for text in ("a", "ad", "ada"):
        jobs.read(search, text, then=answers.append, replace_key="search")
    gate.set()
    jobs.read(lambda reading: "last", then=answers.append)
    qtbot.waitUntil(lambda: "last" in answers)
    assert answers == ["ada", "last"]


def test_changes_are_told_before_the_caller(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[str] = []
    jobs.changed.connect(
        lambda changes: told.append("changed" if changes.touches("client") else "?")
    )
    jobs.write(lambda work: ("saved", ("client",)), then=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["changed", "saved"]


def refuse(reading: None) -> None:
    raise Refused(hard("record.gone"))


def break_down(reading: None) -> None:
    raise KeyError("Ada Lovelace")


def test_a_refusal_goes_to_whoever_asked(jobs: Jobs, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    jobs.read(refuse, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Refused)
    assert errors[0].has("record.gone")


def test_a_refusal_that_nobody_handles_is_told_to_everybody(jobs: Jobs, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.refused) as caught:
        jobs.read(refuse)
    assert caught.args is not None
    assert caught.args[0].has("record.gone")


def test_what_nobody_expected_is_reported_and_the_caller_learns_of_it(
    jobs: Jobs, qtbot: QtBot
) -> None:
    errors: list[Exception] = []
    with qtbot.waitSignal(jobs.crashed):
        jobs.read(break_down, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], KeyError)


def test_nobody_is_called_back_who_gave_up(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    answers: list[Any] = []
    job = jobs.read(lambda reading: gate.wait(10), then=answers.append, failed=answers.append)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: job.done)
    assert answers == []


def test_a_read_that_is_given_up_is_interrupted_in_the_office_and_the_screen_does_not_wait(
    qtbot: QtBot,
) -> None:
    started, stopped, given_up = threading.Event(), threading.Event(), threading.Event()

    class Interruptible(PretendOffice):
        interrupted: int | None = None

        def interrupt(self, thread: int) -> None:
            assert given_up.wait(10)  # a server takes its time
            self.interrupted = thread
            stopped.set()

    office = Interruptible()
    jobs = Jobs(office)
    worker: list[int] = []

    def long_read(reading: None) -> None:
        worker.append(threading.get_ident())
        started.set()
        stopped.wait(10)

    job = jobs.read(long_read)
    assert started.wait(10)
    job.cancel()
    given_up.set()
    qtbot.waitUntil(lambda: job.done)
    assert office.interrupted == worker[0]
    jobs.close()


class Listener(QLabel):
    """Hears answers until it is gone; `heard` counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, answer: object) -> None:
        self.heard.append(answer)
        self.setText("heard")

    def hear_more(self, _: str, answer: object) -> None:
        self.hear(answer)


def _method(listener: Listener) -> Then:
    return listener.hear


def _partial(listener: Listener) -> Then:
    return partial(listener.hear_more, "more")


def _function(listener: Listener) -> Then:
    def hear(answer: object) -> None:
        listener.setText(str(answer))
        listener.hear(answer)

    return hear


def _handed_on(listener: Listener) -> Then:
    hear = _function(listener)
    return lambda answer: hear(answer)


@pytest.mark.parametrize("callback", [_method, _partial, _function, _handed_on])
def test_a_widget_that_is_gone_hears_nothing(
    jobs: Jobs, qtbot: QtBot, callback: Callable[[Listener], Then]
) -> None:
    gate = threading.Event()
    listener = Listener()
    job = jobs.read(lambda reading: gate.wait(10), then=callback(listener))
    listener.deleteLater()
    qtbot.waitUntil(lambda: not _valid(listener))
    gate.set()
    qtbot.waitUntil(lambda: job.done)
    assert listener.heard == []


def test_a_mistake_in_a_callback_is_no_widget_s_end(jobs: Jobs, qtbot: QtBot) -> None:
    listener = Listener()
    qtbot.addWidget(listener)

    def hear(_: object) -> None:
        listener.setText("heard")
        raise RuntimeError("a mistake")

    with qtbot.captureExceptions() as caught:
        job = jobs.read(lambda reading: 1, then=hear)
        qtbot.waitUntil(lambda: job.done and bool(caught))
    assert str(caught[0][1]) == "a mistake"


def _valid(widget: QObject) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(widget))


def test_progress_is_reported_and_stops_when_given_up(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    steps: list[int] = []

    def export(progress: Any) -> None:
        for step in range(3):
            progress(step, 3)
            steps.append(step)
            if step == 0:
                gate.wait(10)

    with qtbot.waitSignal(jobs.progressed) as caught:
        job = jobs.background(export, progress=True)
    assert caught.args is not None
    assert caught.args[1:] == [0, 3]
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: job.done)
    assert steps == [0]


def test_closing_finishes_the_writes_under_way(qtbot: QtBot) -> None:
    saved: list[str] = []
    jobs = Jobs(PretendOffice())
    jobs.write(lambda work: saved.append("saved"))
    jobs.close()
    assert saved == ["saved"]


def test_what_is_read_after_the_end_is_answered_to_nobody(qtbot: QtBot) -> None:
    jobs = Jobs(PretendOffice())
    jobs.close()
    answers: list[str] = []
    jobs.read(lambda reading: "late", then=answers.append)
    assert answers == []


def test_what_is_saved_after_the_end_is_said_not_to_be(qtbot: QtBot) -> None:
    jobs = Jobs(PretendOffice())
    jobs.close()
    saved: list[str] = []
    told: list[Exception] = []
    jobs.write(lambda work: saved.append("saved"), failed=told.append)
    assert saved == []
    assert [str(error) for error in told] == ["work.stopped"]


def test_without_an_office_nothing_is_read(qtbot: QtBot) -> None:
    jobs = Jobs()
    with pytest.raises(RuntimeError):
        jobs.read(refuse)
    jobs.close()


def test_answers_wait_while_the_window_is_locked(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    jobs.hold()
    job = jobs.read(lambda reading: "secret", then=answers.append)
    qtbot.waitUntil(lambda: job.ran)
    assert answers == []
    jobs.release()
    qtbot.waitUntil(lambda: answers == ["secret"])


def test_an_act_tells_what_changed_and_is_not_cancelled_unless_it_reports_progress(
    jobs: Jobs, qtbot: QtBot
) -> None:
    gate = threading.Event()
    told: list[str] = []
    jobs.changed.connect(lambda changes: told.append("changed"))

    def renew() -> Acted:
        gate.wait(10)
        return Acted("code", Changes({"office": frozenset()}))

    jobs.act(renew, then=told.append).cancel()
    gate.set()
    qtbot.waitUntil(lambda: told == ["changed", "code"])


def test_an_act_that_reports_progress_ends_where_it_is_cancelled(jobs: Jobs, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    ended: list[object] = []
    told: list[object] = []
    jobs.ended.connect(ended.append)

    def back_up(progress: Any) -> Acted:
        begun.set()
        gate.wait(10)
        progress(1, 2)
        raise AssertionError("it went on")

    job = jobs.act(back_up, progress=True, then=told.append, failed=told.append)
    begun.wait(10)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: ended == [job])
    assert told == []


def test_a_save_that_was_given_up_too_late_is_told_as_saved(jobs: Jobs, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    told: list[str] = []

    def save(_: object) -> str:
        begun.set()
        gate.wait(10)
        return "saved"

    job = jobs.write(save, then=told.append, failed=lambda error: told.append(str(error)))
    begun.wait(10)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: told == ["saved"])


def test_a_save_that_never_began_is_told_as_not_saved(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    told: list[str] = []
    jobs.write(lambda _: gate.wait(10))
    job = jobs.write(
        lambda _: "saved", then=told.append, failed=lambda error: told.append(str(error))
    )
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: told == ["work.stopped"])


def test_an_import_that_is_cancelled_says_that_nothing_was_saved(jobs: Jobs, qtbot: QtBot) -> None:
    begun, gate = threading.Event(), threading.Event()
    told: list[str] = []

    def bring_in(_: object, progress: Any) -> None:
        begun.set()
        gate.wait(10)
        progress(50, 200)
        raise AssertionError("it went on")

    job = jobs.write(bring_in, progress=True, failed=lambda error: told.append(str(error)))
    begun.wait(10)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: told == ["work.stopped"])
