"""Known vulnerabilities: what is told of the answers, and that silence is not taken for consent."""

from datetime import date

import pytest

from development import audit
from development.audit import Accepted, answers, judge, pins, read_accepted, weaknesses
from development.console import Trouble

TODAY = date(2026, 11, 27)
LOCK = """\
alpha==1.0 \\
    --hash=sha256:00
Beta_Two==2.1 ; sys_platform == 'win32' \\
    --hash=sha256:11
"""
ASKED = {("alpha", "1.0"), ("beta-two", "2.1")}
# As pip-audit 2.10 wrote it, shortened.
REPORT = {
    "dependencies": [
        {
            "name": "alpha",
            "version": "1.0",
            "vulns": [
                {
                    "id": "PYSEC-2026-7",
                    "fix_versions": ["1.1"],
                    "aliases": ["CVE-2026-0001"],
                    "description": "…",
                }
            ],
        },
        {"name": "beta-two", "version": "2.1", "vulns": []},
    ],
    "fixes": [],
}
SKIPPED = {
    "dependencies": [
        {
            "name": "beta-two",
            "skip_reason": "Dependency not found on PyPI and could not be audited: beta-two (2.1)",
        },
    ],
    "fixes": [],
}


def _judge(report: dict, *accepted: Accepted) -> audit.Verdict:
    return judge(ASKED, answers(report), weaknesses(report), accepted, TODAY)


def _accepted(until: date, name: str = "CVE-2026-0001") -> Accepted:
    return Accepted(name, "alpha", "Only its server is concerned.", until)


def test_every_release_of_every_lock_is_asked_for_whatever_the_system() -> None:
    assert pins([LOCK, LOCK.replace("1.0", "1.2")]) == {*ASKED, ("alpha", "1.2")}


def test_a_known_vulnerability_is_named_with_the_release_that_mends_it() -> None:
    verdict = _judge(REPORT)
    assert verdict.code == audit.FOUND
    assert "alpha 1.0: PYSEC-2026-7, CVE-2026-0001; mended in 1.1" in verdict.lines


def test_all_is_well_only_if_every_package_was_answered_for() -> None:
    well = {"dependencies": [{"name": n, "version": v, "vulns": []} for n, v in ASKED]}
    assert _judge(well).code == 0
    some = {"dependencies": [well["dependencies"][0], *SKIPPED["dependencies"]]}
    assert _judge(some).code == audit.NOT_CHECKED


@pytest.mark.parametrize("report", [SKIPPED, {}, {"dependencies": []}])
def test_a_service_that_knows_nothing_gives_no_verdict(report) -> None:
    verdict = _judge(report)
    assert verdict.code == audit.NOT_CHECKED
    assert "no verdict" in verdict.lines[-1]


def test_what_is_accepted_counts_again_after_its_day() -> None:
    assert _judge(REPORT, _accepted(TODAY)).code == 0
    late = _judge(REPORT, _accepted(date(2026, 11, 26)))
    assert late.code == audit.FOUND
    assert "accepted until 2026-11-26" in late.lines[0]


def test_what_is_accepted_of_one_package_excuses_no_other() -> None:
    other = Accepted("CVE-2026-0001", "beta-two", "Not reached.", TODAY)
    assert _judge(REPORT, other).code == audit.FOUND


def test_an_exception_that_nothing_needs_any_more_is_to_be_struck() -> None:
    verdict = _judge(REPORT, _accepted(TODAY), _accepted(TODAY, "CVE-2025-9"))
    assert any("CVE-2025-9" in line and "strike" in line for line in verdict.lines)


def test_an_exception_has_a_reason_and_an_end() -> None:
    entry = '[[accepted]]\nid = "X-1"\npackage = "Alpha"\n'
    for lacking in (entry, entry + 'reason = " "\nuntil = 2026-12-31\n', entry + 'reason = "r"\n'):
        with pytest.raises(Trouble):
            read_accepted(lacking)
    whole = read_accepted(entry + 'reason = "r"\nuntil = 2026-12-31\n')
    assert whole == [Accepted("X-1", "alpha", "r", date(2026, 12, 31))]


def test_the_list_of_the_project_can_be_read() -> None:
    for entry in read_accepted(audit.ACCEPTED.read_text(encoding="utf-8")):
        assert len(entry.reason) > 20


def test_two_releases_of_a_package_are_asked_for_apart() -> None:
    batches = audit._one_release_each([("a", "1"), ("a", "2"), ("b", "1")])
    assert batches == [[("a", "1"), ("b", "1")], [("a", "2")]]
