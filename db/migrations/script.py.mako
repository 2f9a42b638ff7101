"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None
# Whether the program of the version before can work on this schema: nothing taken away or
# renamed, what is new may be left out by one who does not know it.
additive = True
# Where it cannot: since = "1.2.0", the version of the program that brings it.


def upgrade() -> None:
    """Bring an office of the version before to this one."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Offices do not go back: a backup is made before each migration."""
    raise RuntimeError("restore the backup that was made before the migration")
