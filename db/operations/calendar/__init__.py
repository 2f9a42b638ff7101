"""Writing the calendar: booked, moved, changed, marked, cancelled, and each of it undone."""
