"""This person's preferences on this computer, in one JSON file; never anything about a client."""

import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.storage.plain_file import read_plain

APPLICATION = "Caseroom"
_LARGEST = 16 * 1024 * 1024  # bytes
_PART, _OF_PART = "settings-", ".new"  # what is written before it takes the file's place
_LEFT_AFTER = 3600  # seconds; nobody writes for that long, and who sleeps meanwhile saves again


@dataclass(frozen=True)
class Setting:
    """A setting: what it is for, what it is at first, and what it may be."""

    name: str
    about: str
    default: Any
    allowed: Callable[[Any], bool]


def _number(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _one_of(*values: str) -> Callable[[Any], bool]:
    return lambda value: value in values


def _words(value: Any) -> bool:
    return isinstance(value, str)


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _offices(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(office, dict)
        and "place" in office
        and all(isinstance(word, str) for word in office.values())
        for office in value
    )


def _a_version(value: Any) -> bool:
    return isinstance(value, dict) and all(
        key in ("version", "day") and isinstance(word, str) for key, word in value.items()
    )


def _places(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(kept, dict)
        and kept.keys() == {"office", "place"}
        and all(isinstance(word, str) for word in kept.values())
        for kept in value
    )


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("scheme", "Colors", "system", _one_of("system", "light", "dark", "contrast")),
        Setting("text_percent", "Text size in percent", 100, _number(80, 200)),
        Setting("lock_minutes", "Minutes until the idle lock; 0 is never", 10, _number(0, 240)),
        Setting("remind_minutes", "Minutes before appointments; 0 is off", 10, _number(0, 60)),
        Setting("language", "Language; empty is the computer's", "", _one_of("", "en", "es")),
        Setting("second_place", "A folder for a second copy of each backup", "", _words),
        Setting("keep_copy", "Keep an encrypted copy of a shared office here", True, _yes_or_no),
        Setting("recent_offices", "Offices opened on this computer, newest first", [], _offices),
        Setting("update_places", "Where each office's updates lie", [], _places),
        Setting("update_seen", "The newest notice of an update seen here", {}, _a_version),
        Setting("update_begun", "The update whose installation was begun here", {}, _a_version),
        Setting("update_later", "Of which update nothing is said on which day", {}, _a_version),
    )
}


def folder() -> Path:
    """Where settings and logs of this person live on this computer."""
    given = os.environ.get("CASEROOM_CONFIG_DIR")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False))


class Settings:
    """Reads the file once; writes it whole and at once replaced, so that it is never half there.

    A value in the file that is not allowed counts as not set; an unreadable file as empty, and
    it is kept beside the new one. `layout` values belong to `user`.
    """

    def __init__(self, path: Path | None = None, user: str = "") -> None:
        self.path = path or folder() / "settings.json"
        self.user = user
        self._values: dict[str, Any] = {}
        self._layouts: dict[str, dict[str, Any]] = {}
        self._changed = False
        self._tidied = False
        self._lock = threading.RLock()  # the sign-in writes its offices from another thread
        self._watchers: list[Callable[[str], object]] = []
        self._read()

    def watch(self, changed: Callable[[str], object]) -> None:
        """Call `changed(name)` after a setting was changed."""
        self._watchers.append(changed)

    @property
    def scheme(self) -> str:
        """Colors: "system", "light", "dark" or "contrast"."""
        return str(self.get("scheme"))

    @property
    def text_percent(self) -> int:
        """Text size, 80 to 200."""
        return int(self.get("text_percent"))

    @property
    def lock_minutes(self) -> int:
        """Minutes until the idle lock; 0 is never."""
        return int(self.get("lock_minutes"))

    @property
    def remind_minutes(self) -> int:
        """Minutes before one's own appointments to be reminded of them; 0 is never."""
        return int(self.get("remind_minutes"))

    @property
    def language(self) -> str:
        """The language chosen here, "en" or "es"; "" is the computer's own."""
        return str(self.get("language"))

    @property
    def keep_copy(self) -> bool:
        """Whether this computer keeps an encrypted copy of an office on a shared drive."""
        return bool(self.get("keep_copy"))

    @property
    def second_place(self) -> str:
        """The folder on this computer or drive that gets a copy of each backup; "" is none."""
        return str(self.get("second_place"))

    def get(self, name: str) -> Any:
        """A setting's value, or its default."""
        return self._values.get(name, SETTINGS[name].default)

    def set(self, name: str, value: object) -> None:
        """Change a setting and save; an unknown name or a value not allowed raises ValueError."""
        if name not in SETTINGS or not SETTINGS[name].allowed(value):
            raise ValueError(name)
        with self._lock:
            if self.get(name) == value:
                return
            self._values[name] = value
            self._changed = True
            self.save()
        for changed in self._watchers:
            changed(name)

    def add_recent(self, office: Mapping[str, str], most: int = 8) -> None:
        """Put an office (its "place", "name", "where", "user_name") first in the list."""
        with self._lock:
            others = [o for o in self.get("recent_offices") if o["place"] != office["place"]]
            self.set("recent_offices", [dict(office), *others][:most])

    def forget_recent(self, place: str) -> None:
        """Take an office off the list of those opened here."""
        kept = [o for o in self.get("recent_offices") if o["place"] != place]
        self.set("recent_offices", kept)

    def layout(self, name: str) -> Any:
        """A remembered piece of this user's layout, or None."""
        return self._layouts.get(self.user, {}).get(name)

    def remember(self, name: str, value: Any) -> None:
        """Remember a piece of layout until `save`, which the program calls now and then."""
        with self._lock:
            kept = self._layouts.setdefault(self.user, {})
            if kept.get(name) != value:
                kept[name] = value
                self._changed = True

    def save(self) -> None:
        """Write what has changed. A full disk or a read-only folder is not worth a message."""
        with self._lock:
            self._save()

    def _save(self) -> None:
        if not self._changed:
            return
        text = json.dumps({"settings": self._values, "layout": self._layouts}, indent=1)
        import tempfile

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w",
                dir=self.path.parent,
                delete=False,
                encoding="utf-8",
                prefix=_PART,
                suffix=_OF_PART,
            ) as file:
                file.write(text)
            os.replace(file.name, self.path)
        except OSError:
            return
        self._changed = False
        if not self._tidied:
            self._tidied = True
            self._tidy()

    def _tidy(self) -> None:
        """Remove what programs left that were killed while they wrote, nothing being written."""
        before = time.time() - _LEFT_AFTER
        for part in self.path.parent.glob(f"{_PART}*{_OF_PART}"):
            with suppress(OSError):  # somebody else was faster, or may do more than we
                if part.lstat().st_mtime < before:
                    part.unlink()

    def _read(self) -> None:
        try:
            whole = json.loads(read_plain(self.path, _LARGEST))
            values, layouts = whole.get("settings", {}), whole.get("layout", {})
            self._values = {
                name: value
                for name, value in values.items()
                if name in SETTINGS and SETTINGS[name].allowed(value)
            }
            self._layouts = {
                user: dict(kept) for user, kept in layouts.items() if isinstance(kept, dict)
            }
        except FileNotFoundError:
            return
        except (OSError, ValueError, AttributeError, RecursionError):
            self._values, self._layouts = {}, {}
            self._keep_unreadable()

    def _keep_unreadable(self) -> None:
        try:
            os.replace(self.path, self.path.with_suffix(".unreadable.json"))
        except OSError:
            return
