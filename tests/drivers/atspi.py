"""Drives a desktop program from outside, as assistive technology sees it: roles and names.

Runs under the system's Python, which has the bindings (gi); knows nothing of the program's code.
Everything that looks for something waits until it is there. Everything that acts does so with a
real pointer and keyboard, and first waits until the control is enabled and stands still.
"""

import re
from collections.abc import Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from tests.drivers import atspi_input as hands  # noqa: E402
from tests.drivers.atspi_names import ROLES, Name, fits  # noqa: E402
from tests.drivers.atspi_waiting import SECONDS, until  # noqa: E402

# A container of more than this is not read child by child when something is looked for.
_MOST_CHILDREN = 1500
# What scrolls may be one of these; what floats is not held by the box of what opened it.
_SCROLLS = ROLES["list"] | ROLES["table"] | {"filler", "scroll pane", "layered pane"}
_FLOATS = {"application", "combo box", "menu", "popup menu"}
_PICKING = 1.5  # seconds, after which an entry that was pressed too soon is pressed again


class Node:
    """Something on the screen: a window, a control, a piece of text."""

    def __init__(self, accessible: Atspi.Accessible) -> None:
        self.accessible = accessible

    def __repr__(self) -> str:
        try:
            return f"<{self.role} {self.name!r}>"
        except GLib.Error:
            return "<vanished>"

    # What it is

    @property
    def name(self) -> str:
        """Its visible name."""
        return self.accessible.get_name() or ""

    @property
    def role(self) -> str:
        """Its role as the bus calls it."""
        return self.accessible.get_role_name()

    @property
    def description(self) -> str:
        """What it says beside its name."""
        return self.accessible.get_description() or ""

    @property
    def labels(self) -> list[str]:
        """The names of the labels that stand for it."""
        found = []
        for relation in self.accessible.get_relation_set() or []:
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                targets = (relation.get_target(n) for n in range(relation.get_n_targets()))
                found += [target.get_name() or "" for target in targets]
        return found

    def is_(self, state: str) -> bool:
        """Whether it is "showing", "enabled", "checked", "focused", "selected", "expanded" …"""
        states = {state.value_nick for state in self.accessible.get_state_set().get_states()}
        return state in states or (state == "enabled" and "sensitive" in states)

    @property
    def text(self) -> str:
        """What is written in it: an entry's text, a combo box's choice, a label's words."""
        if self.role in ROLES["choice"] or "Text" not in self.accessible.get_interfaces():
            return self.name
        count = self.accessible.get_character_count()
        return self.accessible.get_text(0, count) if count > 0 else ""

    @property
    def access_key(self) -> str:
        """The keys that press it, or go to it, as `keys` takes them: "alt+o"."""
        bound = until(lambda: self.accessible.get_key_binding(0), f"an access key of {self!r}")
        return str(bound).casefold()

    def reads(self, words: Name, seconds: float = SECONDS) -> "Node":
        """Wait until exactly this is written in it: keys take a moment to arrive."""

        def look() -> bool:
            found = self.text
            return bool(words.search(found)) if isinstance(words, re.Pattern) else words == found

        until(look, f"{words!r} written in {self!r}, which reads {self.text!r}", seconds)
        return self

    # What is in it

    def children(self) -> Iterator["Node"]:
        """Its direct children, in order."""
        for n in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(n)
            if child is not None:
                yield Node(child)

    def walk(self) -> Iterator["Node"]:
        """Itself and everything visible in it, in reading order."""
        yield self
        try:
            if self.accessible.get_child_count() > _MOST_CHILDREN:
                return
            for child in self.children():
                if child._worth_a_look():
                    yield from child.walk()
        except GLib.Error:
            return

    def _worth_a_look(self) -> bool:
        # Menus, and the list of a combo box, do not say that they show while their entries do.
        try:
            return self.is_("showing") or self.role in {"menu", "popup menu", "list", "application"}
        except GLib.Error:
            return False

    def find_all(self, name: Name | None = None, role: str | None = None) -> Iterator["Node"]:
        """Everything that shows, by visible name (or its label's) and role. Does not wait."""
        roles = ROLES.get(role, frozenset({role})) if role else None
        for node in self.walk():
            try:
                if roles and node.role not in roles:
                    continue
                if name is not None and not (fits(name, node.name) or fits(name, *node.labels)):
                    continue
                if node.is_("showing"):
                    yield node
            except GLib.Error:
                continue

    def find(
        self, name: Name | None = None, role: str | None = None, seconds: float = SECONDS
    ) -> "Node":
        """The first that fits. By name alone, a control comes before the label beside it."""

        def look() -> Node | None:
            label = None
            for node in self.find_all(name, role):
                if role or node.role not in ROLES["label"]:
                    return node
                label = label or node
            return label

        return until(look, f"{role or 'anything'} {name!r} in {self!r}", seconds)

    def shows(self, words: Name, seconds: float = SECONDS) -> "Node":
        """Wait until something shows these words within its name or text."""
        pattern = words if isinstance(words, re.Pattern) else re.compile(re.escape(words), re.I)

        def look() -> Node | None:
            for node in self.find_all():
                if pattern.search(node.name) or pattern.search(node.text):
                    return node
            return None

        return until(look, f"the words {pattern.pattern!r} in {self!r}", seconds)

    def lacks(
        self, name: Name | None = None, role: str | None = None, seconds: float = SECONDS
    ) -> None:
        """Wait until nothing fits any more."""
        until(
            lambda: next(self.find_all(name, role), None) is None,
            f"{role or 'anything'} {name!r} to go from {self!r}",
            seconds,
        )

    def cell(self, text: Name, seconds: float = SECONDS) -> "Node":
        """The cell or item of this table or list that shows the text, among those in sight."""

        def look() -> Node | None:
            for node in self._in_sight():
                if fits(text, node.name):
                    return node
            return None

        return until(look, f"cell {text!r} in {self!r}", seconds)

    def _in_sight(self) -> Iterator["Node"]:
        if "Table" not in self.accessible.get_interfaces():
            yield from (child for child in self.children() if child.is_("showing"))
            return
        columns = self.accessible.get_n_columns()
        for row in range(min(self.accessible.get_n_rows(), _MOST_CHILDREN)):
            for column in range(columns):
                accessible = self.accessible.get_accessible_at(row, column)
                if accessible is None:
                    continue
                node = Node(accessible)
                if node.is_("showing"):
                    yield node

    @property
    def rows(self) -> int:
        """How many rows the table has, or entries the list."""
        if "Table" in self.accessible.get_interfaces():
            return self.accessible.get_n_rows()
        return self.accessible.get_child_count()

    # What a person does with it

    def click(self, button: int = 1) -> "Node":
        """Press it with the pointer."""
        hands.click(*self._ready(), button)
        return self

    def double_click(self) -> "Node":
        """Press it twice."""
        hands.double_click(*self._ready())
        return self

    def drag_to(self, x: int, y: int) -> "Node":
        """Take it by its middle and drop it on a point of the screen."""
        hands.drag(self._ready(), (x, y))
        return self

    def middle(self) -> tuple[int, int]:
        """Where it would be pressed."""
        return self._ready()

    def focus(self) -> "Node":
        """Give it the keyboard."""
        place = self.middle()
        hands.click(*place)

        def given() -> bool:
            nonlocal place
            if not self.is_("focused") and self.middle() != place:
                place = self.middle()  # it moved away under the pointer: a person follows it
                hands.click(*place)
            return self.is_("focused")

        # A combo box never says so itself; neither does what hands the keyboard to its inside.
        if self.role in ROLES["field"]:
            until(given, f"the keyboard in {self!r}")
        return self

    def type(self, text: str) -> "Node":
        """Replace what is written in it by typing."""
        self.focus()
        hands.keys("ctrl+a", "Delete")
        hands.type_text(text)
        return self

    def add(self, text: str) -> "Node":
        """Type at the end of what is written in it."""
        self.focus()
        hands.keys("ctrl+End")
        hands.type_text(text)
        return self

    def choose(self, option: str) -> "Node":
        """Pick an entry of a combo box: by typing it where one can type, else by the pointer."""
        line = next((node for node in self.children() if node.role in ROLES["field"]), None)
        if line is not None:
            line.type(option)
            hands.keys("Tab")
            until(lambda: fits(option, line.text), f"{option!r} in {self!r}", 5)
        else:
            until(lambda: self._pick(option), f"{option!r} to be chosen in {self!r}")
        return self

    def _pick(self, option: str) -> bool:
        """Open the list if it is closed, and press the entry. Qt ignores a press that comes right
        after the opening, so this may take several."""
        if fits(option, self.name):
            return True
        if not self.is_("expanded"):
            self.click()
            until(lambda: self.is_("expanded"), f"the list of {self!r} to open", 3)
        entries = (node for node in self.walk() if node.role in ROLES["item"])
        place = next(node for node in entries if fits(option, node.name)).middle()
        if self.is_("expanded"):  # or it was picked meanwhile: a press would go to what is below
            hands.click(*place)
        until(
            lambda: fits(option, self.name) or not self.is_("expanded"),
            f"{option!r} in {self!r}",
            _PICKING,
        )
        return fits(option, self.name)

    def tick(self, on: bool = True) -> "Node":
        """Make a check box say what it should."""
        if self.is_("checked") != on:
            self.click()
        until(lambda: self.is_("checked") == on, f"{self!r} to be {'on' if on else 'off'}", 3)
        return self

    def drag_by(self, across: int, down: int) -> "Node":
        """Take it by its middle and drop it so many pixels further on."""
        x, y = self._ready()
        return self.drag_to(x + across, y + down)

    # Where it is

    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen, once it stands still."""
        self._ready()
        return self._box()

    def stands_at(self, box: tuple[int, int, int, int]) -> "Node":
        """Wait until it stands there."""
        until(lambda: self._box() == box, f"{self!r} at {box}, and not at {self._box()}")
        return self

    def _box(self) -> tuple[int, int, int, int]:
        extents = self.accessible.get_extents(Atspi.CoordType.SCREEN)
        return extents.x, extents.y, extents.width, extents.height

    def _ready(self) -> tuple[int, int]:
        """The middle of it, once it is enabled, in sight, and no longer moves."""
        before: tuple[int, int, int, int] | None = None

        def still() -> tuple[int, int] | None:
            nonlocal before
            box = self._box()
            steady, before = box == before, box
            if not steady or not self.is_("enabled") or box[2] <= 0 or box[3] <= 0:
                return None
            middle = box[0] + box[2] // 2, box[1] + box[3] // 2
            return middle if self._in_view(middle) else None

        return until(still, f"{self!r} to be enabled and in sight")

    def _in_view(self, point: tuple[int, int]) -> bool:
        """Whether the point is on the screen and inside all that holds it; else scroll there."""
        width, height = hands.screen_size()
        holder = self.accessible.get_parent()
        while holder is not None and holder.get_role_name() not in _FLOATS:
            x, y, w, h = Node(holder)._box()
            below = point[1] >= y + h
            if w > 0 and h > 0 and (below or point[1] < y):
                if holder.get_role_name() in _SCROLLS and y >= 0 and y + h <= height:
                    # Over the scroll bar: elsewhere the wheel may change what it passes.
                    hands.wheel(x + w - 4, y + h // 2, 1 if below else -1)
                return False
            holder = holder.get_parent()
        return 0 <= point[0] < width and 0 <= point[1] < height

    def readable(self) -> Iterator[str]:
        """Every name, description and text in it, hidden or not: what a reader could get at."""
        try:
            yield from (self.name, self.accessible.get_description() or "", self.text)
            for child in self.children():
                yield from child.readable()
        except GLib.Error:
            return  # it went meanwhile

    def outline(self, depth: int = 0) -> str:
        """Everything in it, a line each: for finding out what went wrong."""
        try:
            states = [s for s in ("showing", "enabled", "focused", "checked") if self.is_(s)]
            line = f"{'  ' * depth}[{self.role}] {self.name!r} {self.labels or ''} {states}"
            if self.accessible.get_child_count() > _MOST_CHILDREN:
                return f"{line} …"
            return "\n".join([line, *(child.outline(depth + 1) for child in self.children())])
        except GLib.Error as error:
            return f"{'  ' * depth}[vanished] {error.message}"
