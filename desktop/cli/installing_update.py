"""`caseroom install-update`: what root does with a package, however it was looked at before."""

import argparse
from functools import partial

from db.rules.findings import Refused, hard
from db.texts import explain, t
from desktop.cli.output import Output
from desktop.updates.by_root import install, system_installs, this_program


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Install the package in a folder, if its notice is genuine and newer."""
    # The files of this program are exchanged meanwhile: what it may say then is read before.
    explain(Refused(hard("update.not_installed", command="")))
    done = t("Installed.")
    system = partial(system_installs, quiet=arguments.json)
    notice = install(arguments.folder.absolute(), this_program(), system)
    output.result({"installed": True, "version": notice.version}, done)
    return 0
