"""Groups: who is on their rosters, who waits, their sessions, and who came."""
