"""The lock is complete, says nothing of where packages come from, and fits pyproject.toml."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from development.environment import BUNDLE_LOCK, DEVELOPMENT_LOCK, PROGRAM_LOCK, ROOT

LOCKS = [PROGRAM_LOCK, DEVELOPMENT_LOCK, BUNDLE_LOCK]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _pinned(lock: object) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(), re.M):
        found.setdefault(canonicalize_name(name), []).append(Version(version))
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_index_and_no_folder(lock) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.findall(r"^--.*$|https?://\S+|file:\S+|\s/\S+", text, re.M)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_hashes(lock) -> None:
    entries = re.split(r"\n(?=[\w.-]+==)", lock.read_text(encoding="utf-8"))
    assert len(entries) > 20
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


@pytest.mark.parametrize(
    ("lock", "groups"),
    [(PROGRAM_LOCK, []), (DEVELOPMENT_LOCK, ["dev"]), (BUNDLE_LOCK, ["bundle"])],
    ids=["program", "dev", "bundle"],
)
def test_the_lock_fits_what_the_project_asks_for(lock, groups) -> None:
    pinned = _pinned(lock)
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    wanted += [line for group in groups for line in PROJECT["dependency-groups"][group]]
    for line in wanted:
        requirement = Requirement(line)
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{line}: run “python3 dev.py lock”"
        assert all(version in requirement.specifier for version in versions), line


def test_both_locks_agree() -> None:
    program, development = _pinned(PROGRAM_LOCK), _pinned(DEVELOPMENT_LOCK)
    assert {name: development.get(name) for name in program} == program


def test_what_is_bundled_is_what_was_tested() -> None:
    program, development = _pinned(PROGRAM_LOCK), _pinned(DEVELOPMENT_LOCK)
    bundle = _pinned(BUNDLE_LOCK)
    assert {name: bundle.get(name) for name in program} == program
    both = bundle.keys() & development.keys()
    assert {name: bundle[name] for name in both} == {name: development[name] for name in both}


def test_heavy_packages_that_others_import_when_they_find_them_stay_out() -> None:
    # openpyxl imports numpy if it is there, and start-up pays for it.
    assert not {"numpy", "pandas"} & _pinned(DEVELOPMENT_LOCK).keys()
