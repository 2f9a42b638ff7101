"""The verbs that keep an office: backups, checks, keys, and where it lives."""

import argparse
from pathlib import Path

from db.texts import t
from desktop.cli import verbs
from desktop.cli.options import Commands, day, place, seconds, verb


def keeping(commands: Commands) -> None:
    """Add them."""
    _backups(commands)
    _looks(commands)
    _keys(commands)
    _places(commands)
    _this_computer(commands)


def _backups(commands: Commands) -> None:
    backup = verb(commands, "backup", verbs.backup, t("make a verified backup"))
    backup.add_argument("--to", type=Path, metavar="FILE", help=t("where to; else in the office"))
    backup.add_argument(
        "--login", metavar="ROLE", help=t("of an office on a server: who reads every row there")
    )
    restore = verb(
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
    back = verb(
        commands, "put-back", verbs.put_back, t("put back an office that a restore set aside")
    )
    back.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help=t("the latest without it")
    )
    back.add_argument("--show", action="store_true", help=t("only say what it holds"))
    back.add_argument(
        "--confirm", metavar="NAME", help=t("the office's name, to confirm that it is replaced")
    )
    drill = verb(commands, "drill", verbs.drill, t("try whether a backup can be restored"))
    drill.add_argument("--file", type=Path, metavar="FILE", help=t("the newest without it"))


def _looks(commands: Commands) -> None:
    words = t("count and verify the audit log; nobody is named")
    shape = verb(commands, "audit-shape", verbs.audit_shape, words)
    shape.add_argument(
        "--by",
        choices=("act", "kind", "role", "computer", "week", "day"),
        default="act",
        help=t("what to count by"),
    )
    shape.add_argument("--from", dest="first", type=day, metavar="DATE", help=t("first day"))
    shape.add_argument("--to", dest="last", type=day, metavar="DATE", help=t("last day"))
    shape.add_argument(
        "--state",
        metavar="LETTERS",
        help=t("say when the records were in the state that stands at the foot of a report"),
    )
    shape.add_argument("--verify", action="store_true", help=t("verify every chain as well"))
    verb(commands, "check", verbs.check, t("look for damage and tampering"))


def _keys(commands: Commands) -> None:
    verb(commands, "rotate-key", verbs.rotate_key, t("give the office a new key"))
    words = t("bring an office of an older version to this one")
    upgrade = verb(commands, "upgrade", verbs.upgrade, words)
    _owner(upgrade)
    upgrade.add_argument(
        "--backed-up",
        action="store_true",
        help=t("on a server: there is a backup of today, with the roles"),
    )
    recover = verb(
        commands,
        "recover",
        verbs.recover,
        t("set an administrator's password by the recovery code"),
        office=False,
    )
    recover.add_argument(
        "--office",
        type=place,
        required=True,
        metavar="DIR",
        help=t("the office's folder, or postgresql://HOST/DATABASE"),
    )
    _owner(recover)
    recover.add_argument(
        "--user", required=True, metavar="NAME", help=t("the administrator's user name")
    )
    recover.add_argument(
        "--drill", action="store_true", help=t("only try the code, and change nothing")
    )


def _owner(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--login", metavar="ROLE", help=t("on a server: who owns the database and may make roles")
    )


def _places(commands: Commands) -> None:
    moving = verb(commands, "move", verbs.move, t("take an office to a server, or back"))
    moving.add_argument(
        "--to",
        type=place,
        required=True,
        metavar="PLACE",
        help=t("a new folder, or the address of an empty database on a server"),
    )
    _owner(moving)
    files = verb(commands, "files", verbs.files, t("say or choose where attached files are kept"))
    files.add_argument(
        "--to",
        metavar="PLACE",
        help=t("for an office on a server: “database”, or a folder that every computer reaches"),
    )
    files.add_argument(
        "--lost",
        action="store_true",
        help=t("the folder until now is gone for good, or its files are in the new one already"),
    )
    words = t("say what is wrong with a PostgreSQL server for an office")
    server = verb(commands, "server-check", verbs.server_check, words, office=False)
    server.add_argument("address", metavar="ADDRESS", help="postgresql://HOST/DATABASE")
    who = server.add_mutually_exclusive_group()
    who.add_argument("--user", metavar="NAME", help=t("somebody of the office's staff"))
    who.add_argument(
        "--login", metavar="ROLE", help=t("or whoever else signs in at the server, by that name")
    )


def _this_computer(commands: Commands) -> None:
    words = t("write a file that opens an office when it is double-clicked")
    pointer = verb(commands, "pointer", verbs.pointer, words, office=False)
    pointer.add_argument(
        "--office",
        type=place,
        required=True,
        metavar="DIR",
        help=t("the office's folder, or postgresql://HOST/DATABASE"),
    )
    pointer.add_argument("--out", type=Path, required=True, metavar="FILE.caseroom")
    words = t("close every Caseroom that you have open on this computer; what is typed is kept")
    close = verb(commands, "close", verbs.close, words, office=False)
    close.add_argument(
        "--wait",
        type=seconds,
        default=30,
        metavar="SECONDS",
        help=t("how long to wait until they have ended (30)"),
    )
