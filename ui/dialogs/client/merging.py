"""Two people changed one client: what only one of them changed is kept, the rest is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from db.rules.clients.contact import ContactForm
from db.rules.clients.form import ClientForm
from db.rules.partial_date import PartialDate
from db.texts import label, t
from db.texts.dates import date_short
from db.texts.languages import language_name
from db.texts.partial_dates import partial_date_words
from ui.dialogs.difference import Difference


@dataclass(frozen=True)
class Merge:
    """`merged` holds what needs no question; `asked` are the fields that both changed."""

    merged: ClientForm
    asked: tuple[Difference, ...]

    def with_choices(self, chosen: Mapping[str, Any]) -> ClientForm:
        """The form with what was chosen for the fields that both changed."""
        return replace(self.merged, **chosen)


def merge(
    base: ClientForm | None, mine: ClientForm, theirs: ClientForm, labels: Mapping[str, str]
) -> Merge:
    """Compare field by field with what the form opened with (`base`, None if that is lost)."""
    merged = mine
    asked = []
    for field in fields(ClientForm):
        my_value, their_value = getattr(mine, field.name), getattr(theirs, field.name)
        if my_value == their_value:
            continue
        if base is not None and my_value == getattr(base, field.name):
            merged = replace(merged, **{field.name: their_value})
            continue
        if base is not None and their_value == getattr(base, field.name):
            continue
        asked.append(
            Difference(
                field.name,
                labels.get(field.name, field.name),
                value_words(field.name, my_value),
                value_words(field.name, their_value),
                my_value,
                their_value,
            )
        )
    return Merge(merged, tuple(asked))


def value_words(name: str, value: Any) -> str:
    """A field's value in words."""
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, PartialDate):
        return partial_date_words(value)
    if isinstance(value, ContactForm):
        rules = ", ".join(label(rule) for rule in sorted(value.rules))
        words = t("{kind}: {value}", kind=label(value.kind), value=value.value)
        return t("{contact} ({rules})", contact=words, rules=rules) if rules else words
    if isinstance(value, frozenset | tuple):
        in_order = sorted(value) if isinstance(value, frozenset) else value
        return "; ".join(value_words(name, one) for one in in_order)
    if name == "language" and value:
        return language_name(value)
    if hasattr(value, "isoformat"):
        return date_short(value)
    return "" if value is None else str(value)
