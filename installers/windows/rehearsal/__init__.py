"""Building and trying the Windows program on Linux, under Wine. Nothing of it is ever shipped.

`python3 dev.py installer --rehearse` runs it; docs/rehearsal.md says what it can show and what not.
"""
