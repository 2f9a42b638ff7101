"""One file a spreadsheet."""
