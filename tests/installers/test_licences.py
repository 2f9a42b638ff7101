"""Which licences may be shipped: choices are made, and what is vague or unfit stops the build."""

import re

import pytest

from development.environment import PROGRAM_LOCK, ROOT
from installers.trust.distributions import Packages, bare
from installers.trust.licences import chosen_licence, declared_licence, fit, forbidden, settled
from installers.trust.native import known_natives
from installers.trust.parts import Distrust
from installers.trust.words import own_words


def _locked() -> dict[str, str]:
    locks = "".join(file.read_text("utf-8") for file in ROOT.glob("requirements*.lock"))
    return {bare(n): v for n, v in re.findall(r"^([\w.-]+)==([^\s;]+)", locks, re.M)}


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("MIT", "MIT"),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only"),
        ("MIT OR Apache-2.0", "Apache-2.0"),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", "Apache-2.0 AND Unicode-3.0"),
        ("MIT AND (GPL-3.0-only OR MIT)", "MIT"),
        ("Apache-2.0 WITH LLVM-exception", "Apache-2.0 WITH LLVM-exception"),
        ("GPL-3.0-only AND MIT OR Zlib", "Zlib"),
    ],
)
def test_of_several_licences_a_fit_one_is_chosen(expression, chosen) -> None:
    assert chosen_licence("example", expression) == chosen


@pytest.mark.parametrize(
    "expression",
    [
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "AGPL-3.0-or-later OR SSPL-1.0",
        "(MIT",
        "MIT MIT",
        "",
    ],
)
def test_an_unfit_or_unreadable_licence_stops_the_build(expression) -> None:
    with pytest.raises(Distrust, match="example"):
        chosen_licence("example", expression)


def test_vague_metadata_stop_the_build_until_somebody_has_read_the_licence() -> None:
    for vague in ("", "BSD License", "Dual License", "see LICENSE.txt", "PSFL"):
        with pytest.raises(Distrust, match=r"licences\.toml"):
            declared_licence("unheard-of", "", vague)
    assert declared_licence("unheard-of", "", "MIT") == "MIT"
    assert declared_licence("unheard-of", "Zlib", "anything") == "Zlib"


def test_every_package_that_the_program_stands_on_here_has_a_fit_licence_with_its_words() -> None:
    packages, checked = Packages(), 0
    for name in re.findall(r"^([\w.-]+)==", PROGRAM_LOCK.read_text("utf-8"), re.M):
        try:
            packages.named(name)
        except KeyError:  # of another system
            continue
        part = packages.part(name, ())
        assert part.texts, name
        checked += 1
    assert checked > 30


def test_every_entry_of_the_lists_has_a_reason_and_a_use() -> None:
    locked = _locked()
    for name, entry in settled().items():
        assert len(entry["reason"]) > 10, name
        assert chosen_licence(name, entry["licence"])
        assert name == "caseroom" or name in locked or name.startswith("pyinstaller"), name
    assert all(len(reason) > 5 for reason in (*fit().values(), *forbidden().values()))


def test_what_is_compiled_into_a_package_was_looked_at_in_the_locked_release() -> None:
    locked = _locked()
    old = {
        native.key: native.seen
        for native in known_natives()
        if native.seen and locked.get(native.seen.split()[0]) != native.seen.split()[1]
    }
    assert not old, (
        "see what these releases hold, and bring installers/trust/native.toml up to date"
    )


def test_what_stands_inside_others_has_a_fit_licence_and_its_words() -> None:
    for native in known_natives():
        assert chosen_licence(native.key, native.licence)
        assert native.texts, native.key
        for where in native.texts:
            owner, _, file = where.partition(":")
            assert owner != "own" or len(own_words(file)) > 100
