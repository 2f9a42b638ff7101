"""Every text that a dataclass holds, wherever in it: for guards and for explanations."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from reportlab.platypus import Flowable

from printing.layout.prose import gap, paragraph
from printing.layout.writing import has_substitutes, substitutes


def texts_in(data: Any) -> Iterator[str]:
    """The strings in a dataclass, in its fields' order; those of sets in no order are left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple | list):
        for item in data:
            yield from texts_in(item)
    elif is_dataclass(data):
        for field in fields(data):
            yield from texts_in(getattr(data, field.name))


def explained_substitutes(data: Any) -> list[Flowable]:
    """A line about square brackets, if anything in the data cannot be shown as it was typed."""
    if any(has_substitutes(text) for text in texts_in(data)):
        return [gap(6), paragraph(substitutes(), "small")]
    return []
