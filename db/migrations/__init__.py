"""Alembic's migrations: every schema that an office ever had leads to today's."""
