"""`caseroom upgrade`: an office of an older version, brought to this one by an administrator."""

import argparse
import os

from db.office import open_office
from db.office.entering import folder_only
from db.office.upgrading import look_ahead, upgrade_office
from db.texts import t
from desktop.attempts import counted
from desktop.cli.output import Output
from desktop.cli.signing_in import PASSWORD, asked_password, asked_user
from desktop.device import device_name


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Back up, upgrade, and see that it opens. This computer's own key is not enough for that."""
    user = asked_user(arguments.user)
    password = os.environ.get(PASSWORD)
    if password is None:
        password = asked_password(t("Password of {user}: ", user=user))
    done = None
    folder = folder_only(arguments.office)
    with counted(folder, user) as attempt:
        ahead = look_ahead(folder, user, password)
        if ahead is not None:
            output.progress(t("Making a backup, then upgrading …"))
            done = upgrade_office(ahead, device=device_name())
        office = open_office(folder, user, password, device=device_name())
        attempt.office = office
    office.close()
    if done is None:
        output.result(
            {"office": str(arguments.office), "upgraded": False},
            t("The office is of this version already."),
        )
        return 0
    output.result(
        {
            "office": str(arguments.office),
            "upgraded": True,
            "from": done.found,
            "to": done.now,
            "backup": str(done.backup),
        },
        t("The office is of this version now. Backup made before: {file}", file=done.backup),
    )
    return 0
