"""Dialogs about court: hearings, their outcome, orders, placements, and the words of a report."""
