"""All papers of one built folder: the notices (into it), the bill of materials (beside it)."""

from collections.abc import Sequence
from pathlib import Path

from installers.trust import notices
from installers.trust.distributions import Packages
from installers.trust.inventory import INNER, Origins, inventory

BILL = "bom.cdx.json"


def write_papers(
    folder: Path,
    origins: Path,
    out: Path,
    *,
    version: str,
    system: str,
    when: int,
    site: Sequence[str] = (),
) -> list[Path]:
    """Write them; gives the files. Raises `Distrust`.

    The notices stand in the folder before the bill is made, so that it names them with their
    hashes. `when` is the source's date in seconds since 1970; `site` are folders of packages,
    without them those of this Python.
    """
    from installers.trust.sbom import bill_of_materials  # only the build has the library

    packages, noted = Packages(site), Origins.read(origins)
    made = inventory(folder, noted, packages, system=system, version=version)
    text, listed = folder / notices.TEXT, folder / INNER / notices.LIST
    text.write_bytes(notices.notices_text(made).encode("utf-8"))
    listed.write_bytes(notices.notices_list(made).encode("utf-8"))
    made = inventory(folder, noted, packages, system=system, version=version)
    out.mkdir(parents=True, exist_ok=True)
    bill = out / BILL
    bill.write_bytes(bill_of_materials(made, folder, when).encode("utf-8"))
    return [text, listed, bill]
