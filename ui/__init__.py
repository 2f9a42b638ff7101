"""Everything on the screen, and nothing else: pages call operations and queries, never save."""
