"""What all tests share: no display, no keyring, nobody's own settings, English."""

import gc
import os
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from development.console import say
from development.environment import stale_texts
from development.texts import compile_all as compile_texts
from tests.acceptance.secret_service import HERE as SECRET_SERVICE

if TYPE_CHECKING:
    from tests.db.office.desk import Ready
    from tests.patience import PatientBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
hypothesis.settings.register_profile(
    "caseroom",
    deadline=None,  # no test fails on a time
    database=None,
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
hypothesis.settings.load_profile("caseroom")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the person's own folders and keyring out of it; have the translations at hand."""
    folder = tempfile.TemporaryDirectory(prefix="caseroom-account-")
    config.add_cleanup(folder.cleanup)
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{kind}_HOME"] = str(Path(folder.name) / kind.lower())
    if stale_texts() and not hasattr(config, "workerinput"):  # one process compiles for all
        compile_texts()
    if SECRET_SERVICE not in os.environ:
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage in what is made meanwhile, now or later: it is there to stay. For what
    the tests leave, look less often than a program would: windows and rows come by the thousand."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000, 20, 20)
        gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    """A list in the place of a run."""
    told = "list the tests of db that do not run on a server, and why"
    parser.addoption("--only-in-folder", action="store_true", help=told)
    told = "run the tests of sealed files on a server too, which takes minutes"
    parser.addoption("--sealed-on-server", action="store_true", help=told)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need a real Secret Service run where there is one: `dev.py test` brings it."""
    if config.getoption("--only-in-folder"):
        _list_only_in_folder(config, items)
    if SECRET_SERVICE in os.environ:
        return
    elsewhere = pytest.mark.skip(reason="needs a real Secret Service: see dev.py test")
    for item in items:
        if item.get_closest_marker("secret_service"):
            item.add_marker(elsewhere)


def _list_only_in_folder(config: pytest.Config, items: list[pytest.Item]) -> None:
    reasons: dict[str, Counter[str]] = {}
    for item in items:
        mark = item.get_closest_marker("only_in_folder")
        if mark is not None:
            reasons.setdefault(str(mark.args[0]), Counter())[item.path.name] += 1
    config.hook.pytest_deselected(items=list(items))
    items.clear()
    for reason, files in sorted(reasons.items()):
        listed = ", ".join(f"{name} ({number})" for name, number in sorted(files.items()))
        say(f"{sum(files.values()):4}  {reason}: {listed}")


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> "Ready":
    """A new office, to be copied."""
    return _ready(tmp_path_factory, shared=False)


@pytest.fixture(scope="session")
def ready_shared(tmp_path_factory: pytest.TempPathFactory) -> "Ready":
    """The same, kept as on a shared drive."""
    return _ready(tmp_path_factory, shared=True)


@pytest.fixture(scope="session")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> "Ready":
    """The office of every cabinet (`tests.db.office.sealed.cabinet`), to be copied."""
    from tests.db.office.sealed.cabinet import Cabinet

    return Cabinet.ready(tmp_path_factory.mktemp("ready") / "Harbor House")


def _ready(places: pytest.TempPathFactory, *, shared: bool) -> "Ready":
    from tests.db.office.desk import Ready, new_desk  # not for tests that need no office

    return Ready.of(new_desk(places.mktemp("ready") / "Harbor House", shared=shared))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> "PatientBot":
    """pytest-qt's, with patience."""
    from tests.patience import PatientBot  # not for tests that need no Qt

    return PatientBot(request)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A test may change the language; the next one begins in English all the same."""
    yield
    from db.texts import use

    use("en")
