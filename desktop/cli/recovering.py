"""`caseroom recover`: back into an office whose administrators know no password any more."""

import argparse
import os
from pathlib import Path

from db.office.entering import where_is
from db.office.recovery import recover, try_recovery_code
from db.storage.keys.key_file import RECOVERY
from db.texts import t
from desktop.attempts import counted
from desktop.cli.beginning import maker_of
from desktop.cli.output import Output
from desktop.cli.signing_in import asked_password, new_password, signed_in
from desktop.device import device_name

CODE = "CASEROOM_RECOVERY_CODE"


def drill(arguments: argparse.Namespace, output: Output) -> int:
    """Sign in as an administrator, and see whether the code opens the office."""
    office = signed_in(arguments.office, arguments.user)
    try:
        code = os.environ.get(CODE) or asked_password(t("Recovery code: "))
        with counted(office.home.where, RECOVERY) as attempt:
            try_recovery_code(office, code)
            attempt.office = office
    finally:
        office.close()
    output.result(
        {"office": str(arguments.office), "works": True},
        t("The recovery code works. Put it back where it is kept."),
    )
    return 0


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Set the password, or only try the code, from CASEROOM_RECOVERY_CODE or a prompt."""
    if arguments.drill:
        return drill(arguments, output)
    code = os.environ.get(CODE) or asked_password(t("Recovery code: "))
    place = where_is(arguments.office)
    maker = None if isinstance(place, Path) else maker_of(arguments.login)
    password = new_password(t("New password of {user}: ", user=arguments.user))
    with counted(place, RECOVERY) as attempt:
        office = attempt.office = recover(
            place, code, arguments.user, password, maker=maker, device=device_name()
        )
    office.close()
    output.result(
        {"office": str(arguments.office), "user": office.user.user_name},
        t("The password of {user} is set. Renew the recovery code now.", user=arguments.user),
    )
    return 0
