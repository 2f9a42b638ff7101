"""Which tables are the office's as a whole, and hold nobody's matter: what is sealed is not there.

Of `draft` and `resource` some rows belong to a matter all the same.
"""

SHARED = frozenset(
    {
        "audit_event", "audit_head", "audit_key", "calendar_rule", "closure", "counted_run",
        "draft", "fact", "group_note", "import_batch", "imported_row", "kind_setting", "leave",
        "office", "office_hours", "outside_busy", "place", "preference", "program", "resource",
        "room_part", "search_entry", "staff", "support_group", "travel_time", "working_hours",
    }
)  # fmt: skip
