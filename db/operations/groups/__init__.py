"""Writes to groups: the group itself, its roster and waiting list, attendance, and notes."""
