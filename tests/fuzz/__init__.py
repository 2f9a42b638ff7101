"""Hostile files for everything that reads files: a short run in the tests, a long one in
`dev.py fuzz`."""
