"""Dialogs: they ask one thing, emit the answer, and never save."""
