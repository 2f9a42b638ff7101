"""A built program without a console, beside other programs' libraries, at a pipe of Windows."""

import io
import json
import sys
from types import SimpleNamespace

import pytest

from desktop import frozen
from desktop.__main__ import main
from desktop.cli.output import Output


@pytest.fixture
def no_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)


@pytest.mark.usefixtures("no_streams")
def test_a_verb_given_to_the_window_program_ends_as_it_does_elsewhere() -> None:
    # Without a password, and nobody who could type one.
    assert main(["check", "--office", "nowhere", "--user", "ana"]) == 1


@pytest.mark.usefixtures("no_streams")
def test_without_a_screen_the_window_program_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.app.has_screen", lambda: False)
    assert main([]) == 1


def test_programs_that_it_starts_find_their_own_libraries() -> None:
    changed = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/theirs"}
    frozen._give_back_library_path(changed)
    assert changed == {"LD_LIBRARY_PATH": "/theirs"}
    made = {"LD_LIBRARY_PATH": "/bundle"}
    frozen._give_back_library_path(made)
    assert made == {}


def pipe(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw: bytes = stream.buffer.getvalue()  # type: ignore[attr-defined]
    return raw.decode(stream.encoding)


def test_a_pipe_of_one_code_page_takes_json_with_every_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for encoding in ("cp1252", "utf-8"):
        stream = pipe(encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        Output(as_json=True).result({"name": "Łucja 王"})
        assert json.loads(written(stream)) == {"name": "Łucja 王"}


def test_a_pipe_of_windows_takes_every_sentence_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = pipe("cp437"), pipe("cp437")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(frozen, "os", SimpleNamespace(environ={}))
    frozen.settle_in()
    output = Output(as_json=False)
    output.progress("Fetching it, and checking that it is genuine …")
    output.result({}, "Łucja Ruiz 王")
    for stream, words in (
        (err, "Fetching it, and checking that it is genuine …"),
        (out, "Łucja Ruiz 王"),
    ):
        stream.flush()
        assert stream.buffer.getvalue().decode("utf-8").strip() == words  # type: ignore[attr-defined]


def test_a_pipe_of_one_code_page_takes_lines_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = pipe("cp1252")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(frozen, "os", SimpleNamespace(environ={}))
    frozen.settle_in()
    Output(as_json=False).result({}, "Łucja Ruiz")
    assert written(stream).strip() == "\\u0141ucja Ruiz"
