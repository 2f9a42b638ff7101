"""Signing in from the command line: never with a password among the arguments."""

import getpass
import os
import sys

from db.office import Office
from db.office.entering import Where, enter, where_is
from db.rules.findings import Refused, hard
from db.texts import t
from desktop.attempts import counted
from desktop.cli.being_here import be_here
from desktop.device import device_name

PASSWORD = "CASEROOM_PASSWORD"
USER = "CASEROOM_USER"
CODE = "CASEROOM_CODE"  # after the office was moved to a server, once
SERVER_PASSWORD = "CASEROOM_SERVER_PASSWORD"  # of whoever makes an office on a server


def signed_in(where: Where | str, user_name: str | None) -> Office:
    """The office, opened by the user. Raises `Refused`, also for a one-time password."""
    office = _opened(where_is(where), user_name)
    if office.must_change_password:
        office.close()
        raise Refused(hard("sign_in.must_change"))
    be_here(office)
    return office


def _opened(where: Where, user_name: str | None) -> Office:
    user = asked_user(user_name)
    password = os.environ.get(PASSWORD)
    if password is None:
        office = _by_keyring(where, user)
        if office is not None:
            return office
        password = asked_password(t("Password of {user}: ", user=user))
    with counted(where, user) as attempt:
        code = os.environ.get(CODE)
        attempt.office = enter(where, user, password, device=device_name(), code=code)
        return attempt.office


def asked_password(prompt: str) -> str:
    """What somebody types without an echo. Raises `Refused` where nobody sits."""
    if not sys.stdin.isatty():
        raise Refused(hard("sign_in.no_password"))
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise Refused(hard("sign_in.no_password")) from error


def new_password(prompt: str) -> str:
    """A new password, from CASEROOM_PASSWORD or typed twice."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    first = asked_password(prompt)
    if asked_password(t("The same again: ")) != first:
        raise Refused(hard("password.differs"))
    return first


def asked_user(user_name: str | None) -> str:
    """Who it is: as given, as CASEROOM_USER says, or as somebody types."""
    given = user_name or os.environ.get(USER)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refused(hard("sign_in.no_user"))
    try:
        return input(t("User name: ")).strip()
    except EOFError as error:
        raise Refused(hard("sign_in.no_user")) from error


def _by_keyring(where: Where, user: str) -> Office | None:
    """The office opened by this computer's own key, if the user left one here."""
    from desktop.quick_unlock import unlocked_here

    return unlocked_here(where, user)
