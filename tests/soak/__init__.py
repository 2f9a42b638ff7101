"""An office under load, killed and asleep: small doses in the tests, full ones in `dev.py soak`."""
