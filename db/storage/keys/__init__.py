"""Key files: one for each user and one for the recovery code. docs/formats.md has the formats."""
