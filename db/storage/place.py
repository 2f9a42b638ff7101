"""What kind of place a folder is, and how a database may be kept there.

WAL needs shared memory that no network drive offers, and cloud folders copy a file while it is
being written; so a local folder, an office's shared drive and a refusal are told apart before
anything is opened.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from db.rules.findings import Finding, hard
from db.storage.problems import StorageProblem


class PlaceKind(StrEnum):
    """Where an office lives."""

    LOCAL = "local"
    SHARE = "share"
    SERVER = "server"
    MOUNT = "mount"  # a share as Linux or macOS mounts it, where SQLite's locks are not to be had


@dataclass(frozen=True)
class Place:
    """How the database is kept in a folder. Times are in seconds.

    `why_only_read` says why it is opened for reading alone; None where one may write.
    """

    folder: Path
    kind: PlaceKind
    why_only_read: Finding | None = None

    @property
    def only_read(self) -> bool:
        """Whether nothing may be written here, not even that somebody signed in."""
        return self.why_only_read is not None

    @property
    def journal_mode(self) -> str:
        """SQLite's journal mode that is safe here."""
        return "WAL" if self.kind is PlaceKind.LOCAL else "TRUNCATE"

    @property
    def retry_seconds(self) -> float:
        """How long a write waits for its turn."""
        return 15.0 if self.kind is PlaceKind.LOCAL else 30.0

    @property
    def longest_pause(self) -> float | None:
        """The longest a write may stand still: a computer that slept in it must not commit."""
        return 2.0 if self.kind in (PlaceKind.SHARE, PlaceKind.MOUNT) else None

    @property
    def patience_when_unsure(self) -> float:
        """For how long one waits to see whether a commit was kept that was not answered."""
        return 15.0 if self.kind is PlaceKind.SERVER else 0.0


_CLOUD_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "icloud~": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_MOUNTS = (
    "cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "afpfs", "9p", "davfs", "webdav", "ncpfs",
    "macfuse", "osxfuse", "fuse",
)  # fmt: skip


@dataclass(frozen=True)
class Surroundings:
    """What the operating system says; tests play another one."""

    windows: bool = sys.platform == "win32"
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    mounts: Callable[[], Sequence[tuple[str, str]]] = lambda: _mounts()
    drive_type: Callable[[str], int] = lambda root: _windows_drive_type(root)
    is_offline_file: Callable[[Path], bool] = lambda folder: _windows_offline(folder)


_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW


def classify(
    folder: Path,
    around: Surroundings | None = None,
    *,
    shared: bool = False,
    reading: bool = False,
) -> Place:
    """What kind of place this is. `shared` keeps the database as on a shared drive anywhere.

    Raises `StorageProblem`: "storage.cloud_folder", "storage.network_mount" or
    "storage.offline_files" for a place that would lose records. With `reading` a network mount
    is a place all the same, for reading alone.
    """
    around = around or Surroundings()
    resolved = folder if around.windows and sys.platform != "win32" else folder.resolve()
    cloud = _cloud(resolved, around.environment)
    if cloud:
        raise StorageProblem("cloud_folder", service=cloud)
    if around.windows:
        text = str(resolved)
        remote = text.startswith("\\\\") and not text.startswith("\\\\?\\")
        if not remote and text[1:2] == ":":
            remote = around.drive_type(text[:2] + "\\") == _REMOTE_DRIVE
        if around.is_offline_file(resolved):
            raise StorageProblem("offline_files")
        return Place(folder, PlaceKind.SHARE if remote or shared else PlaceKind.LOCAL)
    mount = _mount_type(resolved, around.mounts())
    if mount in _NETWORK_MOUNTS or (mount.startswith("fuse.") and mount != "fuse.portal"):
        # SQLite's locks do not work on these mounts: every commit would say "locked".
        if not reading:
            raise StorageProblem("network_mount", kind=mount)
        return Place(folder, PlaceKind.MOUNT, hard("place.mount", kind=mount))
    return Place(folder, PlaceKind.SHARE if shared else PlaceKind.LOCAL)


def _cloud(folder: Path, environment: dict[str, str]) -> str:
    parts = _parts(str(folder))
    for variable in _CLOUD_VARIABLES:
        root = _parts(environment.get(variable, ""))
        if root and parts[: len(root)] == root:
            return "OneDrive"
    for number, name in enumerate(parts):
        if name == "cloudstorage" and parts[number + 1 :]:  # where macOS keeps them all
            service = parts[number + 1].split("-")[0]
            return _CLOUD_FOLDERS.get(service, service)
        for beginning, service in _CLOUD_FOLDERS.items():
            if name == beginning or name.startswith((f"{beginning} - ", f"{beginning} (")):
                return service
    return ""


def _parts(folder: str) -> list[str]:
    return [part for part in folder.lower().replace("\\", "/").split("/") if part]


def _mount_type(folder: Path, mounts: Sequence[tuple[str, str]]) -> str:
    best, kind = "", ""
    for point, file_system in mounts:
        inside = str(folder) == point or str(folder).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, file_system
    return kind


def _mounts() -> list[tuple[str, str]]:
    if sys.platform == "darwin":
        return mounts_of_mac(_said_by_mac())
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    fields = [line.split(" ") for line in lines]
    return [(f[1].replace("\\040", " "), f[2]) for f in fields if len(f) > 2]


def mounts_of_mac(said: str) -> list[tuple[str, str]]:
    """Mount points and file systems in what `mount` says on macOS:
    "//ana@nas/office on /Volumes/office (smbfs, nodev, nosuid, mounted by ana)"."""
    found = []
    for line in said.splitlines():
        before, _, options = line.rpartition(" (")
        _, on, point = before.partition(" on ")
        if on and options.endswith(")"):
            found.append((point, options[:-1].split(",")[0].strip()))
    return found


def _said_by_mac() -> str:
    try:
        done = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=5.0, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _windows_drive_type(root: str) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll", None)  # there is none but on Windows
    return int(kernel.kernel32.GetDriveTypeW(root)) if kernel else 0


def _windows_offline(folder: Path) -> bool:
    attributes = getattr(folder.stat(), "st_file_attributes", 0) if folder.exists() else 0
    return bool(attributes & 0x00001000)  # FILE_ATTRIBUTE_OFFLINE
