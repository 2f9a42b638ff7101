"""`caseroom update`: whether there is a newer version, fetching it, and installing it."""

import argparse

from db.rules.findings import Refused, hard
from db.texts import t
from desktop.cli.output import Output
from desktop.settings import Settings
from desktop.updates.standing import PLACES, StandingUpdates
from ui.updates import Update, Way

THERE_IS_ONE = 3  # the exit code of --check


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Look where it is said, or where an office that was opened here said last."""
    settings = Settings()
    updates = StandingUpdates(settings)
    place = arguments.place or _kept(settings)
    update = updates.look(place)
    values: dict[str, object] = {"version": updates.version, "newer": None, "place": place}
    if update is None:
        words = t("There is no newer version.")
        output.result(values, f"{_running(updates)} {words}")
        return 0
    values |= {"newer": update.version, "date": update.day, "news": update.news}
    there = t("There is a newer version of Caseroom: {version}.", version=update.version)
    if arguments.check:
        output.result(values, f"{_running(updates)} {there}", update.news)
        return THERE_IS_ONE
    output.progress(there)
    if arguments.download is not None:
        file = updates.fetch_into(update, arguments.download, lambda done, total: None)
        output.result(values | {"file": file}, t("It is genuine, and lies here: {file}", file=file))
        return 0
    return _install(updates, update, values, output)


def _install(
    updates: StandingUpdates, update: Update, values: dict[str, object], output: Output
) -> int:
    if update.way is Way.BY_HAND:
        output.refuse(update.how)
        return 1
    output.progress(t("Fetching it, and checking that it is genuine …"))
    fetched = updates.fetch(update, lambda done, total: None)
    if fetched.command and not updates.has_rights:
        raise Refused(hard("update.no_rights", command=fetched.command))
    done = updates.install(fetched, again=False)  # at night nobody sits before it
    words = t("Installed.") if done else t("The installation has begun. It ends by itself.")
    output.result(values | {"installed": done, "begun": True}, words)
    return 0


def _running(updates: StandingUpdates) -> str:
    return t("On this computer is Caseroom {version}.", version=updates.version)


def _kept(settings: Settings) -> str:
    kept = settings.get(PLACES)
    if not kept:
        raise Refused(hard("update.nowhere_here"))
    return str(kept[0]["place"])
