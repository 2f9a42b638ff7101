"""The choice of an interpreter: those who speak the client's language stand first."""

from collections.abc import Sequence
from uuid import UUID

from db.queries.calendar.choices import NamedInterpreter
from db.rules.interpreters import suiting_first
from db.texts import t
from db.texts.languages import language_name


def interpreter_options(known: Sequence[NamedInterpreter], language: str) -> list[tuple[UUID, str]]:
    """Ids and words like "Rosa Vega · Spanish, Portuguese", for a client of this language."""
    return [(one.id, _words(one)) for one in suiting_first(known, language)]


def interpreter_hint(language: str, *, needed: bool) -> str:
    """What the client's record says of it, or ""."""
    if not language:
        return t("The client needs an interpreter.") if needed else ""
    spoken = language_name(language)
    if needed:
        return t("The client needs an interpreter: {language}.", language=spoken)
    return t("The client's language: {language}.", language=spoken)


def _words(one: NamedInterpreter) -> str:
    spoken = ", ".join(language_name(code) for code in one.languages)
    return " · ".join(part for part in (one.name, spoken) if part)
