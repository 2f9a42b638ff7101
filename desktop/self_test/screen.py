"""What is seen: fonts and icons, the sign-in window, and behind it the office's, with a picture."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QApplication, QLabel

from db.texts import t
from desktop.app import Program, make_application
from desktop.screen import has_screen
from desktop.self_test.bench import LAST, PASSWORD, USER, Bench
from desktop.self_test.running import Failed
from desktop.settings import Settings
from desktop.sign_in import OfficeDoor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PICTURE = "window.png"
_SIZE = (1280, 800)
_LONGEST = 50.0  # seconds until the window is there, on the slowest computer
_LOOK_EVERY = 30  # ms
_MOST_ALIKE = 0.995  # of the picture's dots in one color: then nothing was painted


def fonts(bench: Bench) -> str:
    """The system's font, or else the one that is shipped; the icons."""
    from ui.theme.fonts import ensure_font
    from ui.theme.icons import pixmap

    application = _application(bench)
    before = application.font()
    ensure_font(application, bundled=True)
    family = QFontInfo(application.font()).family()
    application.setFont(before)
    if not family.startswith("DejaVu"):
        raise Failed(t("The font that is shipped cannot be used."))
    if _alike(pixmap("search", "#000000", 32).toImage()) == 1.0:
        raise Failed(t("Icons cannot be drawn."))
    return t("Fonts and icons are there.")


def window(bench: Bench) -> str:
    """Sign in as a person does, look at a client, and take the picture."""
    if bench.client_id is None:
        raise Failed(t("There is nobody in the scratch office to be shown."))
    bench.close()
    application = _application(bench)
    application.setQuitOnLastWindowClosed(False)
    settings = Settings()
    with _errors() as errors:
        program = Program(application, settings, OfficeDoor(settings))
        try:
            _sign_in(program, bench, errors)
            seen = _client_in_window(program, bench, errors)
        finally:
            program.stop()
            application.processEvents()
    return seen


def _application(bench: Bench) -> QApplication:
    if not has_screen():
        raise Failed(t("There is no screen here to open a window on."))
    return make_application(Settings())


def _sign_in(program: Program, bench: Bench, errors: list[str]) -> None:
    program.show_sign_in(str(bench.place))
    asked = program.sign_in_window
    if asked is None:
        raise Failed(t("The sign-in window does not open."))
    warm: list[bool] = []
    asked.warmed.connect(lambda: warm.append(True))
    place = str(bench.place)
    _wait(lambda: bool(warm) and asked.office.value() == place, errors, t("the sign-in window"))
    asked.user.set_value(USER)
    asked.password.setText(PASSWORD)
    asked.button.click()
    _wait(lambda: program.entered is not None, errors, t("the office’s window"))


def _client_in_window(program: Program, bench: Bench, errors: list[str]) -> str:
    assert program.entered is not None
    shown = program.entered.window
    shown.resize(*_SIZE)
    shown.navigate("client", bench.client_id)

    def is_there() -> bool:
        page = shown.page
        return page is not None and any(
            LAST in label.text() and label.isVisible() for label in page.findChildren(QLabel)
        )

    _wait(is_there, errors, t("the client’s file"))
    picture = _settled(shown)
    if not picture.save(str(bench.out / PICTURE)):
        raise Failed(t("The picture of the window cannot be saved."))
    if _alike(picture) > _MOST_ALIKE:
        raise Failed(t("The window is not painted."))
    platform = QApplication.platformName()
    return t("Sign-in and the office’s window work on “{platform}”.", platform=platform)


def _settled(shown: QWidget) -> QImage:
    """Its picture, once two in a row are the same: what was put off is laid out by then."""
    before, until = QImage(), time.monotonic() + 5.0
    while True:
        loop = QEventLoop()
        QTimer.singleShot(300, loop.quit)
        loop.exec()
        picture = shown.grab().toImage()
        if picture == before or time.monotonic() > until:
            return picture
        before = picture


def _wait(done: Callable[[], bool], errors: list[str], what: str) -> None:
    """Let the program run until something is so. Raises `Failed`."""
    loop, until = QEventLoop(), time.monotonic() + _LONGEST
    looking = QTimer(interval=_LOOK_EVERY)
    looking.timeout.connect(
        lambda: loop.quit() if errors or done() or time.monotonic() > until else None
    )
    looking.start()
    loop.exec()
    looking.stop()
    if errors:
        raise Failed(t("Something went wrong ({kind}).", kind=errors[0]))
    if not done():
        raise Failed(t("It was waited for in vain: {what}.", what=what))


@contextmanager
def _errors() -> Iterator[list[str]]:
    """The kinds of what nobody catches in the meantime."""
    caught: list[str] = []
    before = sys.excepthook

    def catch(kind: type[BaseException], error: BaseException, trace: object) -> None:
        caught.append(f"{kind.__module__}.{kind.__qualname__}")

    sys.excepthook = catch
    try:
        yield caught
    finally:
        sys.excepthook = before


def _alike(picture: QImage) -> float:
    """How much of it has its most frequent color."""
    counts: dict[int, int] = {}
    across, down = range(0, picture.width(), 3), range(0, picture.height(), 3)
    for x in across:
        for y in down:
            color = picture.pixel(x, y)
            counts[color] = counts.get(color, 0) + 1
    return max(counts.values(), default=1) / max(1, len(across) * len(down))
