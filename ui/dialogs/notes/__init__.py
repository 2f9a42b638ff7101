"""Contact notes: writing, signing, reading, adding to, and marking as wrong."""

from ui.dialogs.notes.editor import NoteDialog
from ui.dialogs.notes.reading import ReadNoteDialog

__all__ = ["NoteDialog", "ReadNoteDialog"]
