"""Page templates, styles and fonts."""
