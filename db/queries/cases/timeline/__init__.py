"""A case's timeline: everything that happened, newest first, a page at a time.

Each kind of record is a source of its own that gives its newest entries before a place; the
timeline merges them and keeps as many as fit on a page. So a page costs one small ranged query
a source, however long the file is.
"""

from db.queries.cases.timeline.entry import (
    NoteTrace,
    TimelineEntry,
    TimelineFilter,
    TimelinePage,
    TimelinePlace,
)
from db.queries.cases.timeline.merged import timeline

__all__ = [
    "NoteTrace",
    "TimelineEntry",
    "TimelineFilter",
    "TimelinePage",
    "TimelinePlace",
    "timeline",
]
