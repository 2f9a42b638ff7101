"""Layer 3: the real program, driven from outside under a display of its own, scene by scene."""
