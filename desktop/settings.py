"""This person's preferences on this computer, in one JSON file; never anything about a client."""

import json
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.storage.plain_file import NotPlain, read_plain

APPLICATION = "Caseroom"
_LARGEST = 16 * 1024 * 1024  # bytes
Whole = dict[str, Any]  # what stands in the file: "settings", and "layout" of each user
Edit = Callable[[Whole], object]  # brings one change into it
_PARTS = ("settings", "layout")


class Damaged(ValueError):
    """What stands in the file was not written by this program, or not all of it is there."""


@dataclass(frozen=True)
class Setting:
    """A setting: what it is for, what it is at first, and what it may be.

    What every open program adds to is `common`: each also goes by what the others have added.
    """

    name: str
    about: str
    default: Any
    allowed: Callable[[Any], bool]
    common: bool = False

    def of(self, whole: Whole) -> Any:
        """Its value there; one that is not allowed counts as not set."""
        value = whole["settings"].get(self.name, self.default)
        return value if self.allowed(value) else self.default


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
        Setting(
            "recent_offices",
            "Offices opened on this computer, newest first",
            [],
            _offices,
            common=True,
        ),
        Setting("update_places", "Where each office's updates lie", [], _places, common=True),
        Setting(
            "update_seen", "The newest notice of an update seen here", {}, _a_version, common=True
        ),
        Setting(
            "update_begun",
            "The update whose installation was begun here",
            {},
            _a_version,
            common=True,
        ),
        Setting(
            "update_later",
            "Of which update nothing is said on which day",
            {},
            _a_version,
            common=True,
        ),
    )
}


def folder() -> Path:
    """Where settings and logs of this person live on this computer."""
    given = os.environ.get("CASEROOM_CONFIG_DIR")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False))


def read_whole(path: Path) -> Whole:
    """What stands in the file, each part there. Raises `OSError` and `Damaged`."""
    try:
        whole = json.loads(read_plain(path, _LARGEST))
        if not isinstance(whole, dict):
            raise Damaged
        for part in _PARTS:
            if not isinstance(whole.setdefault(part, {}), dict):
                raise Damaged
        as_text(whole)  # nothing so deep that it could not be written again
    except (ValueError, RecursionError, NotPlain):
        raise Damaged from None
    return whole


def as_text(whole: Whole) -> str:
    """As it is written."""
    return json.dumps(whole, indent=1)


