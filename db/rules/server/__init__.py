"""What is asked of a PostgreSQL server that keeps an office: what is seen of one, and rules."""
