"""What people do with clients' records."""
