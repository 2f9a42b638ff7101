"""The wizard of the first start: a new office, an existing one, or a sample."""
