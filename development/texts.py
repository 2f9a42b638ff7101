"""The translations: compile them, list what they lack, prepare the file for a translator.

Needs the environment (Babel, and the program itself).
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from development.console import say
from development.environment import ROOT
from development.words import Message, Words, all_words

LOCALES = ROOT / "db" / "texts" / "locale"
LANGUAGES = ("es",)
_PLACEHOLDER = re.compile(r"\{(\w+)")


def source_of(language: str) -> Path:
    """The file that a translator edits."""
    return LOCALES / language / "LC_MESSAGES" / "caseroom.po"


def catalog_of(language: str) -> Catalog:
    """A language's catalogue; an empty one if there is no file yet."""
    file = source_of(language)
    if not file.is_file():
        return Catalog(
            locale=language,
            domain="caseroom",
            project="Caseroom",
            version="1",
            header_comment=f"# What Caseroom says, in {Locale(language).english_name}.",
            last_translator="Caseroom",
            language_team=language,
            msgid_bugs_address="-",
            fuzzy=False,
        )
    with file.open("rb") as stream:
        return read_po(stream, locale=language, domain="caseroom")


def missing(catalog: Catalog, words: Words) -> dict[Message, list[str]]:
    """The messages without a translation, or with one that is marked as doubtful."""
    return {
        message: places
        for message, places in words.messages.items()
        if not _translated(catalog, message)
    }


def _translated(catalog: Catalog, message: Message) -> bool:
    entry = catalog.get(message)
    if entry is None or entry.fuzzy or isinstance(entry.id, str) != isinstance(message, str):
        return False
    forms = _forms(entry.string)
    return bool(forms) and all(forms)


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """One form or several, as a tuple."""
    return (words,) if isinstance(words, str) else tuple(words or ())


def unlike(catalog: Catalog) -> list[str]:
    """The messages whose translation names other placeholders than the English does."""
    wrong = []
    for entry in catalog:
        if not entry.id:
            continue
        english, forms = _forms(entry.id), _forms(entry.string)
        wanted = {name for form in english for name in _PLACEHOLDER.findall(form)}
        for form in forms:
            found = set(_PLACEHOLDER.findall(form or ""))
            # A form for one may say the number in words.
            if form and found != wanted and not (len(forms) > 1 and wanted - found == {"n"}):
                wrong.append(f"{english[0]!r}: {sorted(wanted)} became {sorted(found)}")
    return wrong


def unused(catalog: Catalog, words: Words) -> list[str]:
    """Translations of messages that the program no longer says."""
    said = {m if isinstance(m, str) else m[0] for m in words.messages}
    ids = (entry.id if isinstance(entry.id, str) else entry.id[0] for entry in catalog if entry.id)
    return [message for message in ids if message not in said]


def compile_all() -> None:
    """Make the files that the program reads."""
    for language in LANGUAGES:
        source = source_of(language)
        if source.is_file():
            with source.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalog_of(language))
            say(f"Compiled {source.relative_to(ROOT)}.")


def update(words: Words) -> None:
    """Add what is missing, without a translation, and take out what is no longer said."""
    for language in LANGUAGES:
        catalog = catalog_of(language)
        for old in unused(catalog, words):
            catalog.delete(old)
        for message in missing(catalog, words):
            if catalog.get(message) is None:
                catalog.add(message)
        source = source_of(language)
        source.parent.mkdir(parents=True, exist_ok=True)
        with source.open("wb") as stream:
            write_po(stream, catalog, width=100, no_location=True, sort_output=True)
        say(f"{source.relative_to(ROOT)}: {len(missing(catalog, words))} to be translated.")


def main(arguments: list[str]) -> int:
    """`compile`, `update` or `missing`."""
    if arguments == ["compile"]:
        compile_all()
    elif arguments == ["update"]:
        update(all_words())
        compile_all()
    elif arguments == ["missing"]:
        words = all_words()
        lacking = [m for name in LANGUAGES for m in missing(catalog_of(name), words)]
        print("\n".join(str(message) for message in lacking))
        return 1 if lacking else 0
    else:
        say("Say “compile”, “update” or “missing”.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
