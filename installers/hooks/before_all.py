"""Runs first in the built program, before Qt is prepared: `desktop.__main__` says how it goes on.

Nothing that is made while a program starts is to be thrown away, so nothing is looked for.

A variable that would have Python write the keys of its connections to a file is forgotten: a file
with those has no place beside clients' records, and on Windows the library that Python shares with
PostgreSQL's driver (`windows/one_openssl.py`) cannot write to a file that Python opened.
"""

import gc
import os

gc.disable()
os.environ.pop("SSLKEYLOGFILE", None)
