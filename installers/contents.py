"""What goes into the built program. `caseroom.spec` asks here, and so do the tests."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("db", "printing", "ui", "desktop")
ICONS = ROOT / "installers" / "icon"
SHARED_MODULES = "modules.pyz"  # on Windows, where two programs want the same (shared_modules.py)

# Alembic reads the migrations from the folder: it wants them as files, with the modules' names.
_MIGRATIONS = "db/migrations"

# What no import statement names: it is looked for by name while the program runs.
HIDDEN = (
    "sqlalchemy.dialects.sqlite.pysqlcipher",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlcipher3.dbapi2",
    "_cffi_backend",
    "psycopg",
    "psycopg_binary",
    "keyring.backends.chainer",
    "keyring.backends.fail",
    "keyring.backends.null",
    "PySide6.QtSvg",
    "PySide6.QtPrintSupport",
    "mako.template",
    "tzdata",
    "uuid_utils",
)
_HIDDEN_WINDOWS = ("keyring.backends.Windows", "win32ctypes.core.ctypes")
_HIDDEN_LINUX = (
    "keyring.backends.SecretService",
    "secretstorage",
    "jeepney",
    "jeepney.io.blocking",
)
_HIDDEN_MAC = ("keyring.backends.macOS",)

# What is under the LGPL lies open, as files: whoever gets the program may exchange them.
EXCHANGEABLE = ("psycopg", "psycopg_binary", "PySide6", "shiboken6")

# A letterhead is a PNG or JPEG picture; what else is one is refused all the same without these.
_OTHER_PICTURES = (
    "Avif Blp BufrStub Cur Dcx Dds Eps Fits Fli Fpx Ftex Gbr GribStub Hdf5Stub Icns Ico Im Imt "
    "Iptc Jpeg2K McIdas Mic Mpeg Msp Palm Pcd Pcx Pdf Pixar Ppm Psd Qoi Sgi Spider Sun Tga WebP "
    "Wmf XVThumb Xbm Xpm"
).split()

# Modules that are never taken along, each with the reason.
EXCLUDED: dict[str, str] = {
    **{f"PIL.{kind}ImagePlugin": "letterheads are PNG or JPEG" for kind in _OTHER_PICTURES},
    "pydoc": "a developer's tool",
    "doctest": "a developer's tool",
    "pdb": "a developer's tool",
    "bdb": "a developer's tool",
    "unittest": "the tests' tool; libraries have a door to it",
    "xmlrpc": "nothing is asked of the network in this way",
    "cffi": "for who compiles; the bindings of Argon2 and libsodium are compiled",
    "pycparser": "for who compiles",
    "charset_normalizer": "for XML of an unknown encoding, which nobody reads",
    "dateutil.zoneinfo": "the time zones are those of tzdata",
    "tkinter": "Qt draws the windows",
    "_tkinter": "Qt draws the windows",
    "PIL.ImageTk": "Qt draws the windows",
    "numpy": "openpyxl would import it if it were there, and start-up would pay",
    "pandas": "never used; libraries look for it",
    "matplotlib": "never used; libraries look for it",
    "IPython": "a developer's shell",
    "pip": "nothing is installed at run time",
    "setuptools": "nothing is installed at run time",
    "pkg_resources": "nothing is installed at run time",
    "wheel": "nothing is installed at run time",
    "ensurepip": "nothing is installed at run time",
    "multiprocessing": "no process is started; prepared for, it would cost a fifth of the start",
    "concurrent.futures.process": "no process is started",
    "pypdfium2_cli": "a command line of its own",
    "readline": "nobody types Python into the program",
    "lib2to3": "a developer's tool",
    "idlelib": "a developer's tool",
    "pydoc_data": "a developer's tool",
    "turtledemo": "a developer's tool",
    "test": "Python's own tests",
    "pytest": "the tests' tool",
    "_pytest": "the tests' tool",
    "hypothesis": "the tests' tool; libraries look for it",
    "mypy": "the developers' tool; SQLAlchemy looks for it",
    "lxml": "openpyxl writes with it if it is there; everything is read by defusedxml",
    "sqlite3": "SQLCipher's driver brings the database",
    "_sqlite3": "SQLCipher's driver brings the database",
    "PIL._avif": "letterheads are PNG or JPEG pictures",
    "PIL._webp": "letterheads are PNG or JPEG pictures",
    "PIL._imagingcms": "nothing is matched to a printer's colours",
    "PIL._imagingft": "no words are drawn into pictures",
    "rapidfuzz.fuzz_cpp": "the program compares by rapidfuzz.distance alone",
    "rapidfuzz.fuzz_cpp_avx2": "the program compares by rapidfuzz.distance alone",
    "rapidfuzz.fuzz_cpp_sse2": "the program compares by rapidfuzz.distance alone",
    "holidays.ical": "it reads names in docstrings, which are not taken along; the program asks "
    "for days, not for a calendar's file",
    "babel.messages": "it makes catalogues; the program only reads them",
    "sqlalchemy.dialects.mssql": "Caseroom has no office on it",
    "sqlalchemy.dialects.mysql": "Caseroom has no office on it",
    "sqlalchemy.dialects.oracle": "Caseroom has no office on it",
    "sqlalchemy.testing": "SQLAlchemy's own tests",
    "alembic.testing": "Alembic's own tests",
    "PySide6.QtNetwork": "desktop/running has lines of its own; it is 3 MB and time at each start",
    "PySide6.QtQml": "the windows are widgets",
    "PySide6.QtQuick": "the windows are widgets",
    "PySide6.QtQuickWidgets": "the windows are widgets",
    "PySide6.QtDesigner": "a developer's tool",
    "PySide6.QtHelp": "a developer's tool",
    "PySide6.QtUiTools": "a developer's tool",
    "PySide6.QtTest": "Qt's own tests",
    "PySide6.QtSql": "SQLAlchemy talks to the database",
    "PySide6.QtConcurrent": "desktop/jobs.py has threads of its own",
    "PySide6.QtXml": "never used",
}

# On Linux the Secret Service wants it; the program itself stands on PyNaCl.
_ONLY_ON_LINUX = ("cryptography",)

# What PyInstaller would run before the program, at each start, each with the reason why not.
NOT_BEFORE: dict[str, str] = {
    "pyi_rth_pkgutil": "for who looks for modules in a folder; the program names those it wants",
}


def left_out(platform: str = sys.platform) -> list[str]:
    """The modules that are never taken along: so two environments build the same program."""
    of_others = () if platform == "linux" else _ONLY_ON_LINUX
    return sorted({*EXCLUDED, *of_others, *_strangers()})


def _strangers() -> set[str]:
    """What happens to be installed here and is not in the lock: tools of whoever builds."""
    lock = (ROOT / "requirements-build.lock").read_text(encoding="utf-8")
    locked = {_plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    return {
        module
        for module, owners in packages_distributions().items()
        if module.isidentifier() and not {_plain(owner) for owner in owners} & {*locked, "caseroom"}
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def version() -> str:
    """The version of the program, from the one place where it stands."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def folder_of_files(platform: str = sys.platform) -> str:
    """Where the program's files stand beside it. On Windows each version has a folder of its own:
    a setup that is interrupted leaves the old one whole (`windows/caseroom.nsi`)."""
    return f"app-{version()}" if platform == "win32" else "_internal"


