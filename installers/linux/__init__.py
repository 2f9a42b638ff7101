"""The Debian package: `build.py` makes it, `chroot.py` installs and tries it in a clean Debian."""
