"""What dev.py does for people who work on the program. Standard library, unless said otherwise."""
