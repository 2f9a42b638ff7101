"""Controls that know how to look and behave, and nothing about clients or cases."""
