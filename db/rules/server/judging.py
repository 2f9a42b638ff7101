"""All that is wrong with a server, what refuses first."""

from collections.abc import Sequence

from db.rules.findings import Finding, Severity
from db.rules.server.fitting import fitting
from db.rules.server.lasting import lasting
from db.rules.server.privacy import privacy
from db.rules.server.rights import rights
from db.rules.server.seen import ServerSeen

_ORDER = list(Severity)


def judge(seen: ServerSeen) -> Sequence[Finding]:
    """What is to be mended (hard), what had better be (soft), and what cannot be seen from here."""
    found = [*rights(seen.rights), *privacy(seen), *lasting(seen), *fitting(seen)]
    return sorted(found, key=lambda finding: _ORDER.index(finding.severity))
