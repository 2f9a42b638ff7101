"""`caseroom audit-shape`: the audit log's counts and chains, for auditors and their scripts."""

import argparse
from collections.abc import Sequence

from db.office.standing import Office
from db.office.verifying import look_up_state, verify_log
from db.queries.audit_log.last_verified import LastVerified, last_verified
from db.queries.audit_log.shape import Chain, CountedBy, ShapeRow, audit_chains, audit_shape
from db.rules.findings import Finding, Severity
from db.texts import sentence, t, tn
from db.texts.dates import moment
from desktop.cli.output import Output
from desktop.cli.signing_in import signed_in
from desktop.seen_history import gone_back
from printing.shape_words import never_words, shape_words, unchanged_words, verified_words


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Print it; exit code 1 where the log is not whole, or was never in the state asked for."""
    office = signed_in(arguments.office, arguments.user)
    try:
        if arguments.state:
            return _state(office, arguments.state, output)
        by = CountedBy(arguments.by)
        rows = office.read(audit_shape, by, arguments.first, arguments.last)
        chains = office.read(audit_chains)
        done = verify_log(office, also=gone_back(office)) if arguments.verify else None
        last = office.read(last_verified)
    finally:
        office.close()
    values: dict[str, object] = {
        "by": by.value,
        "counts": [_values(row) for row in rows],
        "chains": [_chain_values(chain) for chain in chains],
        "verified": _verified_values(last),
    }
    lines = [f"{shape_words(by, row.key)}: {row.entries}" for row in rows]
    lines += [_chain_words(chain) for chain in chains]
    lines.append(verified_words(last))
    if done is not None:
        wrong = _wrong(done.findings)
        values |= {"ok": not wrong, "findings": [_finding(one) for one in done.findings]}
        lines += [sentence(one) for one in done.findings]
        lines.append(_summary(len(wrong)))
    output.result(values, *lines)
    return 1 if done is not None and _wrong(done.findings) else 0


def _state(office: Office, state: str, output: Output) -> int:
    found = look_up_state(office, state)
    if found is None:
        output.result({"state": state, "at": None}, never_words())
        return 1
    wrong = _wrong(found.findings)
    words = [t("The records were in this state on {moment}.", moment=moment(found.at))]
    words += [sentence(one) for one in wrong] or [unchanged_words(found.entries)]
    output.result(
        {
            "state": state,
            "at": found.at.isoformat(),
            "ok": not wrong,
            "entries": found.entries,
            "findings": [_finding(one) for one in wrong],
        },
        *words,
    )
    return 1 if wrong else 0


def _wrong(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is not Severity.INFORMATION]


def _verified_values(last: LastVerified | None) -> dict[str, object] | None:
    if last is None:
        return None
    return {
        "at": last.at.isoformat(),
        "findings": last.findings,
        "entries": last.entries,
        "signatures": last.signatures,
        "backup": None if last.backup is None else last.backup.isoformat(),
        "backup_within": last.backup_within,
    }


def _values(row: ShapeRow) -> dict[str, object]:
    return {
        "key": row.key,
        "entries": row.entries,
        "people": row.people,
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
