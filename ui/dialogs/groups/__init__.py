"""What is done with a group: made, joined, left; attendance taken, and the notes of a session."""
