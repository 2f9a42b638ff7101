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
    """The form with the spaces around its texts taken off; other fields stay as they are."""
    texts: dict[str, Any] = {
        field.name: value.strip()
        for field in dataclasses.fields(form)
        if type(value := getattr(form, field.name)) is str
    }
    return dataclasses.replace(form, **texts)


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
