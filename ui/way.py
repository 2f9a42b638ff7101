"""Where the window is, where it was, and how it gets elsewhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from ui.history import History, Place
from ui.page_stack import PageStack
from ui.pages.registry import Section
from ui.widgets.page import Page


class Way(QObject):
    """Goes to a place only if the page in front lets one leave; where one was is remembered."""

    turning = Signal()  # another section comes to the front
    arrived = Signal(str)  # the section's key; its page is in front

    def __init__(self, stack: PageStack, sections: Sequence[Section], parent: QObject) -> None:
        super().__init__(parent)
        self.history = History()
        self._stack, self._sections = stack, sections
        self._pending: Callable[[], object] | None = None
        stack.may_leave.connect(self._go_on)

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._stack.current()

    def title(self) -> str:
        """What the place is called that is in front."""
        page = self.page
        of_section = (s.title() for s in self._sections if s.key == self._stack.key)
        return (page.title() if page is not None else "") or next(of_section, "")

    def go(self, place: Place) -> None:
        """Go to a place, and remember it."""
        self.leave(lambda: self._arrive(place, remember=True))

    def go_to_section(self, key: str) -> None:
        """As one left it; from the section itself, to its list."""
        bare = key == self._stack.key
        self.leave(lambda: self._arrive(Place(key), remember=True, bare=bare))

    def step(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        place = self.history.peek(by)
        if place is None:
            return

        def arrive() -> None:
            self.history.move(by)
            self._arrive(place, remember=False, bare=True)

        self.leave(arrive)

    def leave(self, then: Callable[[], object]) -> None:
        """Call `then` once the page in front lets one leave, which may be never."""
        page = self.page
        self._pending = then
        if page is None or page.leave():
            self._go_on()

    def _go_on(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending()

    def _arrive(self, place: Place, *, remember: bool, bare: bool = False) -> None:
        section = next((s for s in self._sections if s.key == place.section), None)
        if section is None:
            return
        before = self.page
        if before is not None and remember:
            here = before.place()
            self.history.update(Place(self._stack.key, *here) if here else Place(self._stack.key))
        if section.key != self._stack.key:
            self.turning.emit()
        page = self._stack.show_section(section)
        if place.kind and place.record_id is not None:
            page.open_record(place.kind, place.record_id)
        elif place.kind:
            page.open_kind(place.kind)
        elif bare:
            page.open_bare()
        if remember:
            self.history.visit(place)
        self.arrived.emit(section.key)
