"""Where the office wants its attached files: chosen, and carried there."""

from db.models.office import Fact
from db.operations.work import Work
from db.queries.files_place import kept_files_place
from db.rules.files_place import DATABASE, KEPT_IN, FilesPlace
from db.rules.permissions import Action


def choose_files_place(work: Work, place: FilesPlace) -> None:
    """From now on files are put there, and older ones are looked for in both places."""
    work.require(Action.MANAGE_OFFICE)
    before = kept_files_place(work)
    work.session.merge(Fact(key=KEPT_IN, value=place.to_text()))
    work.record(
        "office.files_place_chosen",
        "office",
        None,
        **{"from": _named(before.now), "to": _named(place.now)},
    )
    work.changed("office")


def all_files_are_there(work: Work, place: FilesPlace, files: int) -> None:
    """Nothing is left where they were before, unless somebody has chosen otherwise meanwhile."""
    work.require(Action.MANAGE_OFFICE)
    if kept_files_place(work) != place:
        return
    settled = FilesPlace(place.now, None, place.mark)
    work.session.merge(Fact(key=KEPT_IN, value=settled.to_text()))
    work.record("office.files_carried", "office", None, files=files)
    work.changed("office")


def _named(where: str) -> str:
    return "database" if where == DATABASE else where
