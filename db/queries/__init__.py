"""Reads: each returns frozen dataclasses."""
