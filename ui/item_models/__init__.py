"""Qt's item models over frozen dataclasses."""
