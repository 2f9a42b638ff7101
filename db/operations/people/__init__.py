"""What people do with records of people outside the agency."""
