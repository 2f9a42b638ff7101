"""Real offices in a folder of their own, with cheap passwords, and the page in front of them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.office import NewOffice, Office, create_office, open_office
from db.office.members import NewMember, add_member
from db.rules.codes import Role
from db.rules.ids import new_id
from db.storage.keys.wrapping import Argon2
from desktop.credentials import Credentials
from desktop.draft_store import OfficeDrafts
from desktop.inline_jobs import InlineJobs
from desktop.office_acts import StandingOffice
from desktop.office_info import office_info
from desktop.settings import Settings
from tests.drivers.pretend_updates import PretendUpdates
from ui.pages.office import OfficePage
from ui.window_context import WindowContext

CHEAP = Argon2(memory=64, time=1, lanes=1)
PASSWORD = "violet kettle mountain 52"
Front = Callable[[str], OfficePage]


class PretendKeyring:
    """A keyring in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get(name)

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[name] = secret

    def delete_password(self, service: str, name: str) -> None:
        self.kept.pop(name, None)


@pytest.fixture(scope="session")
def harbor_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbor House as it is copied for each test; dana is the administrator."""
    where = tmp_path_factory.mktemp("template") / "Harbor House"
    form = NewOffice("Harbor House", "America/New_York", "dana", "Dana Whitfield", PASSWORD)
    office = create_office(where, form, device="test", cost=CHEAP).office
    for name, role in (
        ("sam", Role.SUPERVISOR),
        ("ana", Role.CASEWORKER),
        ("rita", Role.RECEPTIONIST),
        ("iris", Role.AUDITOR),
    ):
        member = NewMember(new_id(), name, name.title(), role)
        add_member(office, member, password=f"{PASSWORD} of {name}", cost=CHEAP)
    office.close()
    return where


@pytest.fixture
def folder(harbor_house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of Harbor House."""
    monkeypatch.setenv("CASEROOM_CONFIG_DIR", str(tmp_path / "config"))
    return Path(shutil.copytree(harbor_house, tmp_path / "Harbor House"))


@pytest.fixture
def offices() -> Iterator[list[Office]]:
    """Offices to be closed at the end of the test."""
    opened: list[Office] = []
    yield opened
    for office in opened:
        office.close()


@pytest.fixture
def sit_down(folder: Path, offices: list[Office], qtbot: QtBot, tmp_path: Path) -> Front:
    """`sit_down("rita")` signs somebody in and gives the page, read and visible."""

    kept = []  # a page that nobody holds is gone

    def sit(name: str) -> OfficePage:
        password = PASSWORD if name == "dana" else f"{PASSWORD} of {name}"
        office = open_office(folder, name, password, device="test", cost=CHEAP)
        offices.append(office)
        keyring = Credentials(PretendKeyring())
        context = WindowContext(
            jobs := InlineJobs(office),
            office.user,
            office_info(office),
            Settings(tmp_path / "settings.json", user=name),
            OfficeDrafts(jobs),
            office.clock,
            StandingOffice(office, keyring, CHEAP),
            updates=PretendUpdates(),
        )
        page = OfficePage(context)
        jobs.changed.connect(page.refresh)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1200, 800)
        page.show()
        page.refresh(None)
        return page

    return sit


@pytest.fixture
def page(sit_down: Front) -> OfficePage:
    """The page in front of the administrator."""
    return sit_down("dana")
