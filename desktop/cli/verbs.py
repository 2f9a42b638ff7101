"""One function a verb. What a verb needs is imported when it runs, so `--help` answers at once."""

import argparse
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

from desktop.cli.output import Output


def version() -> str:
    """The program's version."""
    try:
        return installed_version("caseroom")
    except PackageNotFoundError:
        return "0"


def demo(arguments: argparse.Namespace, output: Output) -> int:
    """Make a sample office; open it, or visit its pages."""
    from desktop.cli import sample

    return sample.run(arguments, output)


def init(arguments: argparse.Namespace, output: Output) -> int:
    """Make a new, empty office."""
    from desktop.cli import beginning

    return beginning.run(arguments, output)


def import_file(arguments: argparse.Namespace, output: Output) -> int:
    """Bring records in from a table."""
    from desktop.cli import importing

    return importing.run(arguments, output)


def report(arguments: argparse.Namespace, output: Output) -> int:
    """Write a report."""
    from desktop.cli import leaving

    return leaving.report(arguments, output)


def export(arguments: argparse.Namespace, output: Output) -> int:
    """Write a spreadsheet."""
    from desktop.cli import leaving

    return leaving.export(arguments, output)


def list_names(arguments: argparse.Namespace, output: Output) -> int:
    """Say what can be printed, exported or imported."""
    from desktop.cli import listing

    return listing.run(arguments, output)


def backup(arguments: argparse.Namespace, output: Output) -> int:
    """Make a verified backup."""
    from desktop.cli import keeping

    return keeping.backup(arguments, output)


def restore(arguments: argparse.Namespace, output: Output) -> int:
    """Make an office from a backup."""
    from desktop.cli import keeping

    return keeping.restore(arguments, output)


def check(arguments: argparse.Namespace, output: Output) -> int:
    """Look for damage and tampering."""
    from desktop.cli import keeping

    return keeping.check(arguments, output)
