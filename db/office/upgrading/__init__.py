"""Bringing an office of an older version to today's: an administrator's act, with everybody out.

A verified backup is made and named first (of a folder; a server's keeper makes its backups); then
one exclusive transaction changes the schema, verifies it and records it. Whatever happens in it,
the office is the old one or the new one.
"""

from db.office.upgrading.ahead import Ahead, look_ahead
from db.office.upgrading.doing import Upgraded, upgrade_office

__all__ = ["Ahead", "Upgraded", "look_ahead", "upgrade_office"]
