"""The verbs and their options."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from db.texts import t
from desktop.cli import verbs
from desktop.cli.keeping_arguments import keeping
from desktop.cli.options import Commands, count, day, place, verb
from desktop.version import version

VERBS = (
    "demo",
    "init",
    "import",
    "report",
    "export",
    "list",
    "calendars",
    "backup",
    "restore",
    "put-back",
    "audit-shape",
    "check",
    "drill",
    "rotate-key",
    "recover",
    "upgrade",
    "update",
    "install-update",
    "move",
    "files",
    "server-check",
    "pointer",
    "close",
    "about",
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of one call. Wrong usage ends the process with exit code 2, as usual."""
    parser = argparse.ArgumentParser(
        prog="caseroom",
        description=t("Case management for an agency that works from one office."),
    )
    parser.add_argument("--version", action="version", version=f"Caseroom {version()}")
    commands = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _demo(commands)
    _init(commands)
    _import(commands)
    _report(commands)
    _export(commands)
    _list(commands)
    words = t("bring the calendar files in the office's folder up to date")
    verb(commands, "calendars", verbs.calendars, words)
    keeping(commands)
    _update(commands)
    _about(commands)
    arguments = parser.parse_args(argv)
    if (
        arguments.verb == "restore"
        and not arguments.to
        and (arguments.replace or not arguments.show)
    ):
        parser.error(t("restore needs --to DIR, or --show"))
    return arguments


def _about(commands: Commands) -> None:
    words = t("say what the program stands on, and where its folders are")
    parser = verb(commands, "about", verbs.about, words, office=False)
    words = t("the third-party notices as well, with the licenses’ own words")
    parser.add_argument("--licenses", action="store_true", help=words)


def _demo(commands: Commands) -> None:
    parser = verb(commands, "demo", verbs.demo, t("make a sample office and open it"), office=False)
    parser.add_argument("folder", type=Path, metavar="DIR", help=t("a folder that is new or empty"))
    parser.add_argument(
        "--clients", type=count, default=600, metavar="N", help=t("how many clients (600)")
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="S", help=t("the same seed, the same office")
    )
    parser.add_argument("--no-open", action="store_true", help=t("only make it"))
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="PICTURES",
        help=t("visit each page instead, and save pictures, a report and a workbook here"),
    )


def _init(commands: Commands) -> None:
    parser = verb(commands, "init", verbs.init, t("make a new, empty office"), office=False)
    parser.add_argument(
        "folder",
        type=place,
        metavar="DIR",
        help=t("a folder that is new or empty, or the address of an empty database on a server"),
    )
    parser.add_argument(
        "--login", metavar="ROLE", help=t("on a server: who owns the database and may make roles")
    )
    parser.add_argument("--name", required=True, help=t("the agency's name, for letterheads"))
    parser.add_argument("--admin", required=True, metavar="USER", help=t("first administrator"))
    parser.add_argument("--admin-name", metavar="NAME", help=t("the administrator's full name"))
    parser.add_argument(
        "--recovery-opens-sealed",
        action="store_true",
        help=t("let the recovery code open sealed files as well"),
    )
    parser.add_argument(
        "--time-zone", metavar="ZONE", help=t("an IANA name; this computer's without it")
    )


def _import(commands: Commands) -> None:
    parser = verb(commands, "import", verbs.import_file, t("bring records in from a table"))
    parser.add_argument("kind", metavar="KIND", help=t("one of “caseroom list imports”"))
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a .csv, .xlsx or .ics file"))
    parser.add_argument(
        "--worker", metavar="USER", help=t("whose appointments a calendar file (.ics) holds")
    )
    parser.add_argument(
        "--client", metavar="NUMBER", help=t("whose commitments elsewhere a calendar file holds")
    )
    parser.add_argument(
        "--reason",
        metavar="WORDS",
        default="",
        help=t("book what asks for one, with this reason"),
    )
    parser.add_argument("--sheet", metavar="NAME", help=t("a worksheet's name"))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=HEADING",
        help=t("which column is a field, where the heading does not say so"),
    )
    parser.add_argument(
        "--day-first", action="store_true", help=t("read 3/4/2026 as the third of April")
    )
    parser.add_argument(
        "--rejected", type=Path, metavar="FILE", help=t("save the rejected rows here, to be mended")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=t("say what would happen, and save nothing")
    )


def _report(commands: Commands) -> None:
    parser = verb(commands, "report", verbs.report, t("write a report as a PDF"))
    parser.add_argument("name", metavar="NAME", help=t("one of “caseroom list reports”"))
    _leaving(parser, "FILE.pdf")
    parser.add_argument("--case", metavar="NUMBER", help=t("the case's number"))
    parser.add_argument("--client", metavar="NUMBER", help=t("the client's number"))
    parser.add_argument(
        "--hearing",
        type=day,
        metavar="DATE",
        help=t("the hearing's date; the next one without it"),
    )
    parser.add_argument("--worker", metavar="USER", help=t("a worker's user name"))
    parser.add_argument("--room", metavar="NAME", help=t("a room's name"))
    parser.add_argument("--team", metavar="NAME", help=t("a team's name"))
    parser.add_argument(
        "--columns",
        metavar="WHAT",
        help=t("of a calendar: workers, teams, rooms, cars or interpreters"),
    )
    parser.add_argument("--date", type=day, metavar="DATE", help=t("the day; today without it"))


def _export(commands: Commands) -> None:
    parser = verb(commands, "export", verbs.export, t("write a spreadsheet"))
    parser.add_argument("name", metavar="NAME", help=t("one of “caseroom list exports”"))
    _leaving(parser, "FILE.xlsx")


def _leaving(parser: argparse.ArgumentParser, metavar: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar=metavar)
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help=t("first day"))
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help=t("last day"))
    parser.add_argument("--recipient", default="", metavar="WHO", help=t("who gets it"))
    parser.add_argument(
        "--purpose", default="", metavar="WHY", help=t("court, funder, internal …: it is recorded")
    )


def _update(commands: Commands) -> None:
    words = t("look for a newer version of Caseroom, and install it")
    parser = verb(commands, "update", verbs.update, words, office=False)
    parser.add_argument(
        "--from",
        dest="place",
        metavar="PLACE",
        help=t("a folder, a notice file or an https address; else where the office said"),
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--check", action="store_true", help=t("only say whether there is one: exit code 3 if so")
    )
    only.add_argument(
        "--download", type=Path, metavar="DIR", help=t("only put the checked installer into DIR")
    )
    words = t("on Linux, as root: check the package in a folder once more, and install it")
    parser = verb(commands, "install-update", verbs.install_update, words, office=False)
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=t("where the package lies beside its notice")
    )


def _list(commands: Commands) -> None:
    parser = verb(
        commands,
        "list",
        verbs.list_names,
        t("what can be printed, exported or imported"),
        office=False,
    )
    parser.add_argument("what", choices=("reports", "exports", "imports"))
