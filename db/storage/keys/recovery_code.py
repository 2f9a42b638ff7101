"""The recovery code: 160 random bits that a person can copy by hand.

Eight groups of four letters and digits (Crockford's base 32, without I, L, O and U), then a group
that finds typing errors.
"""

import hashlib
import os

from db.storage.problems import StorageProblem

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_LENGTH = 32


def new_recovery_code() -> str:
    """A new code, like "7QF2-…": nine groups of four."""
    number = int.from_bytes(os.urandom(20))
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))
    return _grouped(letters + _check(letters))


def clean_recovery_code(typed: str) -> str:
    """The code in its normal form, whatever the case, spaces and misread letters.

    Raises `StorageProblem` "recovery_code" when it is not a code or has a typing error.
    """
    letters = "".join(char for char in typed.upper() if char.isalnum()).translate(_MISREAD)
    if len(letters) != _LENGTH + 4 or letters[_LENGTH:] != _check(letters[:_LENGTH]):
        raise StorageProblem("recovery_code")
    return _grouped(letters)


def _check(letters: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"caseroom-recovery" + letters.encode()).digest()[:4])
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(4))


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
