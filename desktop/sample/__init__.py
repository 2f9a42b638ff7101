"""The sample office: an invented agency to look around in, and to throw away.

Everybody in it is made up. The same seed on the same day gives the same office again.
"""
