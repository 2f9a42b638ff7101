"""Writes to contact notes: drafts, signatures, addenda, and notes that were wrong."""
