"""The papers of a built folder: the notices, which go into it, and the bill of materials."""

from collections.abc import Sequence
from pathlib import Path

from installers.trust import notices
from installers.trust.distributions import Packages
from installers.trust.inventory import Inventory, Origins, inner_folder, inventory

BILL = "bom.cdx.json"


def write_notices(
    folder: Path, origins: Path, *, version: str, system: str, site: Sequence[str] = ()
) -> None:
    """Put the third-party notices into the folder: a text, and the list that the program shows.

    `origins` is what the spec noted; `site` are folders of packages, without them those of this
    Python. Raises `Distrust` for whatever is shipped and nobody can vouch for.
    """
    made = _made(folder, origins, version, system, site)
    inner = folder / inner_folder(made.whose)
    # Windows' setup puts nothing else beside the programs: a version's files have their own folder.
    place = inner if system == "windows" else folder
    (place / notices.TEXT).write_bytes(notices.notices_text(made).encode("utf-8"))
    (inner / notices.LIST).write_bytes(notices.notices_list(made))


def write_bill(
    folder: Path,
    origins: Path,
    target: Path,
    *,
    version: str,
    system: str,
    when: int,
    site: Sequence[str] = (),
) -> None:
    """Write the bill of materials beside the packages, when everything in them is signed.

    `when` is the source's date in seconds since 1970, UTC. Raises `Distrust`.
    """
    from installers.trust.sbom import bill_of_materials  # only whoever builds has the library

    made = _made(folder, origins, version, system, site)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bill_of_materials(made, folder, when).encode("utf-8"))


def _made(folder: Path, origins: Path, version: str, system: str, site: Sequence[str]) -> Inventory:
    noted = Origins.read(origins)
    return inventory(folder, noted, Packages(site), system=system, version=version)
