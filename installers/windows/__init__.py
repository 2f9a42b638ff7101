"""The setup for Windows and the portable folder, built on Windows or, to try them, under Wine."""
