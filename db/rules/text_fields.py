"""What every form asks of its text fields: spaces taken off, lengths kept."""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from db.rules.findings import Finding, hard

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Form = TypeVar("Form", bound=DataclassInstance)
else:
    Form = TypeVar("Form")


def stripped(form: Form) -> Form:
    """The form with its texts storable and the spaces around them taken off."""
    texts: dict[str, Any] = {
        field.name: storable(value).strip()
        for field in dataclasses.fields(form)
        if type(value := getattr(form, field.name)) is str
    }
    return dataclasses.replace(form, **texts)


def storable(text: str) -> str:
    """The text as a database can keep it: without NUL, and with half a character made whole.

    A lone surrogate, which some keyboards and clipboards hand over, becomes U+FFFD.
    """
    if text.isascii():
        return text.replace("\0", "")
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "")


def too_long(form: object, longest: Mapping[str, int], prefix: str = "") -> Iterator[Finding]:
    """A finding "text.too_long" for each text field above its length in characters."""
    for name, most in longest.items():
        if len(getattr(form, name)) > most:
            yield hard("text.too_long", prefix + name, most=most)


def missing(form: object, *names: str) -> Iterator[Finding]:
    """A finding "text.missing" for each of these text fields that is empty."""
    for name in names:
        if not getattr(form, name).strip():
            yield hard("text.missing", name)
