"""Making a group, and changing one."""

from db.operations.work import Work
from db.queries.groups.group_form import GroupForm


def save_group(work: Work, form: GroupForm) -> int:
    """Save a group; gives its version. A new form whose id is there already saves nothing.

    Raises `Stale`, or `Refused` field by field: "group.name_missing", "group.name_taken",
    "group.capacity_wrong", "group.more_members" (more have a place than there would be), and
    "group.sessions_ahead" where a group is closed that has sessions to come.
    """
    raise NotImplementedError
