"""`caseroom demo`: the sample office."""

import argparse
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from db.models.appointment import Appointment
from db.models.case_file import CaseFile
from db.models.client import Client
from db.models.court import Hearing
from db.office import open_office
from db.queries.reading import Reading
from db.texts import label, t, tn
from desktop.cli.output import Output
from desktop.device import device_name
from desktop.sample.make import make_sample
from desktop.sample.staff import COLLEAGUES


@dataclass(frozen=True)
class _Counts:
    clients: int
    cases: int
    appointments: int
    next_hearing: dict[str, str] | None


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Make the sample office, print its users, and open it unless it is not wanted."""

    def progress(done: int, total: int) -> None:
        if done % 1500 < 150:
            output.progress(t("{percent} % made", percent=100 * done // total))

    folder: Path = arguments.folder
    output.progress(t("Making a sample office in {folder} …", folder=folder))
    sample = make_sample(
        folder,
        clients=arguments.clients,
        seed=arguments.seed,
        device=device_name(),
        progress=progress,
    )
    first = COLLEAGUES[0]
    office = open_office(folder, first.user_name, first.password, device=device_name())
    try:
        counts = office.read(_counted)
    finally:
        office.close()
    users = [
        {"name": c.user_name, "role": c.role.value, "password": c.password} for c in COLLEAGUES
    ]
    values = {
        "office": str(folder),
        "users": users,
        **asdict(counts),
        "recovery_code": sample.recovery_code,
    }
    output.result(values, *_lines(folder, counts))
    if arguments.tour is not None:
        from desktop.tour import take_tour

        return take_tour(folder, arguments.tour, output)
    if arguments.no_open:
        return 0
    from desktop.app import main as open_window

    return open_window([str(folder)])


def _counted(reading: Reading) -> _Counts:
    session = reading.session

    def count(table: type) -> int:
        return session.scalar(select(func.count()).select_from(table)) or 0

    coming = session.execute(
        select(CaseFile.number, Hearing.starts_at)
        .join(CaseFile, CaseFile.id == Hearing.case_id)
        .where(Hearing.starts_at > reading.now_seconds, CaseFile.restricted.is_(False))
        .order_by(Hearing.starts_at)
        .limit(1)
    ).first()
    hearing = None
    if coming is not None:
        number, starts_at = coming
        day = datetime.fromtimestamp(starts_at, reading.zone).date()
        hearing = {"case": number, "date": day.isoformat()}
    return _Counts(count(Client), count(CaseFile), count(Appointment), hearing)


def _lines(folder: Path, counts: _Counts) -> list[str]:
    lines = [
        t("The sample office is in {folder}.", folder=folder),
        t(
            "{clients}, {cases}, {appointments}.",
            clients=tn("{n} client", "{n} clients", counts.clients),
            cases=tn("{n} case", "{n} cases", counts.cases),
            appointments=tn("{n} appointment", "{n} appointments", counts.appointments),
        ),
        t("Everybody in it is made up. Its users and passwords:"),
    ]
    width = max(len(c.user_name) for c in COLLEAGUES)
    lines += [
        f"  {c.user_name:<{width}}  {c.password:<26}  {c.display_name}, {label(c.role)}"
        for c in COLLEAGUES
    ]
    if counts.next_hearing:
        hearing = counts.next_hearing
        words = t("Next hearing: case {case} on {date}", case=hearing["case"], date=hearing["date"])
        lines.append(words)
    return lines
