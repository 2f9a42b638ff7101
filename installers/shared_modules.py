"""Runs first in each built program on Windows: takes the modules from the file that both share.

PyInstaller puts a program's modules into its .exe. Two programs would have them twice; so each has
none, and this puts the archive beside the libraries in their place. It knows how PyInstaller's
importer keeps its archive, which may change with a release: the lock pins that, and the build
imports every module in the built program (`smoke.py`) before it is content.
"""

import os
import sys

import pyimod01_archive  # type: ignore[import-not-found]
import pyimod02_importers  # type: ignore[import-not-found]

pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(
    os.path.join(sys._MEIPASS, "modules.pyz"),  # type: ignore[attr-defined]
    check_pymagic=True,
)
pyimod02_importers._pyz_tree = None
sys.path_importer_cache.clear()  # who looked before knows the archive that has nothing
