"""Where the attached files of an office on a server are, and carrying them elsewhere.

First the office says where it wants them: from then on every program puts new ones there, and
looks for older ones in both places. Then all are copied and compared, and only when all are there
the old ones go. A computer that stops in between is no harm; asking for the same again goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from db.office.homes import ServerHome
from db.office.standing import Office
from db.operations.office_settings.files_place import all_files_are_there, choose_files_place
from db.queries.files_place import kept_files_place
from db.rules.files_place import DATABASE, FilesPlace
from db.rules.findings import Finding, Refused, hard, information
from db.rules.permissions import Action
from db.storage.backup import Progress
from db.storage.carried_files import copy_sealed
from db.storage.chosen_documents import ChosenDocuments
from db.storage.documents import is_name
from db.storage.files_folder import let_go_of, mark_in, take_folder
from db.storage.place import PlaceKind
from db.storage.problems import StorageProblem
from db.storage.server_turn import only_one

FILES_TURN = "caseroom: attached files are carried"


@dataclass(frozen=True)
class FilesKept:
    """Where files are now, how many came there, and what there is to say of the place."""

    place: FilesPlace
    files: int
    findings: tuple[Finding, ...] = ()


def where_files_are(office: Office) -> FilesPlace:
    """What the office has chosen. Raises `Refused`, "files.only_on_server" in a folder."""
    _home(office)
    return office.read(kept_files_place)


def what_is_said(place: FilesPlace) -> Sequence[Finding]:
    """What stands in the way on this computer: nothing where files can be read and written."""
    found = []
    if place.now and mark_in(Path(place.now)) != place.mark:
        found.append(hard("storage.files_unreachable", folder=place.now))
    if place.before is not None:
        found.append(information("files.still_carried"))
    return found


def keep_files_in(
    office: Office, to: str, *, lost: bool = False, told: Progress = lambda *_: None
) -> FilesKept:
    """Let the office keep its attached files in this folder, or in its `DATABASE`, and carry them.

    `lost` says that the folder where they were until now is gone for good, or that they were
    brought to this one by hand. Raises `Refused`: "files.only_on_server", "files.carried_now",
    "files.still_carried_elsewhere", "files.not_lost", or what is wrong with a folder.
    """
    office.require(Action.MANAGE_OFFICE, keep_files_in)
    home = _home(office)
    office.may_write()
    with only_one(home.engines, FILES_TURN) as ours:
        if not ours:
            raise Refused(hard("files.carried_now"))
        place = office.read(kept_files_place)
        mark = str(office.record.id)
        kind = take_folder(Path(to), mark) if to != DATABASE else PlaceKind.SERVER
        wanted = _wanted(place, to, mark, lost)
        if wanted != place:
            office.write(choose_files_place, wanted)
        files = 0
        if not wanted.settled:
            files = _carried(home.document_store, wanted, told)
            office.write(all_files_are_there, wanted, files)
    own_disk = kind is PlaceKind.LOCAL and to != DATABASE
    findings = (information("files.folder_of_this_computer", folder=to),) if own_disk else ()
    return FilesKept(replace(wanted, before=None), files, findings)


def _home(office: Office) -> ServerHome:
    if not isinstance(office.home, ServerHome):
        raise Refused(hard("files.only_on_server"))
    return office.home


def _wanted(place: FilesPlace, to: str, mark: str, lost: bool) -> FilesPlace:
    if to == place.now:
        if lost:
            raise Refused(hard("files.not_lost"))
        return place
    if place.before not in (None, to):
        raise Refused(hard("files.still_carried_elsewhere", place=place.now or "postgresql"))
    reachable = place.now == DATABASE or mark_in(Path(place.now)) == place.mark
    if lost and reachable:
        raise Refused(hard("files.not_lost"))
    if not lost and not reachable:
        raise StorageProblem("files_unreachable", folder=place.now)
    return FilesPlace(to, None if lost else place.now, mark)


def _carried(kept: ChosenDocuments, place: FilesPlace, told: Progress) -> int:
    """Copy what is there, see that all of it is, and take it away where it was."""
    assert place.before is not None
    of, to = (kept.kept_in(where, place.mark) for where in (place.before, place.now))
    names = [UUID(name) for name in of.stored() if is_name(name)]
    for number, name in enumerate(names):
        copy_sealed(name, of, to)
        told(number + 1, len(names))
    arrived = set(to.stored())
    if any(name.hex not in arrived for name in names if name.hex in set(of.stored())):
        raise StorageProblem("moved_wrong", what="document")
    for name in names:
        of.remove(name)
    if place.before != DATABASE:
        let_go_of(Path(place.before))
    return len(names)
