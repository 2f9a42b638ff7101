"""Telling a sealed file's officer of somebody in the office who may be in it.

The duplicate check of the office answers as if nobody were there, and nothing is written that
would say otherwise. The officer's own program compares the two, after signing in and from time
to time, by the same rules.
"""

from contextlib import suppress
from uuid import UUID

from sqlalchemy import select

from db.models.office import Fact
from db.office.sealed.homes import sealed_in
from db.office.sealed.opening import look_into
from db.office.standing import Office
from db.operations.work import Work
from db.queries.clients.sealed_matches import entered_like, people_here
from db.queries.reading import Reading
from db.rules.findings import Refused
from db.rules.sealed import SealedMatch
from db.storage.seal_file import open_seal

_SEEN = "seen_match."


def new_matches(main: Office) -> tuple[SealedMatch, ...]:
    """Who in the office may be somebody in a sealed file of which the user is the officer.

    Without those that were marked as seen. A file that cannot be read is passed over.
    """
    found: list[SealedMatch] = []
    kept = sealed_in(main.home)
    for sealed_id in kept.ids():
        with suppress(Refused):
            seal, _ = open_seal(kept.read_seal(sealed_id), main.identity, main.record.id, sealed_id)
            if seal.officer_id != main.user.id:
                continue
            inside = look_into(main, sealed_id)
            try:
                people, seen = inside.read(people_here), inside.read(_seen)
            finally:
                inside.close()
            found += [
                SealedMatch(sealed_id, seal.label, one.id, one.number, one.visible, one.by, one.at)
                for one in main.read(entered_like, people)
                if one.id not in seen
            ]
    return tuple(found)


def mark_seen(main: Office, match: SealedMatch) -> None:
    """The officer has seen to it: it is not told again. Raises `Refused`."""
    inside = look_into(main, match.sealed_id)
    try:
        inside.write(_mark, match.client_id)
    finally:
        inside.close()


def _seen(reading: Reading) -> set[UUID]:
    keys = reading.session.scalars(select(Fact.key).where(Fact.key.startswith(_SEEN)))
    return {UUID(key.removeprefix(_SEEN)) for key in keys}


def _mark(work: Work, client_id: UUID) -> None:
    work.session.merge(Fact(key=f"{_SEEN}{client_id}", value=work.now.isoformat()))
    work.record("sealed.match_seen", "sealed", None)
