"""`caseroom server-check`: for whoever sets up or keeps a PostgreSQL server for an office."""

import argparse
import os

from db.office.server_check import check_server, login_at
from db.rules.findings import Severity
from db.texts import sentence, t, tn
from desktop.cli.output import Output
from desktop.cli.signing_in import PASSWORD, SERVER_PASSWORD, asked_password, asked_user

_WEIGHTS = {
    Severity.HARD: "must",
    Severity.SOFT: "should",
    Severity.INFORMATION: "information",
}


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print what is wrong; exit code 1 where an office should not be kept like that."""
    login = arguments.login or asked_user(arguments.user)
    password = os.environ.get(SERVER_PASSWORD if arguments.login else PASSWORD)
    if password is None:
        password = asked_password(t("Password of {user}: ", user=login))
    if not arguments.login:
        login, password = login_at(arguments.address, login, password)
    findings = check_server(arguments.address, login, password)
    lines = [sentence(finding) for finding in findings]
    wrong = sum(finding.severity is Severity.HARD for finding in findings)
    better = sum(finding.severity is Severity.SOFT for finding in findings)
    output.result(
        {
            "ok": not wrong,
            "findings": [
                {"code": finding.code, "weight": _WEIGHTS[finding.severity], "text": line}
                for finding, line in zip(findings, lines, strict=True)
            ],
        },
        *lines,
        _summary(wrong, better),
    )
    return 1 if wrong else 0


def _summary(wrong: int, better: int) -> str:
    if wrong:
        return tn(
            "{n} thing must be mended before an office is kept here.",
            "{n} things must be mended before an office is kept here.",
            wrong,
        )
    if better:
        return tn(
            "An office can be kept here; {n} thing had better be mended.",
            "An office can be kept here; {n} things had better be mended.",
            better,
        )
    return t("An office can be kept here: as far as it can be seen, nothing is wrong.")
