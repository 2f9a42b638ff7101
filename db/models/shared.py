"""Which tables are the office's as a whole, and hold nobody's matter: what is sealed is not there.

Of `draft` and `resource` some rows belong to a matter all the same.
"""

SHARED = frozenset(
    {
        "audit_event", "audit_head", "audit_key", "closure", "counted_run", "draft", "fact",
        "import_batch", "imported_row", "leave", "office", "office_hours", "preference",
        "program", "resource", "search_entry", "staff", "working_hours",
    }
)  # fmt: skip
