"""Bringing an agency's records in from tables: which column is what, and what each cell means."""
