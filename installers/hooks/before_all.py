"""Runs first in the built program, before Qt is prepared: `desktop.__main__` says how it goes on.

Nothing that is made while a program starts is to be thrown away, so nothing is looked for.
"""

import gc

gc.disable()
