"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring an office of the version before to this one."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Offices do not go back: a backup is made before each migration."""
    raise RuntimeError("restore the backup that was made before the migration")
