"""Where the office's bytes live: the database file, keys, documents, backups."""
