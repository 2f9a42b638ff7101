"""Reading the calendar: what collides, what is free, who is where, and who is expected."""
