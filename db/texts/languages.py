"""Names of languages, in the language in use."""

from functools import lru_cache

from db.texts.catalog import language

# What offices meet most; the others follow by name. ISO 639 codes; "ase" is American Sign Language.
_OFTEN = ("en", "es", "ase", "ar", "zh", "fr", "hi", "ht", "ko", "pt", "ru", "so", "uk", "vi")
_ALSO = (
    "am", "bn", "bs", "de", "el", "fa", "gu", "haw", "he", "hmn", "hr", "hu", "hy", "id", "it",
    "ja", "ka", "km", "ku", "lo", "lt", "ml", "mn", "mr", "my", "ne", "nv", "om", "pa", "pl",
    "ps", "ro", "sm", "sq", "sr", "sw", "ta", "te", "th", "ti", "tl", "tr", "ur", "yi", "yo",
)  # fmt: skip


def language_name(code: str) -> str:
    """The name of an ISO 639 code, like "Spanish"; the code itself if it has none."""
    name = _names(language()).get(code, code)
    return name[:1].upper() + name[1:]


def languages() -> list[tuple[str, str]]:
    """Codes and names to choose from: the usual ones first, then the others by name."""
    others = sorted(((code, language_name(code)) for code in _ALSO), key=lambda one: one[1])
    return [(code, language_name(code)) for code in _OFTEN] + others


@lru_cache(maxsize=4)
def _names(locale: str) -> dict[str, str]:
    from babel import Locale  # slow to import, and not needed before a client is shown

    return {str(code): str(name) for code, name in Locale.parse(locale).languages.items()}
