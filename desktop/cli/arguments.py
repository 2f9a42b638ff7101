"""The verbs and their options."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from db.texts import t
from desktop.cli import verbs

VERBS = (
    "demo",
    "init",
    "import",
    "report",
    "export",
    "list",
    "backup",
    "restore",
    "put-back",
    "audit-shape",
    "check",
    "drill",
    "rotate-key",
    "recover",
    "upgrade",
    "move",
    "server-check",
)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of one call. Wrong usage ends the process with exit code 2, as usual."""
    parser = argparse.ArgumentParser(
        prog="caseroom",
        description=t("Case management for an agency that works from one office."),
    )
    parser.add_argument("--version", action="version", version=f"Caseroom {verbs.version()}")
    commands = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _demo(commands)
    _init(commands)
    _import(commands)
    _report(commands)
    _export(commands)
    _list(commands)
    _keeping(commands)
    arguments = parser.parse_args(argv)
    if (
        arguments.verb == "restore"
        and not arguments.to
        and (arguments.replace or not arguments.show)
    ):
        parser.error(t("restore needs --to DIR, or --show"))
    return arguments


def _verb(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[..., object],
    help_text: str,
    *,
    office: bool = True,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help=t("print one JSON object"))
    if office:
        parser.add_argument(
            "--office",
            type=_place,
            required=True,
            metavar="DIR",
            help=t("the office's folder, or postgresql://HOST/DATABASE"),
        )
        parser.add_argument(
            "--user",
            metavar="NAME",
            help=t(
                "who does this; the password comes from CASEROOM_PASSWORD, "
                "this computer's keyring or a prompt"
            ),
        )
    return parser


