"""The language in use, and words in it.

English text is the message id, so code reads as it will be read; catalogues for other languages
are compiled gettext files beside this module. The language is one for the whole program, since a
person sits in front of it.
"""

import gettext
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "es": "Español"}
_LOCALE = Path(__file__).parent / "locale"


@cache
def _translations(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("caseroom", _LOCALE, [language], fallback=True)


class _Language:
    code = "en"
    translations: gettext.NullTranslations = gettext.NullTranslations()


class _OfThread(threading.local):
    code = ""  # what is written for others, in their language and not in the reader's


_of_thread = _OfThread()


def use(language: str) -> None:
    """Speak this language from now on; one that is not shipped means English."""
    code = language.replace("-", "_").split("_")[0].lower()
    _Language.code = code if code in LANGUAGES else "en"
    _Language.translations = _translations(_Language.code)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language within, on the calling thread alone: for a file that must read the same
    whoever writes it."""
    before = _of_thread.code
    _of_thread.code = language if language in LANGUAGES else "en"
    try:
        yield
    finally:
        _of_thread.code = before


def language() -> str:
    """The code of the language in use: "en" or "es"."""
    return _of_thread.code or _Language.code


def _spoken() -> gettext.NullTranslations:
    code = _of_thread.code
    return _translations(code) if code else _Language.translations


def t(message: str, /, **params: object) -> str:
    """The message in the language in use, with `{name}` replaced by the parameters."""
    words = _spoken().gettext(message) if message else ""
    return filled(words, params) if params else words


def tn(one: str, many: str, n: int, /, **params: object) -> str:
    """The form that fits the number `n`, which also replaces `{n}`."""
    return filled(_spoken().ngettext(one, many, n), {"n": n, **params})


def filled(words: str, params: Mapping[str, object]) -> str:
    """The words with the parameters in them. Where one that ends with a period ("3:07 p. m.",
    "Ruiz Jr.") ends the sentence, there is no second period.
    """
    found = words.format(**params)
    for name, value in params.items():
        if isinstance(value, str) and value.endswith(".") and f"{{{name}}}." in words:
            found = found.replace(f"{value}.", value)
    return found
