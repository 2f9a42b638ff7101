"""What a person chose to see: columns, saved filters, pins."""

from collections.abc import Mapping

from sqlalchemy import select

from db.models.office import Preference
from db.queries.reading import Reading


def preference(reading: Reading, key: str) -> Mapping[str, object] | None:
    """The user's own value of a key, or None."""
    found = reading.session.get(Preference, (reading.user.id, key))
    return None if found is None else found.value


def preferences(reading: Reading, prefix: str = "") -> dict[str, Mapping[str, object]]:
    """All of the user's values whose keys begin like this."""
    rows = reading.session.scalars(
        select(Preference).where(Preference.user_id == reading.user.id).order_by(Preference.key)
    )
    return {row.key: row.value for row in rows if row.key.startswith(prefix)}
