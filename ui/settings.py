"""What a page may ask of the settings of the person who is signed in."""

from typing import Any, Protocol


class Settings(Protocol):
    """This person's preferences on this computer; never anything about a client."""

    @property
    def scheme(self) -> str:
        """Colors: "system", "light", "dark" or "contrast"."""
        ...

    @property
    def text_percent(self) -> int:
        """Text size, 80 to 200."""
        ...

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or a click until the program locks; 0 is never."""
        ...

    @property
    def remind_minutes(self) -> int:
        """Minutes before one's own appointments to be reminded of them; 0 is never."""
        ...

    @property
    def language(self) -> str:
        """The language chosen on this computer, "en" or "es"; "" is the computer's own."""
        ...

    @property
    def second_place(self) -> str:
        """A folder that gets a copy of each backup that this computer sees; "" is none."""
        ...

    @property
    def keep_copy(self) -> bool:
        """Whether this computer keeps an encrypted copy of an office on a shared drive."""
        ...

    def layout(self, name: str) -> Any:
        """A remembered piece of layout (JSON values), or None."""
        ...

    def remember(self, name: str, value: Any) -> None:
        """Remember a piece of layout: sizes, columns, sorting. Saved within a few seconds."""
        ...

    def set(self, name: str, value: object) -> None:
        """Change one of the described settings; an unknown name or value raises ValueError."""
        ...
