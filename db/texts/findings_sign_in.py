"""Sentences for signing in, passwords and the recovery code."""

SENTENCES: dict[str, str] = {
    "sign_in.wrong": "The user name or the password is wrong.",
    "sign_in.code_after_move": (
        "If the office was moved to this server and you were given a code for that, sign in with "
        "your password and the code, this once."
    ),
    "sign_in.code_counts_once": (
        "Or the code: it counts only once. If you have signed in with it before, leave it out."
    ),
    "sign_in.wait": "Too many wrong passwords. Wait {seconds} seconds and try again.",
    "sign_in.type_password": (
        "This computer no longer opens the office by itself. Type your password."
    ),
    "sign_in.no_password": (
        "No password: set CASEROOM_PASSWORD, or run this where it can be typed."
    ),
    "sign_in.no_user": "No user name: give --user, or set CASEROOM_USER.",
    "sign_in.must_change": "The password must be changed first: sign in to the program once.",
    "password.too_short": (
        "A password has at least {least} characters; this one has {now}. "
        "Four or five words that do not belong together are easy to remember."
    ),
    "password.too_long": "A password has at most {most} characters.",
    "password.repeats": "This password repeats the same few characters.",
    "password.walk": "This password follows the rows of the keyboard or the alphabet.",
    "password.known": "This password is in the lists that guessers use.",
    "password.names": "This password is little more than the name of the user or the office.",
    "password.differs": "The two passwords are not the same.",
    "password.same": "The new password is the old one.",
    "recovery.wrong": "This is not the recovery code of this office.",
    "recovery.on_server": (
        "On a server the recovery code is used on the command line, together with whoever looks "
        "after the server: caseroom recover --office {place} --user NAME --login OWNER"
    ),
    "recovery.missing": (
        "The recovery code's key file is missing. Restore the keys folder from a backup, or make "
        "a new code."
    ),
    "recovery.not_administrator": (
        "The recovery code sets the password of an administrator, and “{user}” is none."
    ),
    "storage.user_name": (
        "A user name has 2 to 40 small letters, digits, dots or hyphens, "
        "and begins and ends with a letter or digit."
    ),
    "storage.unknown_user": "There is no such user.",
    "storage.wrong_password": "The password is wrong.",
    "storage.quick_unlock_void": (
        "This computer's own key opens the office no more. Sign in with the password."
    ),
    "storage.recovery_code": (
        "This is not a recovery code, or it has a typing error. It has nine groups of four."
    ),
}
