"""`caseroom backup`, `check`, `drill` and `rotate-key`."""

import argparse
from pathlib import Path

from db.office import keeping
from db.office.drill import drill as try_backup
from db.office.entering import where_is
from db.office.on_server import Maker
from db.office.regular_backups import back_up_now
from db.office.rotating import rotate_data_key
from db.office.server_backup import back_up_from_server
from db.rules.findings import Refused, Severity, hard
from db.texts import sentence, t, tn
from desktop.cli.beginning import maker_of
from desktop.cli.output import Output, teller
from desktop.cli.signing_in import signed_in
from desktop.seen_history import gone_back


def backup(arguments: argparse.Namespace, output: Output) -> int:
    """Make a verified backup and print where it is."""
    where = where_is(arguments.office)
    reader = _reader(arguments, in_folder=isinstance(where, Path))
    office = signed_in(where, arguments.user)
    try:
        if reader is None:
            file = back_up_now(office, arguments.to)
        else:
            told = teller(output)
            file = back_up_from_server(office, reader, arguments.to.absolute(), told)
        lacks = keeping.lacking(file)
    finally:
        office.close()
    size = file.stat().st_size
    output.result(
        {"file": str(file), "size": size, "verified": True, "whole": not lacks},
        t("Verified backup: {file}", file=file),
        *map(sentence, lacks),
    )
    return 0


def _reader(arguments: argparse.Namespace, *, in_folder: bool) -> Maker | None:
    """Who reads every row at a server; nobody is needed for a folder. Raises `Refused`."""
    if in_folder:
        if arguments.login:
            raise Refused(hard("backup.only_on_server", "login"))
        return None
    if not arguments.login:
        raise Refused(hard("backup.login_missing", "login"))
    if arguments.to is None:
        raise Refused(hard("backup.to_missing", "to"))
    return maker_of(arguments.login)


def check(arguments: argparse.Namespace, output: Output) -> int:
    """Look for damage and tampering; exit code 1 when there is any."""
    office = signed_in(arguments.office, arguments.user)
    try:
        findings = [*gone_back(office), *keeping.check(office)]
    finally:
        office.close()
    lines = [sentence(finding) for finding in findings]
    wrong = [finding for finding in findings if finding.severity is not Severity.INFORMATION]
    summary = (
        tn("{n} finding.", "{n} findings.", len(wrong))
        if wrong
        else t("Everything is sound: database, audit log, documents, members.")
    )
    output.result(
        {
            "ok": not wrong,
            "findings": [
                {"code": finding.code, "text": line}
                for finding, line in zip(findings, lines, strict=True)
            ],
        },
        *lines,
        summary,
    )
    return 1 if wrong else 0


def drill(arguments: argparse.Namespace, output: Output) -> int:
    """Try the newest backup in a scratch folder; exit code 1 when it is not what it should be."""
    office = signed_in(arguments.office, arguments.user)
    try:
        done = try_backup(office, arguments.file)
    finally:
        office.close()
    lines = [sentence(finding) for finding in done.findings]
    made = done.contents.made_at.isoformat(" ", "minutes")
    output.result(
        {
            "ok": not done.findings,
            "file": str(done.file),
            "made_at": done.contents.made_at.isoformat(),
            "seconds": round(done.seconds, 1),
            "counts": done.contents.counts,
            "findings": [
                {"code": finding.code, "text": line}
                for finding, line in zip(done.findings, lines, strict=True)
            ],
        },
        *lines,
        tn("{n} finding.", "{n} findings.", len(lines))
        if lines
        else t(
            "The backup of {moment} was restored, opened and compared in {seconds} s: it is sound.",
            moment=made,
            seconds=round(done.seconds, 1),
        ),
    )
    return 1 if lines else 0


def rotate_key(arguments: argparse.Namespace, output: Output) -> int:
    """Back up, then encrypt the office under a new key; everybody else must be out."""
    office = signed_in(arguments.office, arguments.user)
    try:
        done = rotate_data_key(office)
    finally:
        office.close()
    backup = None if done.backup is None else str(done.backup)
    output.result(
        {"office": str(arguments.office), "key": done.epoch, "backup": backup},
        t("The office has a new key.")
        if done.backup is None
        else t(
            "The office has a new key. Backups until now, the last of them {name}, still open with "
            "the key and the passwords of their day.",
            name=done.backup.name,
        ),
    )
    return 0
