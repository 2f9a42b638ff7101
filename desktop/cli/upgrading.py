"""`caseroom upgrade`: an office of an older version, brought to this one by an administrator."""

import argparse
import os
from pathlib import Path

from db.office.entering import enter, where_is
from db.office.upgrading import look_ahead, upgrade_office
from db.rules.findings import Refused, hard
from db.texts import t
from desktop.attempts import counted
from desktop.cli.beginning import maker_of
from desktop.cli.output import Output
from desktop.cli.signing_in import PASSWORD, asked_password, asked_user
from desktop.device import device_name


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Back up, upgrade, and see that it opens. This computer's own key is not enough for that."""
    user = asked_user(arguments.user)
    password = os.environ.get(PASSWORD)
    if password is None:
        password = asked_password(t("Password of {user}: ", user=user))
    done, place = None, where_is(arguments.office)
    maker = None if isinstance(place, Path) else maker_of(arguments.login)
    with counted(place, user) as attempt:
        ahead = look_ahead(place, user, password, maker=maker)
        if ahead is not None:
            if maker is None:
                output.progress(t("Making a backup, then upgrading …"))
            elif not arguments.backed_up:
                raise Refused(hard("upgrade.not_backed_up"))
            else:
                output.progress(t("Upgrading …"))
            done = upgrade_office(ahead, device=device_name())
        attempt.office = enter(place, user, password, device=device_name())
    attempt.office.close()
    if done is None:
        output.result(
            {"office": str(place), "upgraded": False},
            t("The office is of this version already."),
        )
        return 0
    backup = None if done.backup is None else str(done.backup)
    output.result(
        {
            "office": str(place),
            "upgraded": True,
            "from": done.found,
            "to": done.now,
            "backup": backup,
        },
        t("What the server refuses to whom is as this version wants it now.")
        if done.found == done.now
        else t("The office is of this version now.")
        if backup is None
        else t("The office is of this version now. Backup made before: {file}", file=backup),
    )
    return 0
