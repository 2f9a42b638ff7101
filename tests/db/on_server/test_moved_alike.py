"""Whoever asks an office for reports, workbooks and files gets the same after a move and back."""

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from db.models.case_file import CaseFile, Document
from db.models.client import Client
from db.models.court import Hearing
from db.office import Office, open_office
from db.office.entering import Where
from db.office.keeping import check
from db.office.on_server import open_on_server
from db.office.relocating import move
from db.queries.reading import Reading
from db.queries.report_data.gather import Gathered, ReportRequest, gather
from db.rules.findings import Refused
from db.rules.permissions import Action, allowed
from db.storage.documents import StoredDocument
from desktop.sample.staff import COLLEAGUES
from printing.catalog import Entry, exports, reports
from tests.db.office.desk import CHEAP
from tests.db.office.secrets_in import enter
from tests.db.on_server.desk import MAKER
from tests.db.on_server.otherwise import make_otherwise
from tests.db.server import Server

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
BEFORE_THE_MOVE = date(2025, 3, 1), date(2026, 3, 1)
PASSWORDS = {colleague.user_name: colleague.password for colleague in COLLEAGUES}
DANA, *OTHERS = ("dana", "sam", "ana", "rita", "iris")  # one of each role
Answers = dict[tuple[str, str], object]  # by who asks and what for


def test_reports_workbooks_files_and_the_check_are_the_same_there_and_back(
    sample: Path, server: Server, tmp_path: Path
) -> None:
    folder, back = tmp_path / "office", tmp_path / "back"
    shutil.copytree(sample, folder)
    office = opened(folder, DANA)
    enter(office)
    asked = office.read(requests)
    office.close()
    before = told(folder, asked)
    there = make_otherwise(server, "alike")
    for user, code in moved(folder, there).items():
        if user in OTHERS:
            opened(there, user, code).close()
    assert_alike(told(there, asked), before)
    moved(there, back)
    assert_alike(told(back, asked), before)


def assert_alike(answers: Answers, before: Answers) -> None:
    """Name what differs, rather than show two offices."""
    assert answers.keys() == before.keys()
    assert [name for name in before if answers[name] != before[name]] == []


def opened(place: Where, user: str, code: str | None = None) -> Office:
    password, device = PASSWORDS[user], "test"
    if isinstance(place, Path):
        return open_office(place, user, password, device=device, cost=CHEAP, clock=lambda: NOW)
    return open_on_server(
        place, user, password, device=device, code=code, cost=CHEAP, clock=lambda: NOW
    )


def moved(old: Where, new: Where) -> dict[str, str]:
    """Move it; the codes of the others."""
    office = opened(old, DANA)
    try:
        return move(office, new, PASSWORDS[DANA], MAKER, cost=CHEAP).codes
    finally:
        office.close()


def requests(reading: Reading) -> list[ReportRequest]:
    """Of somebody in an open case that has a hearing, and of somebody in a restricted one."""
    made = []
    for restricted in (False, True):
        case, client = reading.session.execute(
            select(CaseFile.number, Client.number)
            .join(Client, Client.id == CaseFile.client_id)
            .where(CaseFile.restricted.is_(restricted))
            .where(CaseFile.id.in_(select(Hearing.case_id)))
            .order_by(CaseFile.number)
        ).first() or ("", "")
        first, last = BEFORE_THE_MOVE
        made.append(
            ReportRequest(
                case=case, client=client, worker="ana", day=date(2026, 3, 3), first=first, last=last
            )
        )
    return made


def told(place: Where, asked: list[ReportRequest]) -> Answers:
    """What each of them is told there: reports and exports, attached files, the check."""
    answers: Answers = {}
    for user in (DANA, *OTHERS):
        office = opened(place, user)
        for what, answer in everything(office, asked):
            try:
                answers[user, what] = answer()
            except Refused as refused:
                answers[user, what] = refused.findings
        office.close()
    return answers


def everything(
    office: Office, asked: list[ReportRequest]
) -> Iterator[tuple[str, Callable[[], object]]]:
    for number, request in enumerate(asked):
        for entry in (*reports(), *exports()):
            if number and not {"case", "client"} & {told.name for told in entry.parameters}:
                continue  # it would be the same
            name = f"{entry.key} {number}"
            yield name, partial(gathered, office, entry, request)
            if office.user.user_name == DANA and not number:  # who may do it all
                for suffix in entry.suffixes:
                    yield f"{name}{suffix}", partial(written, office, entry, request, suffix)
    if allowed(office.user.role, Action.READ_CASES):
        yield "files", partial(files, office)
    yield "check", partial(check, office)


def gathered(office: Office, entry: Entry, request: ReportRequest) -> Gathered:
    """The numbers and lines of a report or an export."""
    found = office.read(gather, entry.data, request)
    return replace(found, data=without_ends(found.data))


def without_ends(data: Any) -> Any:
    """Without how far the log has come, which a sign-in and a move take further: the state of the
    records and the head of the log at the foot of a report, the chains in the shape of the log."""
    told: dict[str, object] = {}
    if hasattr(data, "letterhead"):
        told["letterhead"] = replace(data.letterhead, record_state="")
    if hasattr(data, "audit_head"):
        told["audit_head"] = ""
    if hasattr(data, "chains"):
        told["chains"] = ()
    return replace(data, **told) if told else data


def written(office: Office, entry: Entry, request: ReportRequest, suffix: str) -> object:
    """The words of each page, or the cells of each sheet."""
    out = io.BytesIO()
    entry.build(gathered(office, entry, request).data, out, suffix)
    if suffix == ".pdf":
        return [page.extract_text() for page in PdfReader(out).pages]
    if suffix != ".xlsx":
        return out.getvalue()
    return {
        sheet.title: [[(cell.value, cell.number_format) for cell in row] for row in sheet.rows]
        for sheet in load_workbook(out)
    }


def files(office: Office) -> dict[str, bytes]:
    """Every attached file that the office has for whoever asks."""
    return {
        stored.stored_as.hex: b"".join(office.home.document_store.pieces(stored))
        for stored in office.read(stored_files)
    }


def stored_files(reading: Reading) -> list[StoredDocument]:
    found = select(Document.stored_as, Document.key, Document.size, Document.sha256)
    return [StoredDocument(*row) for row in reading.session.execute(found)]
