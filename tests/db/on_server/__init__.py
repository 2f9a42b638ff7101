"""What is true of an office on a server alone."""
