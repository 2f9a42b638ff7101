"""One more migration for a built program, so that an older one may not open what it has upgraded.

It is made at run time and goes into a version of this rehearsal alone: the program reads its
migrations as files, so that it need not be built again.
"""

import re
from pathlib import Path

from installers.windows.rehearsal.steps import require

VERSIONS = Path("db", "migrations", "versions")
_NUMBER = re.compile(r"(\d{4})_\w+\.py")
_MIGRATION = '''\
"""Of a rehearsal: what the version before cannot work with."""

import sqlalchemy as sa
from alembic import op

revision = "{number:04}"
down_revision = "{before:04}"
branch_labels = None
depends_on = None
additive = False
since = "{since}"


def upgrade() -> None:
    """Add what no model knows."""
    column = sa.Column("of_a_rehearsal", sa.String(32), server_default="", nullable=False)
    op.add_column("office", column)
'''


def add(contents: Path, since: str) -> Path:
    """Put it into a built program's folder of files, after the newest that lies there; `since` is
    the version that brings it. Gives the file."""
    folder = contents / VERSIONS
    found = [int(named[1]) for file in folder.iterdir() if (named := _NUMBER.fullmatch(file.name))]
    require(bool(found), "the built program has no migrations")
    before = max(found)
    file = folder / f"{before + 1:04}_of_a_rehearsal.py"
    file.write_text(_MIGRATION.format(number=before + 1, before=before, since=since), "utf-8")
    return file
