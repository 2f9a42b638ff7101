"""What waits here for two programs of one person: neither drops what it has not read."""

from pathlib import Path

from db.storage.keys.identity import Identity
from db.storage.later import Later

ANA = Identity.generate()


def test_the_slower_of_two_programs_drops_only_what_it_has_read_itself(tmp_path: Path) -> None:
    one, other = Later(tmp_path / "later", ANA), Later(tmp_path / "later", ANA)
    one.add(b"first")
    one.add(b"second")
    read_by_both = other.lines()
    one.drop(one.lines())
    one.add(b"third")
    other.drop(read_by_both)
    assert one.all() == [b"third"]