def _demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _verb(
        commands, "demo", verbs.demo, t("make a sample office and open it"), office=False
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help=t("a folder that is new or empty"))
    parser.add_argument(
        "--clients", type=_count, default=600, metavar="N", help=t("how many clients (600)")
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


def _init(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _verb(commands, "init", verbs.init, t("make a new, empty office"), office=False)
    parser.add_argument(
        "folder",
        type=_place,
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


def _import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _verb(commands, "import", verbs.import_file, t("bring records in from a table"))
    parser.add_argument("kind", metavar="KIND", help=t("one of “caseroom list imports”"))
    parser.add_argument("file", type=Path, metavar="FILE", help=t("a .csv or .xlsx file"))
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


def _report(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _verb(commands, "report", verbs.report, t("write a report as a PDF"))
    parser.add_argument("name", metavar="NAME", help=t("one of “caseroom list reports”"))
    _leaving(parser, "FILE.pdf")
    parser.add_argument("--case", metavar="NUMBER", help=t("the case's number"))
    parser.add_argument("--client", metavar="NUMBER", help=t("the client's number"))
    parser.add_argument(
        "--hearing",
        type=_day,
        metavar="DATE",
        help=t("the hearing's date; the next one without it"),
    )
    parser.add_argument("--worker", metavar="USER", help=t("a worker's user name"))
    parser.add_argument("--room", metavar="NAME", help=t("a room's name"))
    parser.add_argument("--date", type=_day, metavar="DATE", help=t("the day; today without it"))


def _export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _verb(commands, "export", verbs.export, t("write a spreadsheet"))
    parser.add_argument("name", metavar="NAME", help=t("one of “caseroom list exports”"))
    _leaving(parser, "FILE.xlsx")


def _leaving(parser: argparse.ArgumentParser, metavar: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar=metavar)
    parser.add_argument("--from", dest="first", type=_day, metavar="DATE", help=t("first day"))
    parser.add_argument("--to", dest="last", type=_day, metavar="DATE", help=t("last day"))
    parser.add_argument("--recipient", default="", metavar="WHO", help=t("who gets it"))
    parser.add_argument(
        "--purpose", default="", metavar="WHY", help=t("court, funder, internal …: it is recorded")
    )


def _list(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _verb(
        commands,
        "list",
        verbs.list_names,
        t("what can be printed, exported or imported"),
        office=False,
    )
    parser.add_argument("what", choices=("reports", "exports", "imports"))


def _keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = _verb(commands, "backup", verbs.backup, t("make a verified backup"))
    backup.add_argument("--to", type=Path, metavar="FILE", help=t("where to; else in the office"))
    restore = _verb(
        commands, "restore", verbs.restore, t("make an office from a backup"), office=False
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--to", type=Path, metavar="DIR", help=t("a new folder"))
    restore.add_argument("--show", action="store_true", help=t("only say what the backup holds"))
    restore.add_argument(
        "--replace", action="store_true", help=t("put it in the place of the office in DIR")
    )
    restore.add_argument(
        "--confirm", metavar="NAME", help=t("the office's name, to confirm that it is replaced")
    )
    restore.add_argument("--user", metavar="NAME", help=t("the administrator who replaces it"))
    back = _verb(
        commands, "put-back", verbs.put_back, t("put back an office that a restore set aside")
    )
    back.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help=t("the latest without it")
    )
    back.add_argument("--show", action="store_true", help=t("only say what it holds"))
    back.add_argument(
        "--confirm", metavar="NAME", help=t("the office's name, to confirm that it is replaced")
    )
    _verb(commands, "rotate-key", verbs.rotate_key, t("give the office a new key"))
    drill = _verb(commands, "drill", verbs.drill, t("try whether a backup can be restored"))
    drill.add_argument("--file", type=Path, metavar="FILE", help=t("the newest without it"))
    words = t("count and verify the audit log; nobody is named")
    shape = _verb(commands, "audit-shape", verbs.audit_shape, words)
    shape.add_argument(
        "--by",
        choices=("act", "kind", "role", "computer", "week", "day"),
        default="act",
        help=t("what to count by"),
    )
    shape.add_argument("--from", dest="first", type=_day, metavar="DATE", help=t("first day"))
    shape.add_argument("--to", dest="last", type=_day, metavar="DATE", help=t("last day"))
    shape.add_argument(
        "--state",
        metavar="LETTERS",
        help=t("say when the records were in the state that stands at the foot of a report"),
    )
    shape.add_argument("--verify", action="store_true", help=t("verify every chain as well"))
    _verb(commands, "check", verbs.check, t("look for damage and tampering"))
    _verb(commands, "upgrade", verbs.upgrade, t("bring an office of an older version to this one"))
    recover = _verb(
        commands,
        "recover",
        verbs.recover,
        t("set an administrator's password by the recovery code"),
        office=False,
    )
    recover.add_argument(
        "--office", type=_place, required=True, metavar="DIR", help=t("the office's folder")
    )
    recover.add_argument(
        "--user", required=True, metavar="NAME", help=t("the administrator's user name")
    )
    recover.add_argument(
        "--drill", action="store_true", help=t("only try the code, and change nothing")
    )
    moving = _verb(commands, "move", verbs.move, t("take an office to a server, or back"))
    moving.add_argument(
        "--to",
        type=_place,
        required=True,
        metavar="PLACE",
        help=t("a new folder, or the address of an empty database on a server"),
    )
    moving.add_argument(
        "--login", metavar="ROLE", help=t("on the server: who owns the database and may make roles")
    )
    words = t("say what is wrong with a PostgreSQL server for an office")
    server = _verb(commands, "server-check", verbs.server_check, words, office=False)
    server.add_argument("address", metavar="ADDRESS", help="postgresql://HOST/DATABASE")
    who = server.add_mutually_exclusive_group()
    who.add_argument("--user", metavar="NAME", help=t("somebody of the office's staff"))
    who.add_argument(
        "--login", metavar="ROLE", help=t("or whoever else signs in at the server, by that name")
    )


def _place(text: str) -> Path | str:
    """A folder; an address stays as it is typed until somebody opens it."""
    return text if "://" in text else Path(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            t("{text} is not a date like 2026-03-14", text=text)
        ) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(t("{text} is not a number from 1 up", text=text))
    return int(text)
