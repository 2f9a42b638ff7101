"""Writes about court: hearings, orders, placements, and the words of a report."""
