"""`pointer`: a file that says where an office is, to be handed round and double-clicked."""

import argparse

from db.texts import t
from desktop.cli.output import Output


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Write it. Whether there is an office is seen by whoever opens it."""
    from desktop.pointers import read_pointer, write_pointer

    file = write_pointer(arguments.out, str(arguments.office))
    place = read_pointer(file)
    output.result({"file": str(file), "office": place}, t("Saved as {file}", file=file))
    return 0
