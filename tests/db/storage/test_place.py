"""What kind of place a folder is: nothing is opened where records would be lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.rules.findings import Refused, hard
from db.storage.place import Place, PlaceKind, Surroundings, classify, mounts_of_mac
from db.texts import explain


def windows(
    drive_type: int = 3, offline: bool = False, environment: dict[str, str] | None = None
) -> Surroundings:
    return Surroundings(
        windows=True,
        environment=environment or {},
        mounts=list,
        drive_type=lambda root: drive_type,
        is_offline_file=lambda folder: offline,
    )


def linux(*mounts: tuple[str, str]) -> Surroundings:
    return Surroundings(
        windows=False,
        environment={},
        mounts=lambda: [("/", "ext4"), *mounts],
        drive_type=_never,
        is_offline_file=lambda folder: False,
    )


def _never(root: str) -> int:
    raise AssertionError("no drives here")


def refusal(folder: str, around: Surroundings) -> Refused:
    with pytest.raises(Refused) as caught:
        classify(Path(folder), around)
    return caught.value


def test_a_local_folder_keeps_the_database_in_wal_mode() -> None:
    place = classify(Path(r"C:\Offices\Harbor House"), windows())
    assert (place.kind, place.journal_mode) == (PlaceKind.LOCAL, "WAL")
    assert place.longest_pause is None
    assert place.retry_seconds == 15


@pytest.mark.parametrize(
    ("folder", "drive_type"),
    [(r"\\server\share\Harbor House", 3), (r"S:\Harbor House", 4)],
)
def test_a_shared_drive_keeps_it_in_truncate_mode_with_a_deadline(
    folder: str, drive_type: int
) -> None:
    place = classify(Path(folder), windows(drive_type))
    assert (place.kind, place.journal_mode) == (PlaceKind.SHARE, "TRUNCATE")
    assert place.longest_pause == 2
    assert place.retry_seconds == 30


def test_a_long_local_path_of_windows_is_no_shared_drive() -> None:
    assert classify(Path("\\\\?\\C:\\Offices\\Long"), windows()).kind is PlaceKind.LOCAL


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (r"D:\People\ana\OneDrive\Office", "OneDrive"),
        (r"D:\People\ana\OneDrive - Harbor House\Office", "OneDrive"),
        (r"D:\People\ana\Dropbox\Office", "Dropbox"),
        (r"D:\People\ana\Dropbox (Personal)\Office", "Dropbox"),
        (r"G:\My Drive\Office", "Google Drive"),
        (r"D:\People\ana\Google Drive\Office", "Google Drive"),
        (r"D:\People\ana\iCloud Drive\Office", "iCloud Drive"),
        (r"D:\People\ana\Nextcloud\Office", "Nextcloud"),
        ("/home-of/ana/Library/CloudStorage/OneDrive-HarborHouse/Office", "OneDrive"),
        (
            "/home-of/ana/Library/CloudStorage/GoogleDrive-a@b.example/My Drive/Office",
            "Google Drive",
        ),
    ],
)
def test_a_folder_that_synchronizes_with_a_cloud_is_refused_by_name(
    folder: str, service: str
) -> None:
    refused = refusal(folder, windows())
    assert refused.has("storage.cloud_folder")
    assert service in explain(refused)


def test_onedrive_under_another_name_is_known_by_what_windows_says_of_it() -> None:
    around = windows(environment={"OneDriveCommercial": r"D:\People\ana\Firm"})
    assert refusal(r"D:\People\ana\Firm\Office", around).has("storage.cloud_folder")
    assert classify(Path(r"D:\People\ana\Firmware\Office"), around).kind is PlaceKind.LOCAL


def test_a_folder_that_only_sounds_like_a_cloud_is_none() -> None:
    assert classify(Path(r"C:\Dropbox notes\Office"), windows()).kind is PlaceKind.LOCAL


def test_offline_files_of_windows_are_refused() -> None:
    refused = refusal(r"S:\Harbor House", windows(4, offline=True))
    assert "Offline Files" in explain(refused)


@pytest.mark.parametrize("kind", ["cifs", "smb3", "nfs4", "fuse.sshfs", "fuse.rclone", "9p"])
def test_a_network_mount_of_linux_is_refused_because_locks_do_not_work_there(kind: str) -> None:
    refused = refusal("/mnt/share/office", linux(("/mnt/share", kind)))
    assert refused.has("storage.network_mount")
    assert kind in explain(refused)


def test_the_nearest_mount_counts() -> None:
    mounts = (("/mnt", "cifs"), ("/mnt/disk", "ext4"))
    assert classify(Path("/mnt/disk/office"), linux(*mounts)).kind is PlaceKind.LOCAL
    assert classify(Path("/mnt2/office"), linux(*mounts)).kind is PlaceKind.LOCAL


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    assert refusal(str(tmp_path / "plain" / "office"), linux()).has("storage.cloud_folder")


@pytest.mark.parametrize("around", [windows, linux])
def test_a_place_can_be_treated_as_a_shared_drive(around: Callable[[], Surroundings]) -> None:
    place = classify(Path("/srv/office"), around(), shared=True)
    assert place == Place(Path("/srv/office"), PlaceKind.SHARE)


def test_this_computers_own_folder_is_local(tmp_path: Path) -> None:
    assert classify(tmp_path).kind is PlaceKind.LOCAL


@pytest.mark.parametrize("kind", ["cifs", "smb3", "nfs4", "fuse.sshfs", "smbfs", "macfuse"])
def test_whoever_only_reads_may_use_a_network_mount(kind: str) -> None:
    around = linux(("/mnt/share", kind))
    place = classify(Path("/mnt/share/office"), around, reading=True)
    assert (place.kind, place.only_read) == (PlaceKind.MOUNT, True)
    assert place.why_only_read == hard("place.mount", kind=kind)
    assert place.journal_mode == "TRUNCATE"


def test_a_cloud_folder_is_refused_to_whoever_only_reads_as_well() -> None:
    with pytest.raises(Refused) as refused:
        classify(Path("/home-of/ana/Dropbox/Office"), linux(), reading=True)
    assert refused.value.has("storage.cloud_folder")


MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
//ana@nas._smb._tcp.local/Office on /Volumes/Office (shared) (smbfs, nodev, nosuid, mounted by ana)
"""


def test_what_macos_says_of_its_mounts_is_understood() -> None:
    mounts = mounts_of_mac(MAC)
    assert mounts[0] == ("/", "apfs")
    assert mounts[-1] == ("/Volumes/Office (shared)", "smbfs")
    around = Surroundings(windows=False, environment={}, mounts=lambda: mounts)
    there = Path("/Volumes/Office (shared)/Harbor House")
    assert classify(there, around, reading=True).kind is PlaceKind.MOUNT
    assert classify(Path("/Volumes/Data/Office"), around).kind is PlaceKind.LOCAL


def test_what_macos_says_may_be_anything() -> None:
    assert mounts_of_mac("on ( on\n) (\n\0 on / (") == []
