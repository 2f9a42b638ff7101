"""`caseroom audit-shape`: the audit log's counts and chains, for auditors and their scripts."""

import argparse

from db.office.standing import Office
from db.office.verifying import verify_log
from db.queries.audit_log.record_state import when_state_was
from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow, audit_chains, audit_shape
from db.rules.codes import Role
from db.rules.findings import Finding, Severity
from db.texts import label, sentence, t, tn
from db.texts.audit_acts import act_words
from db.texts.dates import moment
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in
from desktop.seen_history import gone_back


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print it; exit code 1 where the log is not whole, or was never in the state asked for."""
    office = signed_in(arguments.office, arguments.user)
    try:
        if arguments.state:
            return _state(office, arguments.state, output)
        by = CountedBy(arguments.by)
        rows = office.read(audit_shape, by, arguments.first, arguments.last)
        chains = office.read(audit_chains)
        findings = [*gone_back(office), *verify_log(office)] if arguments.verify else []
    finally:
        office.close()
    wrong = [one for one in findings if one.severity is not Severity.INFORMATION]
    values: dict[str, object] = {
        "by": by.value,
        "counts": [_values(row) for row in rows],
        "chains": [_chain_values(chain) for chain in chains],
    }
    lines = [f"{_words(by, row)}: {row.entries}" for row in rows]
    lines += [_chain_words(chain) for chain in chains]
    if arguments.verify:
        values |= {"ok": not wrong, "findings": [_finding(one) for one in findings]}
        lines += [sentence(one) for one in findings]
        lines.append(_summary(len(wrong)))
    output.result(values, *lines)
    return 1 if wrong else 0


def _state(office: Office, state: str, output: Output) -> int:
    at = office.read(when_state_was, state)
    if at is None:
        output.result({"state": state, "at": None}, t("The records were never in this state."))
        return 1
    words = t("The records were in this state on {moment}.", moment=moment(at))
    output.result({"state": state, "at": at.isoformat()}, words)
    return 0


def _values(row: ShapeRow) -> dict[str, object]:
    return {
        "key": row.key,
        "entries": row.entries,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
    }


def _chain_values(chain: Chain) -> dict[str, object]:
    return {
        "computer": chain.computer,
        "entries": chain.entries,
        "missing": chain.missing,
        "head": chain.head,
        "first": chain.first.isoformat(),
        "last": chain.last.isoformat(),
    }


def _words(by: CountedBy, row: ShapeRow) -> str:
    if by is CountedBy.ROLE:
        return label(Role(row.key))
    if by is CountedBy.COMPUTER:
        return t("Computer {n}", n=row.key)
    return row.key if by is CountedBy.DAY else act_words(row.key)


def _chain_words(chain: Chain) -> str:
    return t(
        "Chain of computer {n}: {entries} entries, {missing} missing, ends in {head}",
        n=chain.computer,
        entries=chain.entries,
        missing=chain.missing,
        head=chain.head,
    )


def _finding(finding: Finding) -> dict[str, object]:
    return {"code": finding.code, "text": sentence(finding)}


def _summary(wrong: int) -> str:
    if wrong:
        return tn("{n} finding.", "{n} findings.", wrong)
    return t("The log is whole: every entry is signed, and none was changed or taken out.")
