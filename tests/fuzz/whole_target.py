"""A whole office as a target: one file of it is damaged, or something lies there under any name."""

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from tests.fuzz.apart import apart
from tests.fuzz.damage import damaged
from tests.fuzz.feeding import Target
from tests.fuzz.whole_office import STRANGE, WholeOffice, used_with, whole_office

_FOLDERS = ("", "keys", "sealed", "sealed/x", "backups", "presence", "documents", "documents/ab")
_ENDS = ("", ".json", ".json.next", ".caseroom-backup", ".lock", "-journal")
_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="/\0")
Change = tuple[str, str | bytes]


@cache
def made_once(shared: bool) -> WholeOffice:
    """Made once for all that is fed to it, and gone at the end of the program."""
    beside = TemporaryDirectory(prefix="caseroom-fuzz-")
    atexit.register(beside.cleanup)
    return whole_office(Path(beside.name), shared=shared)


@st.composite
def changes(draw: st.DrawFn) -> tuple[bool, Change]:
    """On a share or not, where in the office, and what lies there."""
    shared = draw(st.booleans())
    office = made_once(shared)
    if draw(st.integers(0, 3)) == 0:
        return shared, (draw(_new_places()), draw(_anything()))
    file = draw(st.sampled_from(office.files()))
    there = office.folder / file
    if not there.is_file():
        return shared, (file, draw(_anything()))
    content = there.read_bytes()
    as_json = file.endswith((".json", ".next")) and not file.startswith("presence")
    return shared, (file, draw(damaged(content, as_json=as_json) | _anything()))


@st.composite
def _new_places(draw: st.DrawFn) -> str:
    """A file that nobody put there, with a name of any letters."""
    name = draw(st.text(_LETTERS, min_size=1, max_size=40)) + draw(st.sampled_from(_ENDS))
    folder = draw(st.sampled_from(_FOLDERS))
    return f"{folder}/x" if name in (".", "..") else f"{folder}/{name}".lstrip("/")


def _anything() -> st.SearchStrategy[str | bytes]:
    return st.sampled_from(sorted(STRANGE)) | st.binary(max_size=100)


def _used(change: tuple[bool, Change], folder: Path) -> None:
    shared, (file, what) = change
    apart(lambda: used_with(made_once(shared), file, what))


WHOLE = Target("office", changes(), _used, doses=3)
