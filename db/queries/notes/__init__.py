"""Reads of contact notes."""
