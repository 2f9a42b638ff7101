"""Bringing records in: choose a file, map its columns, look at every row, import."""
