"""Versions as three numbers. What is written otherwise is no version that a notice may name."""

import re

Version = tuple[int, int, int]
_NUMBER = r"(0|[1-9][0-9]{0,4})"
_WRITTEN = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


def version_of(text: str) -> Version:
    """ "0.12.3" as numbers, each below 100,000. ValueError for anything else."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError("not a version")
    first, second, third = (int(part) for part in found.groups())
    return first, second, third