class Settings:
    """Reads the file once, and saves what is changed here on top of what stands there by then:
    another open program may have saved as well (`desktop.settings_file`).

    A value in the file that is not allowed counts as not set; an unreadable file as empty, and
    it is kept beside the new one. `layout` values belong to `user`.

    It is saved at once, by whoever changes something; after `save_aside` by a thread of its own.
    """

    def __init__(self, path: Path | None = None, user: str = "") -> None:
        self.path = path or folder() / "settings.json"
        self.user = user
        self._values: dict[str, Any] = {}
        self._layouts: dict[str, dict[str, Any]] = {}
        self._known: Whole = {part: {} for part in _PARTS}  # as the file was last found
        self._edits: list[tuple[object, Edit]] = []  # not saved yet, and what each is about
        self._lock = threading.Lock()  # of what is here; never held while the disk is waited for
        self._writing = threading.Lock()
        self._aside = self._tidied = False
        self._thread: threading.Thread | None = None
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
        if self.get(name) != value:
            self._change(name, lambda _: value, about=("settings", name))

    def change(self, name: str, changed: Callable[[Any], Any]) -> None:
        """Change a setting by what it is at the moment, and save: `changed` is asked with what it
        is here, and with what another program has made of it in the file. It gives what is allowed.
        """
        self._change(name, changed, about=object())

    def add_recent(self, office: Mapping[str, str], most: int = 8) -> None:
        """Put an office (its "place", "name", "where", "user_name") first in the list."""

        def added(offices: Any) -> Any:
            others = [one for one in offices if one["place"] != office["place"]]
            return [dict(office), *others][:most]

        self.change("recent_offices", added)

    def forget_recent(self, place: str) -> None:
        """Take an office off the list of those opened here."""
        self.change("recent_offices", lambda known: [o for o in known if o["place"] != place])

    def layout(self, name: str) -> Any:
        """A remembered piece of this user's layout, or None."""
        return self._layouts.get(self.user, {}).get(name)

    def remember(self, name: str, value: Any) -> None:
        """Remember a piece of layout until `save`, which the program calls now and then."""
        user = self.user

        def edit(whole: Whole) -> None:
            kept = whole["layout"].get(user)
            whole["layout"][user] = {**(kept if isinstance(kept, dict) else {}), name: value}

        with self._lock:
            kept = self._layouts.setdefault(user, {})
            if kept.get(name) != value:
                kept[name] = value
                self._edit(("layout", user, name), edit)

    def save_aside(self) -> None:
        """From now on a thread of its own saves: a home folder that is slow, or that another
        program has locked, keeps no window waiting."""
        self._aside = True

    def save(self) -> None:
        """Write what has changed. A full disk or a read-only folder is not worth a message."""
        if not self._edits:
            return
        if not self._aside:
            self._save()
        elif self._thread is None or not self._thread.is_alive():
            self._thread = self._saving()  # what is changed meanwhile is saved the next time

    def finish(self, seconds: float) -> None:
        """Save, and wait until that is done, no longer than this."""
        if self._edits and self._aside:
            self._saving().join(seconds)
        else:
            self.save()

    def reread(self) -> None:
        """Look what other programs have added to what is `common`, if the file can be read."""
        with self._writing, suppress(OSError, Damaged):
            whole = read_whole(self.path)
            with self._lock:
                self._take_over(whole)

    # ---- inside ----

    def _change(self, name: str, changed: Callable[[Any], Any], about: object) -> None:
        setting = SETTINGS[name]

        def edit(whole: Whole) -> None:
            before = setting.of(whole)
            value = changed(before)
            if value != before:
                whole["settings"][name] = value

        with self._lock:
            before = self.get(name)
            value = self._values[name] = changed(before)
            self._edit(about, edit)
        self.save()
        if value != before:
            for told in self._watchers:
                told(name)

    def _edit(self, about: object, edit: Edit) -> None:
        self._edits = [one for one in self._edits if one[0] != about] + [(about, edit)]

    def _saving(self) -> threading.Thread:
        thread = threading.Thread(target=self._save, name="settings", daemon=True)
        thread.start()
        return thread

    def _save(self) -> None:
        from db.rules.findings import Refused
        from desktop.settings_file import bring_in, tidy

        with self._writing, suppress(OSError, Refused):
            with self._lock:
                edits, known = self._edits, self._known
            if not edits:
                return
            whole = bring_in(self.path, [edit for _, edit in edits], known)
            with self._lock:
                self._edits = [one for one in self._edits if one not in edits]
                self._take_over(whole)
            if not self._tidied:
                self._tidied = True
                tidy(self.path.parent)

    def _take_over(self, whole: Whole) -> None:
        self._known = whole
        shown = {**whole, "settings": dict(whole["settings"]), "layout": dict(whole["layout"])}
        for _, edit in self._edits:
            edit(shown)
        for name, setting in SETTINGS.items():
            if setting.common:
                self._values[name] = setting.of(shown)

    def _read(self) -> None:
        try:
            whole = read_whole(self.path)
        except OSError:
            return  # there is none yet, or it cannot be read just now
        except Damaged:
            from desktop.settings_file import sound_again

            found = sound_again(self.path)
            if found is None:
                return
            whole = found
        self._known = whole
        self._values = {
            name: whole["settings"][name]
            for name, setting in SETTINGS.items()
            if name in whole["settings"] and setting.allowed(whole["settings"][name])
        }
        self._layouts = {
            user: dict(kept) for user, kept in whole["layout"].items() if isinstance(kept, dict)
        }
