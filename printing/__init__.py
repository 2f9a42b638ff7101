"""Paper and spreadsheets: takes dataclasses, knows no SQL and no Qt."""
