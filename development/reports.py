"""What pytest reports in a JUnit file: how many tests did what, and which files took longest."""

import xml.etree.ElementTree as ET
from pathlib import Path


def read_report(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit file; none at all if it cannot be read."""
    tests = failed = skipped = 0
    for suite in _elements(report, "testsuite"):
        tests += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return max(tests - failed - skipped, 0), failed, skipped


def dearest_files(report: Path, number: int = 15) -> list[tuple[str, float]]:
    """The files whose tests took longest, with their fixtures, in seconds; the longest first."""
    took: dict[str, float] = {}
    for case in _elements(report, "testcase"):
        file = case.get("classname", "").replace(".", "/") + ".py"
        took[file] = took.get(file, 0) + float(case.get("time", 0))
    return sorted(took.items(), key=lambda each: -each[1])[:number]


def _elements(report: Path, tag: str) -> list[ET.Element]:
    try:
        return list(ET.parse(report).getroot().iter(tag))
    except (OSError, ET.ParseError):
        return []
