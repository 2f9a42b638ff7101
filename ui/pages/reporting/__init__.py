"""Reports and exports: choose one, tell it what it needs, look at it, print or save it."""
