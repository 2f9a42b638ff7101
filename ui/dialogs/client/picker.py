"""Choosing a client, or somebody outside, by a few letters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from db.queries.search.find import find
from db.queries.search.hit import Hit, HitKind
from db.rules.codes import PartyRole
from db.rules.names import PersonName
from db.texts import label, t
from ui.context import PageContext
from ui.dialogs import client_field
from ui.widgets.found_field import Found, FoundField

_ROWS = 4


class RecordPicker(FoundField):
    """The value is the `Hit` that is chosen in the list below the line, or None.

    `kinds` says what is searched for; records in `without` are not offered.
    """

    def __init__(
        self,
        context: PageContext,
        name: str,
        kinds: frozenset[HitKind] = frozenset({HitKind.CLIENT}),
        without: frozenset[object] = frozenset(),
    ) -> None:
        super().__init__(self._find, name, t("Name, number, birth date or phone"), rows=_ROWS)
        self._context, self._kinds, self._without = context, kinds, without

    def set_value(self, value: Hit | None) -> None:
        """Choose this one, who need not have been searched for."""
        if value is not None and value not in self._values:
            self.show_found([(value, hit_words(value))])
        super().set_value(value)

    def snapshot(self) -> dict[str, Any]:
        """Who is chosen, and what is typed in the line."""
        hit: Hit | None = self.value()
        typed = {"line": self.line.text()}
        return typed if hit is None else {**typed, "hit": _kept(hit)}

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Put a snapshot back."""
        hit = kept.get("hit")
        if isinstance(hit, Mapping):
            self.set_value(_hit(hit))
            self.edited.emit()
        else:
            self.line.setText(str(kept.get("line", "")))

    def look_now(self) -> None:
        """Search at once for what is typed."""
        self.line.search_now()

    def _find(self, text: str, then: Callable[[Found], object]) -> None:
        def arrived(hits: Sequence[Hit]) -> None:
            wanted = (one for one in hits if one.kind in self._kinds)
            then([(one, hit_words(one)) for one in wanted if one.id not in self._without])

        self._context.runner.read(find, text, then=arrived, replace_key=(self, "find"))


def _kept(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind.value,
        "id": str(hit.id),
        "name": asdict(hit.name),
        "number": hit.number,
        "role": hit.role.value if hit.role is not None else None,
        "organization": hit.organization,
    }


def _hit(kept: Mapping[str, Any]) -> Hit:
    name = PersonName(**kept["name"])
    role = kept.get("role")
    return Hit(
        HitKind(kept["kind"]),
        UUID(str(kept["id"])),
        name,
        name.display(),
        str(kept.get("number") or ""),
        role=PartyRole(role) if role else None,
        organization=str(kept.get("organization") or ""),
    )


def hit_words(hit: Hit) -> str:
    """Like "Rosa Diaz · C-00012 · born 3/14/1980" or "Joan Marsh · County court · Judge"."""
    if hit.kind is not HitKind.PERSON:
        return client_field.hit_words(hit)
    role = label(hit.role) if hit.role is not None else ""
    return " · ".join(part for part in (hit.name.display(), hit.organization, role) if part)
