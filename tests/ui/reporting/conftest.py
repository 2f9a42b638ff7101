"""Every test here has a real office with a case before the court."""

from tests.ui.court_office import bench, case_id, real

__all__ = ["bench", "case_id", "real"]
