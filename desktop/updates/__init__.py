"""Newer versions of the program: where they lie, whether they are genuine, and how they come in.

A notice (`caseroom-update.json`) says which version there is. It is signed by a release key whose
public half is a file of the program, and it holds the size and the hash of each installer: what
lies beside it on a share is trusted for neither. Nothing here knows a window; whatever may be slow
has a time limit, for a share that is gone answers after minutes or never.
"""
