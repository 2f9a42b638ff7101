"""Writes to case files: opening, changing, closing, and who works on them."""
