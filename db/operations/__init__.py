"""Writes: one function a user action."""
