"""Rules of the field, in pure Python: no SQL, no clock, no input or output."""
