"""`python -m installers.trust FOLDER --origins FILE --out DIR`: all papers of a built folder."""

import argparse
import os
import sys
from pathlib import Path

from installers.trust.papers import write_papers
from installers.trust.parts import Distrust


def main() -> int:
    """Write them. Returns 1, with a sentence, when something shipped cannot be vouched for."""
    parser = argparse.ArgumentParser(prog="python -m installers.trust", description=__doc__)
    parser.add_argument("folder", type=Path, help="the built program's folder")
    parser.add_argument("--origins", type=Path, required=True, help="what the spec noted")
    parser.add_argument("--out", type=Path, required=True, help="where the papers go as well")
    parser.add_argument("--version", required=True)
    parser.add_argument("--system", choices=("linux", "windows"), default=None)
    parser.add_argument("--site", action="append", default=[], help="where packages are installed")
    asked = parser.parse_args()
    system = asked.system or ("windows" if sys.platform == "win32" else "linux")
    try:
        papers = write_papers(
            asked.folder,
            asked.origins,
            asked.out,
            version=asked.version,
            system=system,
            when=int(os.environ.get("SOURCE_DATE_EPOCH", "0")),
            site=asked.site,
        )
    except Distrust as distrust:
        sys.stderr.write(f"{distrust}\n")
        return 1
    for paper in papers:
        sys.stderr.write(f"Wrote {paper}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
