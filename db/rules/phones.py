"""Telephone numbers and e-mail addresses: the form they are compared in, and how they are shown.

What a person typed is always kept; these forms stand beside it.
"""

import re
import unicodedata

_EXTENSION = re.compile(r"\s*(?:ext(?:ension)?\.?|x|#)\s*(\d{1,6})\s*$", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")
_WRAPPED = re.compile(r".*<\s*([^<>]+?)\s*>\s*")


def phone_key(text: str) -> str:
    """The digits by which two numbers are compared; empty if there are fewer than seven.

    The extension and the country code 1 of North America are dropped; other countries' codes
    stay, with or without "+" or "00" before them. Digits of every script count.
    """
    digits = _digits(_EXTENSION.sub("", text))
    if text.strip().startswith("00"):
        digits = digits.removeprefix("00")
    if digits.startswith("011") and len(digits) > 11:
        digits = digits[3:]
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    return digits if len(digits) >= 7 else ""


def format_phone(text: str) -> str:
    """How a number is written when the field is left: "(555) 201-3344 ext. 12".

    Only ten-digit numbers of North America are rewritten; all others come back trimmed, as
    they were typed.
    """
    raw = " ".join(text.split())
    extension = _EXTENSION.search(raw)
    number = raw[: extension.start()] if extension else raw
    if not _only_number(number):
        return raw
    digits = _digits(number)
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    if len(digits) != 10 or (number.startswith("+") and not number.startswith("+1")):
        return raw
    if digits[0] in "01" or digits[3] in "01":  # neither area code nor exchange begins so
        return raw
    tail = f" ext. {extension.group(1)}" if extension else ""
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}{tail}"


def email_key(text: str) -> str:
    """An e-mail address as it is compared: alone, composed, lower case; empty if it is none."""
    alone = _WRAPPED.sub(r"\1", text.strip()).removeprefix("mailto:")
    address = unicodedata.normalize("NFKC", alone).strip().casefold()
    return address if _EMAIL.fullmatch(address) else ""


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())


def _only_number(text: str) -> bool:
    return all(char.isdigit() or char in " ()-.+/" or char in "\u2010\u2011\u2013" for char in text)
