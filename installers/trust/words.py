"""The words of licences that come without a copy from whoever chose them: `texts` beside this."""

from pathlib import Path

from installers.trust.parts import Distrust, LicenceText

_TEXTS = Path(__file__).with_name("texts")
_WITH = {"LGPL-3.0-only": ("GPL-3.0-only",)}  # written as an addition to the other


def own_words(file: str) -> str:
    """One of our copies."""
    return (_TEXTS / file).read_text(encoding="utf-8").strip("\n")


def standard_texts(name: str, licence: str) -> tuple[LicenceText, ...]:
    """The words of each licence in an expression without choices. Raises `Distrust`."""
    found = []
    for one in licence.split(" AND "):
        plain = one.partition(" WITH ")[0]
        for wanted in (plain, *_WITH.get(plain, ())):
            if not (_TEXTS / f"{wanted}.txt").is_file():
                raise Distrust(f"{name} needs the words of {wanted} in installers/trust/texts.")
            found.append(LicenceText(wanted, own_words(f"{wanted}.txt")))
    return tuple(found)
