"""A tour of the sample office where nobody can see it: pictures of each page, and two documents.

It works with the real window under Qt's offscreen platform, signed in as people of the sample.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from db.office import Office, open_office
from db.queries.report_data.gather import ReportRequest, gather
from db.rules.names import fold
from db.texts import t
from desktop.cli.output import Output
from desktop.device import device_name
from desktop.sample.staff import COLLEAGUES, Colleague

_SIZE = (1440, 900)
_SCREEN = (1920, 1200)
_LOOKS = (("light", 100), ("dark", 100), ("light", 150))


def take_tour(folder: Path, pictures: Path, output: Output) -> int:
    """Visit each page, and save pictures, a court report and a funder workbook; print where."""
    pictures.mkdir(parents=True, exist_ok=True)
    with _large_screen():
        for path in (*_documents(folder, pictures), *_pictures(folder, pictures)):
            output.progress(str(path))
    output.progress(t("Everything is in {folder}.", folder=pictures))
    return 0


@contextmanager
def _large_screen() -> Iterator[None]:
    """Offscreen, Qt's own screen is 800 pixels square, and every dialog keeps to its screen."""
    width, height = _SCREEN
    screen = {"name": "tour", "x": 0, "y": 0, "width": width, "height": height}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0}
    with TemporaryDirectory(prefix="caseroom-screen-") as folder:
        file = Path(folder) / "screens.json"
        file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        platform = os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # On Windows a drive's colon would end the plug-in's parameters.
        if platform == "offscreen" and sys.platform != "win32":
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
        yield


def _documents(folder: Path, pictures: Path) -> Iterator[Path]:
    from printing.catalog import entry
    from printing.producing import write_document

    with _opened(folder, _colleague("sam")) as office:
        today = office.clock().astimezone(office.record.zone).date()
        number = office.read(_next_case)
        if number:
            court = entry("court")
            gathered = office.read(gather, court.data, ReportRequest(case=number))
            yield write_document(court, gathered.data, pictures / "court report.pdf").file
        funder = entry("funder")
        last = today.replace(day=1) - timedelta(days=1)
        asked = ReportRequest(first=_quarter_before(last), last=last)
        numbers = office.read(gather, funder.data, asked)
        yield write_document(funder, numbers.data, pictures / "funder workbook.xlsx").file


def _pictures(folder: Path, pictures: Path) -> Iterator[Path]:
    from PySide6.QtCore import qInstallMessageHandler

    from desktop.guide import Guide

    # Offscreen, Qt says of each window that it cannot be hinted at; nobody looks at windows here.
    qInstallMessageHandler(lambda kind, context, words: None)
    for scheme, percent in _LOOKS:
        for user_name in ("dana", "rita"):
            with _opened(folder, _colleague(user_name)) as office:
                guide = Guide(office, scheme, percent, _SIZE)
                for name, picture in guide.visit():
                    look = scheme if percent == 100 else f"{scheme} {percent}"
                    file = pictures / f"{fold(name).replace(' ', '-')} {user_name} {look}.png"
                    picture.save(str(file))
                    yield file


@contextmanager
def _opened(folder: Path, colleague: Colleague) -> Iterator[Office]:
    office = open_office(folder, colleague.user_name, colleague.password, device=device_name())
    try:
        yield office
    finally:
        office.close()


def _colleague(user_name: str) -> Colleague:
    return next(c for c in COLLEAGUES if c.user_name == user_name)


def _next_case(reading: object) -> str:
    from db.queries.hearings_ahead import coming_hearings

    found = coming_hearings(reading, days=60)  # type: ignore[arg-type]
    return found[0].case_number if found else ""


def _quarter_before(last: date) -> date:
    return (last.replace(day=1) - timedelta(days=62)).replace(day=1)
