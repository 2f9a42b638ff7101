"""Which version of the program this is, for all that the program says of itself."""

from db.version import version

__all__ = ["version"]
