"""Crash reports and logs: enough to mend the program, and nobody's data."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.rules.findings import Refused, hard
from desktop.crash import CrashReports, describe, record_crash
from desktop.logs import start_logging

NAME = "Zephyrine Quandt"


def trouble() -> Exception:
    """An error with a name in its message, in its cause, and in a local variable."""
    client = NAME
    try:
        try:
            raise KeyError(client)
        except KeyError as cause:
            raise ValueError(f"no such client: {client}") from cause
    except ValueError as error:
        return error


def test_a_report_names_the_kinds_of_error_and_the_code_but_no_data(tmp_path: Path) -> None:
    text = record_crash(trouble(), tmp_path).read_text("utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "in trouble" in text
    assert NAME not in text


def test_of_a_refusal_the_codes_are_kept() -> None:
    words = describe(Refused(hard("client.unknown", name=NAME)))
    assert "client.unknown" in words
    assert NAME not in words


def test_old_reports_are_cleared_away(tmp_path: Path) -> None:
    for _ in range(25):
        record_crash(trouble(), tmp_path)
    assert len(list(tmp_path.glob("crash-*.txt"))) == 20


def test_a_folder_that_cannot_be_written_to_is_not_fatal(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("", "utf-8")
    record_crash(trouble(), tmp_path / "in the way")


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


@pytest.mark.usefixtures("hooks")
def test_what_nobody_caught_is_written_and_told(tmp_path: Path) -> None:
    told: list[Path] = []
    reports = CrashReports(told.append, tmp_path)
    reports.install()
    error = trouble()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert told[0].exists()


@pytest.mark.usefixtures("hooks")
def test_a_crash_on_another_thread_is_written(tmp_path: Path) -> None:
    CrashReports(lambda file: None, tmp_path).install()

    def run() -> None:
        raise trouble()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert len(list(tmp_path.glob("crash-2*.txt"))) == 1


@pytest.mark.usefixtures("hooks")
def test_a_crash_in_the_telling_does_not_go_round_in_circles(tmp_path: Path) -> None:
    def tell(file: Path) -> None:
        reports.report(trouble())

    reports = CrashReports(tell, tmp_path)
    reports.report(trouble())
    assert len(list(tmp_path.glob("crash-2*.txt"))) == 2


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    start_logging(tmp_path)
    yield tmp_path / "caseroom.log"
    for handler in set(root.handlers) - set(before[0]):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])


def test_the_log_keeps_our_words_and_no_exception_text(log_file: Path) -> None:
    try:
        raise trouble()
    except ValueError:
        logging.getLogger("desktop.backup").exception("the backup failed")
    text = log_file.read_text("utf-8")
    assert "the backup failed (ValueError)" in text
    assert NAME not in text


def test_messages_of_libraries_are_left_out(log_file: Path) -> None:
    logging.getLogger("sqlalchemy.engine").error("INSERT … VALUES (%s)", NAME)
    text = log_file.read_text("utf-8")
    assert "sqlalchemy.engine" in text
    assert NAME not in text
