"""Looking for damage and tampering in sealed files, as far as the user can open them."""

from collections.abc import Iterator
from uuid import UUID

from db.office.blaming import blaming
from db.office.checks import DATABASE_STEPS
from db.office.sealed.homes import sealed_in
from db.office.sealed.opening import look_into
from db.office.sealed.unfinished import is_on_record
from db.office.standing import Office
from db.rules.findings import Finding, Refused, hard, information
from db.storage.problems import StorageProblem


def check_sealed(office: Office) -> Iterator[Finding]:
    """What is wrong with the sealed files, and by information how many nobody looked into."""
    closed = 0
    kept = sealed_in(office.home)
    torn = set(kept.torn())
    for name in sorted(torn):
        yield hard("check.sealed", file=name)
        yield hard("check.sealed_torn")
    for sealed_id in kept.ids():
        if str(sealed_id) in torn:
            continue
        found: list[Finding] = []
        if not office.read(is_on_record, sealed_id):
            found.append(hard("check.sealed_unrecorded"))
        try:
            found += _found_in(office, sealed_id)
        except Refused as refused:
            if refused.has("storage.seal_not_yours"):
                closed += 1
            else:
                found += refused.findings
        if found:
            yield hard("check.sealed", file=str(sealed_id))
            yield from found
    for name in kept.leftovers():
        yield hard("check.temporary", name=name)
    if closed:
        yield information("check.sealed_closed", count=closed)


def _found_in(office: Office, sealed_id: UUID) -> list[Finding]:
    """What is wrong inside a sealed file; one that cannot even be read is no bar to the others."""
    inside = look_into(office, sealed_id)
    found: list[Finding] = []
    try:
        for step in DATABASE_STEPS:
            try:
                with blaming():
                    found += step(inside)
            except StorageProblem as problem:
                found += [one for one in problem.findings if one not in found]
    finally:
        inside.close()
    return found
