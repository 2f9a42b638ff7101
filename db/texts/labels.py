"""The words for every code of `db.rules.codes`."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from db.texts import labels_funder, labels_people, labels_timeline, labels_totals, labels_work
from db.texts.catalog import t

E = TypeVar("E", bound=StrEnum)

# Members of two enumerations may have the same value, and are then equal: so by type as well.
LABELS: dict[tuple[type[StrEnum], str], str] = {
    (type(code), code.value): words
    for labels in (
        labels_people.LABELS,
        labels_work.LABELS,
        labels_timeline.LABELS,
        labels_funder.LABELS,
        labels_totals.LABELS,
    )
    for code, words in labels
}


def label(code: StrEnum) -> str:
    """The code's words in the language in use."""
    return t(LABELS[type(code), code.value])


def choices(kind: type[E], without: Iterable[E] = ()) -> list[tuple[E, str]]:
    """Every code of a kind with its words, in the order in which it is defined."""
    left_out = set(without)
    return [(code, label(code)) for code in kind if code not in left_out]
