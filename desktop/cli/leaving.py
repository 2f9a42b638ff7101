"""`caseroom report` and `caseroom export`: what leaves the office as a file, recorded."""

import argparse
from pathlib import Path

from db.office import Office
from db.operations.cases.counted_run import record_counted_run
from db.operations.disclosures import record_disclosure
from db.queries.report_data.gather import Gathered, ReportRequest, gather
from db.rules.codes import DisclosurePurpose
from db.rules.disclosure import DisclosureForm, LeftAs
from db.rules.findings import Refused, hard
from db.rules.ids import new_id
from db.texts import t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in
from printing.catalog import DocumentKind, Entry, entry
from printing.producing import write_document


def report(arguments: argparse.Namespace, output: Output) -> int:
    """Write a report as a PDF."""
    return _run(arguments, output, DocumentKind.REPORT)


def export(arguments: argparse.Namespace, output: Output) -> int:
    """Write a spreadsheet."""
    return _run(arguments, output, DocumentKind.EXPORT)


def _run(arguments: argparse.Namespace, output: Output, kind: DocumentKind) -> int:
    chosen = _entry(arguments.name, kind)
    out: Path = arguments.out
    if out.suffix.lower() not in chosen.suffixes:
        raise Refused(hard("report.file_kind", "out", suffix=" / ".join(chosen.suffixes)))
    if not out.absolute().parent.is_dir():
        raise Refused(hard("report.folder_missing", "out"))
    purpose = _purpose(arguments.purpose, chosen)
    office = signed_in(arguments.office, arguments.user)
    try:
        gathered = office.read(gather, chosen.data, _request(arguments, office.user.user_name))
        written = write_document(chosen, gathered.data, out)
        try:
            _record(office, chosen, gathered, written.sha256, arguments.recipient, purpose)
        except BaseException:
            out.unlink(missing_ok=True)  # what is not recorded does not leave
            raise
    finally:
        office.close()
    if kind is DocumentKind.REPORT:
        counted = {"pages": written.count}
        words = tn("{n} page", "{n} pages", written.count)
    else:
        counted = {"sheets": written.count, "rows": gathered.rows}
        words = tn("{n} sheet", "{n} sheets", written.count)
    values = {"file": str(out), **counted, "sha256": written.sha256}
    output.result(values, t("{file}: {size}", file=out, size=words))
    return 0


def _entry(name: str, kind: DocumentKind) -> Entry:
    try:
        found = entry(name)
    except KeyError:
        raise Refused(hard("report.unknown", "name", name=name)) from None
    if found.kind is not kind:
        raise Refused(hard("report.unknown", "name", name=name))
    return found


def _purpose(typed: str, chosen: Entry) -> DisclosurePurpose:
    if not typed:
        usual = {
            "court": DisclosurePurpose.COURT,
            "funder": DisclosurePurpose.FUNDER,
            "audit-shape": DisclosurePurpose.OVERSIGHT,
            "totals": DisclosurePurpose.OVERSIGHT,
            "totals-table": DisclosurePurpose.OVERSIGHT,
        }
        return usual.get(chosen.key, DisclosurePurpose.INTERNAL)
    try:
        return DisclosurePurpose(typed.strip().lower())
    except ValueError:
        known = ", ".join(purpose.value for purpose in DisclosurePurpose)
        raise Refused(
            hard("report.unknown_purpose", "purpose", purpose=typed, known=known)
        ) from None


def _request(arguments: argparse.Namespace, user_name: str) -> ReportRequest:
    """What the options say. A day sheet of nobody in particular is one's own."""

    def told(name: str) -> object:
        return getattr(arguments, name, None)

    own = user_name if arguments.name == "day-sheet" and not told("room") else ""
    return ReportRequest(
        case=str(told("case") or ""),
        client=str(told("client") or ""),
        hearing=arguments.hearing if hasattr(arguments, "hearing") else None,
        worker=str(told("worker") or own),
        room=str(told("room") or ""),
        day=arguments.date if hasattr(arguments, "date") else None,
        first=arguments.first,
        last=arguments.last,
        team=str(told("team") or ""),
        columns=str(told("columns") or ""),
    )


def _record(
    office: Office,
    chosen: Entry,
    gathered: Gathered,
    sha256: str,
    recipient: str,
    purpose: DisclosurePurpose,
) -> None:
    """Record what leaves, and for a funder's workbook the ids behind each number."""
    if chosen.key == "funder":
        office.write(record_counted_run, new_id(), chosen.key, gathered.data.counts)
    form = DisclosureForm(
        id=new_id(),
        document=chosen.key,
        left_as=LeftAs.SAVED if chosen.kind is DocumentKind.REPORT else LeftAs.EXPORTED,
        purpose=purpose,
        recipient=recipient or t("Not said (command line)"),
        case_id=gathered.case_id,
        client_id=gathered.client_id,
        rows=gathered.rows,
        sha256=sha256,
    )
    office.write(record_disclosure, form)
