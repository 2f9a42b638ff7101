"""What a shipped program consists of."""

from collections.abc import Iterable
from dataclasses import dataclass


class Distrust(Exception):
    """Something shipped that nobody can vouch for. Its text is the sentence for whoever builds."""


@dataclass(frozen=True, slots=True)
class LicenceText:
    """A licence's or notice's words. `name` says whose, as a person would look for it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is shipped.

    `licence` is the SPDX expression under which it is passed on: where its makers let one choose,
    the choice made. `needs` are the keys of other parts; `files` are paths in the program's
    folder. A part may have none: it is compiled into another's, or lies in the archive of modules.
    """

    key: str
    name: str
    version: str
    licence: str
    declared: str = ""
    purl: str = ""
    homepage: str = ""
    why: str = ""
    needs: tuple[str, ...] = ()
    texts: tuple[LicenceText, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its name with its version, if that is known."""
        return f"{self.name} {self.version}".strip()


def one_of_each(parts: Iterable[Part]) -> list[Part]:
    """Sorted by key. Raises `Distrust` for a key that two parts bear."""
    found: dict[str, Part] = {}
    for part in parts:
        if part.key in found:
            raise Distrust(f"Two parts are called {part.key}.")
        found[part.key] = part
    return [found[key] for key in sorted(found)]
