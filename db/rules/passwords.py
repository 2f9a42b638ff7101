"""Passwords: long, not known, not guessable from the office; nothing else is asked of them.

The least length and the absence of composition rules follow NIST SP 800-63B-4 (2025) for a
password that is the only factor: 15 characters.
"""

import itertools
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from db.rules.findings import Finding, hard
from db.rules.names import fold

SHORTEST = 15
LONGEST = 256
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qwertzuiop", "azertyuiop")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def password_findings(
    password: str, *, user_name: str = "", office_name: str = "", field: str = "password"
) -> list[Finding]:
    """What speaks against a new password; empty if nothing does."""
    normal = unicodedata.normalize("NFC", password)
    if len(normal) < SHORTEST:
        return [hard("password.too_short", field, least=SHORTEST, now=len(normal))]
    if len(normal) > LONGEST:
        return [hard("password.too_long", field, most=LONGEST)]
    plain = normal.casefold()
    letters = "".join(char for char in plain if char.isalnum())
    found = []
    if len(set(plain)) < 5 or _repeats(plain):
        found.append(hard("password.repeats", field))
    elif _is_walk(letters):
        found.append(hard("password.walk", field))
    elif letters in _blocked() or letters.rstrip("0123456789") in _blocked():
        found.append(hard("password.known", field))
    rest = letters
    for name in (user_name, *fold(office_name).split()):
        if len(name) > 2:
            rest = rest.replace(fold(name).replace(" ", ""), "")
    if rest != letters and len(rest) < SHORTEST - 8:
        found.append(hard("password.names", field))
    return found


def one_time_password(choose: Callable[[int], int]) -> str:
    """A password to be read out once: five groups of four letters and digits, 100 random bits.

    `choose(n)` gives a random number below n; `secrets.randbelow` in the program.
    """
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(letters[choose(len(letters))] for _ in range(4)) for _ in range(5))
    return "-".join(groups)


def _repeats(text: str) -> bool:
    """Whether the whole is one short piece again and again ("abcabcabcabcabc")."""
    return any(
        (text[:size] * (len(text) // size + 1))[: len(text)] == text
        for size in range(1, min(6, len(text) // 2 + 1))
    )


def _is_walk(letters: str) -> bool:
    """Whether most of it runs along a row of keys or the alphabet, either way."""
    steps = sum(
        1
        for first, second in itertools.pairwise(letters)
        if any(
            first + second in row or second + first in row or first == second
            for row in (*_ROWS, _ALPHABET)
        )
    )
    return steps >= 0.75 * (len(letters) - 1)


@cache
def _blocked() -> frozenset[str]:
    """Known passwords of 15 characters and more, without spaces and marks."""
    text = files("db.rules").joinpath("data/blocked_passwords.txt").read_text(encoding="utf-8")
    words = (line.strip() for line in text.splitlines())
    return frozenset(word for word in words if word and not word.startswith("#"))
