"""Reads about court: hearings, orders, placements and reports."""