def patterns() -> tuple[str, ...]:
    """The kinds of file that belong to the packages beside their modules, as a wheel takes them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(project["tool"]["setuptools"]["package-data"]["*"])


def own_data() -> list[tuple[Path, str]]:
    """Each file of the packages that is not a module, and the folder that it goes to.

    Of release keys those that the build is told of. Raises `release_keys.NoKeys`.
    """
    from installers.release_keys import IN_TREE, keys_file

    found = {file: _folder(file) for package in PACKAGES for file in _beside_modules(package)}
    folder = found.pop(ROOT / IN_TREE)
    return [*found.items(), (keys_file(), folder)]


def migrations() -> list[tuple[Path, str]]:
    """The migrations as files, for Alembic."""
    files = sorted((ROOT / _MIGRATIONS).rglob("*.py"))
    return [(file, _folder(file)) for file in files]


def hidden_imports(platform: str = sys.platform) -> list[str]:
    """All modules of the program's own, and what no import statement names."""
    of_system = {"win32": _HIDDEN_WINDOWS, "darwin": _HIDDEN_MAC}.get(platform, _HIDDEN_LINUX)
    return [*own_modules(), *HIDDEN, *of_system]


def own_modules() -> list[str]:
    """Every module of the program. Some are found by their names only, so none is left out."""
    found = (
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
    )
    return sorted(name for name in found if name != "db.migrations.env")


def _beside_modules(package: str) -> Iterator[Path]:
    found = {file for pattern in patterns() for file in (ROOT / package).rglob(pattern)}
    yield from sorted(file for file in found if file.is_file())


def _folder(file: Path) -> str:
    return file.parent.relative_to(ROOT).as_posix()
