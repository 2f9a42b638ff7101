"""Colors, text size and language as the person set them, and the commands that change them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from db.texts import language, t, use
from desktop.settings import Settings
from ui.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from ui.dialogs.palette import Command

_STEP = 10
_OF_SHORTCUT = "Caseroom.Caseroom"  # as installers/windows/caseroom.nsi names it


def dress(application: QApplication, settings: Settings) -> None:
    """Apply colors and text size."""
    look.apply(application, settings.scheme, settings.text_percent)


def heed_system(application: QApplication, settings: Settings) -> None:
    """What is too dear before the first paint: the system's contrast, its title bars, our icon."""
    look.heed_system(application, settings.scheme, settings.text_percent)
    application.setWindowIcon(own_icon())


def own_icon() -> "QIcon":
    """The program's picture, for its windows and the taskbar.

    The build puts the files at the root of what is bundled; in the sources they stand beside it.
    """
    from PySide6.QtGui import QIcon

    built = getattr(sys, "_MEIPASS", "")
    folder = Path(built) if built else Path(__file__).parent.parent / "installers" / "icon"
    icon = QIcon()
    for file in sorted(folder.glob("caseroom-*.png")):
        icon.addFile(str(file))
    return icon


def group_windows() -> None:
    """Let Windows know the windows as those of the shortcut that the setup made. Before the first
    one; elsewhere nothing."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_OF_SHORTCUT)


def speak(application: QApplication, settings: Settings, of_office: str = "") -> None:
    """Use the person's language, or the office's, or the computer's, also for Qt's own dialogs.

    What is on the screen already stays as it is: call it before a window is made.
    """
    before = language()
    use(settings.language or of_office or QLocale.system().name())
    if language() == before:
        return
    from PySide6.QtCore import QLibraryInfo, QTranslator

    for older in application.findChildren(QTranslator):
        application.removeTranslator(older)
        older.deleteLater()
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != "en" and translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)


def commands(settings: Settings) -> "list[Command]":
    """What Ctrl+K offers for the look."""
    from ui.dialogs.palette import Command  # not before the first paint

    def scheme(name: str) -> Callable[[], object]:
        return lambda: settings.set("scheme", name)

    def resize(step: int) -> Callable[[], object]:
        def run() -> None:
            percent = settings.text_percent + step if step else 100
            settings.set("text_percent", min(200, max(80, percent)))

        return run

    return [
        Command(t("Larger text"), resize(_STEP), "Ctrl++", "settings"),
        Command(t("Smaller text"), resize(-_STEP), "Ctrl+-", "settings"),
        Command(t("Text at its usual size"), resize(0), "Ctrl+0", "settings"),
        Command(t("Light colors"), scheme("light"), "", "settings"),
        Command(t("Dark colors"), scheme("dark"), "", "settings"),
        Command(t("High contrast"), scheme("contrast"), "", "settings"),
        Command(t("Colors of the system"), scheme("system"), "", "settings"),
    ]
