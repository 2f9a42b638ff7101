"""`python -m installers.trust notices|bill FOLDER --origins FILE …`: a built folder's papers."""

import argparse
import os
import sys
from pathlib import Path

from installers.contents import version
from installers.trust.papers import BILL, write_bill, write_notices
from installers.trust.parts import Distrust


def main() -> int:
    """Write them. Returns 1, with a sentence, when something shipped cannot be vouched for."""
    parser = argparse.ArgumentParser(prog="python -m installers.trust", description=__doc__)
    parser.add_argument("what", choices=("notices", "bill"))
    parser.add_argument("folder", type=Path, help="the built program's folder")
    parser.add_argument("--origins", type=Path, required=True, help="what the spec noted")
    parser.add_argument("--out", type=Path, default=Path(BILL), help="where the bill goes")
    parser.add_argument("--system", choices=("linux", "windows"), default=None)
    parser.add_argument("--site", action="append", default=[], help="where packages are installed")
    asked = parser.parse_args()
    system = asked.system or ("windows" if sys.platform == "win32" else "linux")
    try:
        if asked.what == "notices":
            write_notices(
                asked.folder, asked.origins, version=version(), system=system, site=asked.site
            )
        else:
            write_bill(
                asked.folder,
                asked.origins,
                asked.out,
                version=version(),
                system=system,
                when=int(os.environ.get("SOURCE_DATE_EPOCH", "0")),
                site=asked.site,
            )
    except Distrust as distrust:
        sys.stderr.write(f"{distrust}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
