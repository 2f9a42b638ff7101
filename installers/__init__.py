"""Making what people install: the program as a folder, and the packages of each system around it.

Standard library only, beside PyInstaller: the same files run under a Windows Python.
"""
