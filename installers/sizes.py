"""How large the built program is, what takes the room, and how much it may take.

What is too large is made all the same, so that somebody can try it, and then the build fails.
"""

import sys
from collections import Counter
from collections.abc import Iterable

from installers.file_list import Listed

# On the disk of an office PC. Qt for Linux brings a library of 39 MB (ICU) that Windows has itself.
MOST_BYTES = 110_000_000
MOST_BYTES_LINUX = 190_000_000
_NAMED = 10


class TooLarge(Exception):
    """All is made, and takes more room than it may. Says so, for who builds."""


def most_bytes(platform: str = sys.platform) -> int:
    """How large the program may be on a system."""
    return MOST_BYTES_LINUX if platform == "linux" else MOST_BYTES


def total(files: Iterable[Listed]) -> int:
    """Bytes of all files together."""
    return sum(one.size for one in files)


def require_small(size: int, most: int, what: str) -> None:
    """Raise `TooLarge` for `what` of so many bytes, if it may have fewer."""
    if size > most:
        raise TooLarge(
            f"{what} has {size / 1e6:.1f} MB, and may have {most / 1e6:.0f}: "
            "see installers/trimming.py."
        )


def largest_parts(files: Iterable[Listed], count: int = _NAMED) -> list[tuple[str, int]]:
    """The largest parts with their bytes: a package's folder, or a file that stands alone."""
    parts: Counter[str] = Counter()
    for one in files:
        parts[_part(one.path)] += one.size
    return parts.most_common(count)


def told(files: Iterable[Listed]) -> str:
    """The sizes, for the person who builds."""
    known = tuple(files)
    most = f"at most {most_bytes() / 1e6:.0f}"
    lines = [f"{total(known) / 1e6:6.1f} MB in {len(known)} files ({most})"]
    lines += [f"{size / 1e6:6.1f} MB  {part}" for part, size in largest_parts(known)]
    return "\n".join(lines)


def _part(path: str) -> str:
    inside = path.split("/")
    if len(inside) > 1:  # not the program itself, but what stands in its folder of files
        del inside[0]
    if inside[0] == "PySide6":
        return "/".join(inside[:2] if len(inside) > 2 else inside)
    return inside[0]
