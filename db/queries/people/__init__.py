"""Reads about people outside the agency."""
