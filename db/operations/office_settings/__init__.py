"""Changing the office's own settings."""
