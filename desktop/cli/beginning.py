"""`caseroom init`: a new, empty office."""

import argparse
import os
from pathlib import Path

from db.office import NewOffice, create_office
from db.office.entering import where_is
from db.office.on_server import Maker, found_on_server
from db.rules.findings import Refused, hard
from db.texts import t
from desktop.cli.output import Output
from desktop.cli.signing_in import SERVER_PASSWORD, asked_password, new_password
from desktop.device import device_name


def run(arguments: argparse.Namespace, output: Output) -> int:
    """Make the office and print its recovery code, this once."""
    form = NewOffice(
        name=arguments.name,
        time_zone=arguments.time_zone or local_zone(),
        admin_user=arguments.admin,
        admin_name=arguments.admin_name or arguments.admin,
        recovery_opens_sealed=arguments.recovery_opens_sealed,
        password=new_password(t("New password of {user}: ", user=arguments.admin)),
    )
    where = where_is(arguments.folder)
    if isinstance(where, Path):
        created = create_office(where, form, device=device_name())
        created.office.close()
        user, code = created.office.user, created.recovery_code
    else:
        found = found_on_server(where, form, maker_of(arguments.login), device=device_name())
        user, code = found.user, found.recovery_code
    output.result(
        {"office": str(where), "user": user.user_name, "recovery_code": code},
        t("The office “{name}” is in {folder}.", name=form.name, folder=where),
        t("Recovery code, shown this once: {code}", code=code),
        t("Write it down and lock it away: it opens the office when every password is lost."),
    )
    return 0


def maker_of(login: str | None) -> Maker:
    """Who makes tables and roles at a server. Raises `Refused`."""
    if not login:
        raise Refused(hard("server.login_missing", "login"))
    password = os.environ.get(SERVER_PASSWORD)
    if password is None:
        password = asked_password(t("Password of {user}: ", user=login))
    return Maker(login, password)


def local_zone() -> str:
    """This computer's time zone as an IANA name; UTC where it does not say."""
    from desktop.local_zone import zone_of_this_computer

    return zone_of_this_computer()
