#!/usr/bin/env python3
"""The one command for people who try or change Caseroom: `python3 dev.py` lists its verbs.

Written so that a Python that is too old still understands it, and can say so.
"""

import sys

OLDEST, NEWEST = (3, 11), (3, 14)


def main():
    """Check the Python that runs this, then do what was asked for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        sys.stderr.write(
            "Caseroom needs Python %d.%d to %d.%d; this is %d.%d (%s).\n"
            "Install one from https://www.python.org/downloads/ and run this with it, "
            "for example: python3.%d dev.py\n"
            % (OLDEST + NEWEST + tuple(sys.version_info[:2]) + (sys.executable, NEWEST[1]))
        )
        return 1
    from development.verbs import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
