"""Where secrets are kept and made: the system's keyring, and Argon2."""

import sys
from importlib import import_module
from secrets import token_hex
from time import perf_counter

from db.texts import t
from desktop.credentials import Credentials
from desktop.self_test.bench import Bench
from desktop.self_test.running import Failed

_OF_LINUX = ("keyring.backends.SecretService", "secretstorage", "jeepney")
_ALWAYS_THERE = ("win32", "darwin")


def argon2(_: Bench) -> str:
    """What a password costs here, as the program asks for it."""
    from db.storage.keys.wrapping import Argon2

    cost = Argon2()
    salt, begun = bytes(16), perf_counter()
    one, other = cost.derive("one", salt), cost.derive("other", salt)
    took = (perf_counter() - begun) / 2
    if one == other or len(one) != 32:
        raise Failed(t("Argon2 does not derive keys from passwords."))
    return t("A password costs {milliseconds} ms to try.", milliseconds=round(took * 1000))


def keyring(_: Bench) -> str:
    """Keep, find and forget a secret of its own. A Linux may have no keyring, then the program
    says so and asks for passwords; the means to reach one must be there all the same."""
    if sys.platform.startswith("linux"):
        for name in _OF_LINUX:
            import_module(name)
    credentials = Credentials()
    if not credentials.work():
        if sys.platform in _ALWAYS_THERE:
            raise Failed(t("The system's keyring does not keep secrets."))
        return t("This computer has no keyring, so the password is asked for at each start.")
    name, secret = f"self-test {token_hex(4)}", token_hex(32)
    try:
        kept, found = credentials.keep(name, secret), credentials.find(name)
    finally:
        credentials.forget(name)
    if not kept or found != secret:
        raise Failed(t("The system's keyring does not keep secrets."))
    if credentials.find(name) is not None:
        raise Failed(t("The system's keyring does not forget secrets."))
    return t("The system's keyring keeps, finds and forgets a secret.")
