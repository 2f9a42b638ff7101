"""What the officer of a sealed file is told."""

from db.rules.sealed import SealedMatch
from db.texts import t
from db.texts.dates import date_short


def match_words(match: SealedMatch) -> str:
    """Who in the office may be somebody in the file, and who entered them."""
    if match.at is None or not match.by:
        return t(
            "Client {number} of the office may be somebody in the sealed file “{label}”.",
            number=match.number,
            label=match.label,
        )
    return t(
        "Client {number} of the office may be somebody in the sealed file “{label}”. {name} "
        "entered them on {day}: talk to {name}.",
        number=match.number,
        label=match.label,
        name=match.by,
        day=date_short(match.at.date()),
    )
