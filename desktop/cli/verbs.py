"""One function a verb. What a verb needs is imported when it runs, so `--help` answers at once."""

import argparse

from desktop.cli.output import Output


def demo(arguments: argparse.Namespace, output: Output) -> int:
    """Make a sample office; open it, or visit its pages."""
    from desktop.cli.sample import run as do

    return do(arguments, output)


def init(arguments: argparse.Namespace, output: Output) -> int:
    """Make a new, empty office."""
    from desktop.cli.beginning import run as do

    return do(arguments, output)


def import_file(arguments: argparse.Namespace, output: Output) -> int:
    """Bring records in from a table."""
    from desktop.cli.importing import run as do

    return do(arguments, output)


def report(arguments: argparse.Namespace, output: Output) -> int:
    """Write a report."""
    from desktop.cli.leaving import report as do

    return do(arguments, output)


def export(arguments: argparse.Namespace, output: Output) -> int:
    """Write a spreadsheet."""
    from desktop.cli.leaving import export as do

    return do(arguments, output)


def list_names(arguments: argparse.Namespace, output: Output) -> int:
    """Say what can be printed, exported or imported."""
    from desktop.cli.listing import run as do

    return do(arguments, output)


def backup(arguments: argparse.Namespace, output: Output) -> int:
    """Make a verified backup."""
    from desktop.cli.keeping import backup as do

    return do(arguments, output)


def restore(arguments: argparse.Namespace, output: Output) -> int:
    """Make an office from a backup, or put one in its place."""
    from desktop.cli.restoring import run as do

    return do(arguments, output)


def upgrade(arguments: argparse.Namespace, output: Output) -> int:
    """Bring an office of an older version to this one."""
    from desktop.cli.upgrading import run as do

    return do(arguments, output)


def update(arguments: argparse.Namespace, output: Output) -> int:
    """Look for a newer version of the program, or install it."""
    from desktop.cli.update import run as do

    return do(arguments, output)


def install_update(arguments: argparse.Namespace, output: Output) -> int:
    """Install a package of the program, as root."""
    from desktop.cli.installing_update import run as do

    return do(arguments, output)


def recover(arguments: argparse.Namespace, output: Output) -> int:
    """Set an administrator's password by the recovery code."""
    from desktop.cli.recovering import run as do

    return do(arguments, output)


def check(arguments: argparse.Namespace, output: Output) -> int:
    """Look for damage and tampering."""
    from desktop.cli.keeping import check as do

    return do(arguments, output)


def drill(arguments: argparse.Namespace, output: Output) -> int:
    """Try whether a backup can be restored."""
    from desktop.cli.keeping import drill as do

    return do(arguments, output)


def put_back(arguments: argparse.Namespace, output: Output) -> int:
    """Put back an office that a restore set aside."""
    from desktop.cli.putting_back import run as do

    return do(arguments, output)


def audit_shape(arguments: argparse.Namespace, output: Output) -> int:
    """Count and verify the audit log."""
    from desktop.cli.audit_shape import run as do

    return do(arguments, output)


def rotate_key(arguments: argparse.Namespace, output: Output) -> int:
    """Give the office a new key."""
    from desktop.cli.keeping import rotate_key as do

    return do(arguments, output)


def move(arguments: argparse.Namespace, output: Output) -> int:
    """Take an office to a server or back."""
    from desktop.cli.moving import run as do

    return do(arguments, output)


def server_check(arguments: argparse.Namespace, output: Output) -> int:
    """Say what is wrong with a server."""
    from desktop.cli.server_check import run as do

    return do(arguments, output)


def files(arguments: argparse.Namespace, output: Output) -> int:
    """Say or choose where attached files are kept."""
    from desktop.cli.files import run as do

    return do(arguments, output)


def pointer(arguments: argparse.Namespace, output: Output) -> int:
    """Write a file that says where an office is."""
    from desktop.cli.pointing import run as do

    return do(arguments, output)


def close(arguments: argparse.Namespace, output: Output) -> int:
    """Ask the programs that are open here to close."""
    from desktop.cli.closing import run as do

    return do(arguments, output)


def calendars(arguments: argparse.Namespace, output: Output) -> int:
    """Bring calendar files up to date."""
    from desktop.cli.calendars import run as do

    return do(arguments, output)


def about(arguments: argparse.Namespace, output: Output) -> int:
    """Say what the program is."""
    from desktop.cli.about import run as do

    return do(arguments, output)
