"""What is asked when a case changes: its first page, status, access, workers, programs, people."""
