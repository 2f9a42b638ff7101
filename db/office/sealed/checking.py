"""Looking for damage and tampering in sealed files, as far as the user can open them."""

from collections.abc import Iterator

from db.office.checks import DATABASE_STEPS
from db.office.sealed.layout import all_sealed, without_files
from db.office.sealed.opening import look_into
from db.office.standing import Office
from db.rules.findings import Finding, Refused, hard, information
from db.storage.sealed_copies import SEALED


def check_sealed(office: Office) -> Iterator[Finding]:
    """What is wrong with the sealed files, and by information how many nobody looked into."""
    closed = 0
    torn = set(without_files(office.folder))
    for name in sorted(torn):
        yield hard("check.sealed", file=name)
        yield hard("check.sealed_torn")
    for sealed_id in all_sealed(office.folder):
        if str(sealed_id) in torn:
            continue
        try:
            inside = look_into(office, sealed_id)
        except Refused as refused:
            if refused.has("storage.seal_not_yours"):
                closed += 1
            else:
                yield hard("check.sealed", file=str(sealed_id))
                yield from refused.findings
            continue
        try:
            found = [finding for step in DATABASE_STEPS for finding in step(inside)]
        finally:
            inside.close()
        if found:
            yield hard("check.sealed", file=str(sealed_id))
            yield from found
    for path in sorted((office.folder.path / SEALED).glob(".*")):
        yield hard("check.temporary", name=path.name)
    if closed:
        yield information("check.sealed_closed", count=closed)
