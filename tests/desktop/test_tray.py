"""The operating system's messages: only where it has a place for them, and made when needed."""

from PySide6.QtCore import QObject, Signal

from desktop.tray import Tray


class Teller(QObject):
    told = Signal(str)


class Icon:
    """A stand-in for the system's icon, which is never made on a desktop without one."""

    def __init__(self, parent: object) -> None:
        self.said: list[tuple[str, str]] = []
        self.shown = False

    def setIcon(self, icon: object) -> None: ...
    def setToolTip(self, words: str) -> None: ...

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def showMessage(self, title: str, words: str, sign: object) -> None:
        self.said.append((title, words))


def test_where_there_is_a_tray_it_says_the_words_and_goes_when_the_office_is_left(
    qapp: object,
) -> None:
    teller, icons = Teller(), []

    def made(parent: object) -> Icon:
        icons.append(Icon(parent))
        return icons[-1]

    tray = Tray(teller.told, lambda: True, made)  # type: ignore[arg-type]
    tray.begin()
    assert icons == []
    teller.told.emit("Appointment at 10:00")
    teller.told.emit("Appointment at 11:00")
    (icon,) = icons
    assert icon.said == [("Caseroom", "Appointment at 10:00"), ("Caseroom", "Appointment at 11:00")]
    assert icon.shown
    tray.end()
    teller.told.emit("Appointment at 12:00")
    assert len(icon.said) == 2 and not icon.shown


def test_where_there_is_none_no_icon_is_made(qapp: object) -> None:
    teller = Teller()
    tray = Tray(teller.told, lambda: False, lambda parent: 1 / 0)  # type: ignore[arg-type,return-value]
    tray.begin()
    teller.told.emit("Appointment at 10:00")
    tray.end()
