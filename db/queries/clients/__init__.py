"""Reads about clients: lists, files, forms, possible duplicates."""
