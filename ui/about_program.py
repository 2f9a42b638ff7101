"""What the program says of itself and of those whose work it stands on. The program fills it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThirdPart:
    """Something of others that is in the program. `texts` number those of the `Notices`."""

    id: int
    name: str
    version: str
    licence: str
    homepage: str = ""
    what: str = ""
    texts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Notices:
    """All of them, with their licences' own words (name, words), which are never translated."""

    parts: Sequence[ThirdPart] = ()
    texts: Sequence[tuple[str, str]] = ()

    def words(self, part: ThirdPart) -> str:
        """What stands in the notices of one part."""
        head = f"{part.name} {part.version}".strip()
        lines = [head, part.licence, *(line for line in (part.what, part.homepage) if line)]
        for number in part.texts:
            name, words = self.texts[number]
            lines += ["", "—" * 12, name, "", words]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class AboutProgram:
    """`stands_on` are names with versions, `folders` what lies where on this computer.

    `notices` may take a moment (it reads a file): call it off the screen's thread.
    """

    version: str
    stands_on: Sequence[tuple[str, str]]
    folders: Sequence[tuple[str, str]]
    notices: Callable[[], Notices]
