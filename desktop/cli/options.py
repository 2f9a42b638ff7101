"""What the options of several verbs have in common."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from db.rules.findings import Refused
from db.texts import explain, t

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def verb(
    commands: Commands,
    name: str,
    run: Callable[..., object],
    help_text: str,
    *,
    office: bool = True,
) -> argparse.ArgumentParser:
    """A verb that is run by a function, with an office and who works in it unless told."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help=t("print one JSON object"))
    if office:
        parser.add_argument(
            "--office",
            type=place,
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


def day(text: str) -> date:
    """A day as it is written in ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            t("{text} is not a date like 2026-03-14", text=text)
        ) from None


def count(text: str) -> int:
    """How many, from one up to a million."""
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(t("{text} is not a number from 1 up", text=text))
    return int(text)


def seconds(text: str) -> int:
    """How long to wait, at most an hour."""
    if not text.isdecimal() or int(text) > 3600:
        raise argparse.ArgumentTypeError(
            t("{text} is not a number of seconds up to 3600", text=text)
        )
    return int(text)


def place(text: str) -> Path | str:
    """A folder; an address stays as it is typed until somebody opens it, and a pointer is as good
    as the place that it names.
    """
    from desktop.pointers import is_pointer, read_pointer

    if is_pointer(text):
        try:
            text = read_pointer(Path(text))
        except Refused as refused:
            raise argparse.ArgumentTypeError(explain(refused)) from None
    return text if "://" in text else Path(text)
