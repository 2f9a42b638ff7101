"""Finding people and cases by whatever is typed."""
