"""Reads of case files."""
